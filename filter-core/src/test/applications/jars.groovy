// Copies to target/containers, where the tests find them, the containers and the applications of each framework and
// generation that exclude each other on one class path: of a container the jars that are named, of an application all
// that it has on its class path. Resolved by the running Maven itself, so that its repositories, its mirrors and its -o
// hold.
import java.nio.file.Files
import java.nio.file.StandardCopyOption
import org.eclipse.aether.RepositorySystem
import org.eclipse.aether.artifact.DefaultArtifact
import org.eclipse.aether.collection.CollectRequest
import org.eclipse.aether.graph.Dependency
import org.eclipse.aether.graph.Exclusion
import org.eclipse.aether.resolution.ArtifactDescriptorRequest
import org.eclipse.aether.resolution.ArtifactRequest
import org.eclipse.aether.resolution.DependencyRequest

def version = { name -> project.properties["${name}.version".toString()] }
def jettyOld = { group, names -> names.collect { "org.eclipse.jetty${group}:${it}:${version('jetty12.0')}" } }
def tomcatOld = { own -> ["org.apache.tomcat.embed:tomcat-embed-core:${own}", "org.apache.tomcat:tomcat-annotations-api:${own}"] }
def servletApi = { own -> "jakarta.servlet:jakarta.servlet-api:${own}" }
def containers = [
    'jetty-ee10': jettyOld('', ['server', 'http', 'io', 'util', 'session', 'security'].collect { "jetty-${it}" })
        + jettyOld('.ee10', ['jetty-ee10-servlet'])
        + jettyOld('.http2', ['server', 'common', 'hpack'].collect { "jetty-http2-${it}" })
        + ["org.slf4j:slf4j-api:${version('slf4j')}", servletApi(version('servlet-6.0'))],
    'tomcat-10': tomcatOld(version('tomcat10')),
    'tomcat-10.0': tomcatOld(version('tomcat10.0')),
    'servlet-api': ['servlet-5.0', 'servlet-6.0', 'servlet'].collect { servletApi(version(it)) },
    'server-libraries': ['databind', 'core', 'annotations'].collect {
        "com.fasterxml.jackson.core:jackson-${it}:${version('old.jackson')}"
    } + "com.nimbusds:nimbus-jose-jwt:${version('old.nimbus')}"
]
def spring = { generation, starters, more = [] -> [
    bom: "org.springframework.boot:spring-boot-dependencies:pom:${version('spring-boot-' + generation)}",
    wanted: starters.collect { "org.springframework.boot:spring-boot-starter-${it}:${version('spring-boot-' + generation)}" }
        + "io.micrometer:micrometer-registry-prometheus:${version('micrometer-' + generation)}" + more,
    // Else every log of this JVM would be Boot's.
    without: ['org.slf4j:jul-to-slf4j']
] }
def springdoc = { generation -> ["org.springdoc:springdoc-openapi-starter-webmvc-ui:${version('springdoc-' + generation)}"] }
def jersey = { own, validation -> [
    bom: "org.glassfish.jersey:jersey-bom:pom:${own}",
    wanted: ['containers:jersey-container-servlet', 'inject:jersey-hk2', 'media:jersey-media-json-jackson',
             'media:jersey-media-sse', 'media:jersey-media-multipart'].collect { "org.glassfish.jersey.${it}:${own}" }
        + "org.glassfish.jersey.ext:jersey-bean-validation:${validation}",
    without: []
] }
def fhir = 'ca.uhn.hapi.fhir:hapi-fhir'
def logged = "org.slf4j:slf4j-jdk14:${version('slf4j')}"
def server = { wanted -> [wanted: wanted, without: []] }
def alone = { application -> application + [alone: true] }
def jettyOf = { generation -> server(["${generation}.websocket:jetty-${generation}-websocket-jakarta-server",
    "${generation}:jetty-${generation}-annotations"].collect { "org.eclipse.jetty.${it}:${version('jetty')}" }) }
def applications = [
    // Servers with their WebSockets, and what makes Jetty look into the jars of a webapp.
    'websocket-jetty-ee10': jettyOf('ee10'),
    'websocket-jetty-ee11': jettyOf('ee11'),
    'websocket-tomcat-10': server(["org.apache.tomcat.embed:tomcat-embed-websocket:${version('tomcat10')}"]),
    'websocket-tomcat-11': server(["org.apache.tomcat.embed:tomcat-embed-websocket:${version('tomcat')}"]),
    'websocket-undertow': server(["io.undertow:undertow-websockets-jsr:${version('undertow-websockets')}"]),
    // Servlet 4.0, for the jar with the classifier javax, which brings along what it needs.
    'javax-tomcat-9': alone(server(["org.apache.tomcat.embed:tomcat-embed-core:${version('tomcat9')}"])),
    'javax-jetty-10': alone(server(['org.eclipse.jetty:jetty-servlet', 'org.eclipse.jetty.http2:http2-server'].collect {
        "${it}:${version('jetty10')}" })),
    'javax-undertow-2.2': alone(server(["io.undertow:undertow-servlet:${version('undertow2.2')}"])),
    'javax-spring-boot-2': alone(spring(2, ['web', 'validation', 'actuator'])),
    // What Tomcat 11 needs for pages; it is on the test class path itself.
    'jsp-11': [
        wanted: ["org.apache.tomcat.embed:tomcat-embed-jasper:${version('tomcat')}"],
        without: ['org.apache.tomcat.embed:tomcat-embed-core', 'org.apache.tomcat:*']
    ],
    // Where System.Logger goes.
    'logback': server(['slf4j-jdk-platform-logging', 'jul-to-slf4j'].collect { "org.slf4j:${it}:${version('slf4j')}" }
        + "ch.qos.logback:logback-classic:${version('logback')}"),
    'log4j': server(['jpl', 'jul', 'core'].collect { "org.apache.logging.log4j:log4j-${it}:${version('log4j')}" }),
    'spring-boot-3': spring(3, ['web', 'validation', 'actuator', 'security']),
    'spring-boot-4': spring(4, ['webmvc', 'validation', 'actuator', 'security']),
    // With the document that springdoc makes of it.
    'springdoc-3': spring(3, ['web', 'validation'], springdoc(3)),
    'springdoc-4': spring(4, ['webmvc', 'validation'], springdoc(4)),
    // Containers of beans beside Spring.
    'cdi': server(["org.jboss.weld.servlet:weld-servlet-shaded:${version('weld')}"]),
    'guice': server(["com.google.inject.extensions:guice-servlet:${version('guice')}"]),
    'jersey-3': jersey(version('jersey'), version('jersey-validation')),
    'jersey-4': jersey(version('jersey-4'), version('jersey-4')),
    'struts-7': [
        wanted: ['core', 'json-plugin'].collect { "org.apache.struts:struts2-${it}:${version('struts')}" }
            + ["org.apache.tomcat.embed:tomcat-embed-jasper:${version('jasper-10')}", "org.apache.logging.log4j:log4j-to-jul:${version('log4j')}"],
        // The container's own; its release is another one.
        without: ['org.apache.tomcat.embed:tomcat-embed-core', 'org.apache.tomcat:*']
    ],
    'hapi-fhir-8': [
        wanted: ['server', 'structures-r4', 'caching-caffeine'].collect { "${fhir}-${it}:${version('hapi-fhir')}" }
            + logged,
        // Mail, RDF and collation, 40 MB that no server of ours gets to.
        without: ['org.simplejavamail:*', 'org.apache.jena:*', 'com.ibm.icu:*']
    ],
    // With servers of their own.
    'javalin-6': server(["io.javalin:javalin:${version('javalin-6')}", logged]),
    'javalin-7': server(["io.javalin:javalin:${version('javalin-7')}", logged]),
    // With SockJS.
    'sockjs': spring(3, ['websocket']),
    // A client.
    'okhttp': server(["com.squareup.okhttp3:okhttp-jvm:${version('okhttp')}"])
]
if (project.properties['applications.all']) { // with the profile containers
    applications['fuseki-5'] = server(['main', 'ui'].collect { "org.apache.jena:jena-fuseki-${it}:${version('fuseki')}" } + logged)
    applications['dropwizard-5'] = server(["io.dropwizard:dropwizard-core:${version('dropwizard')}"])
}
// What Signet brings to the application. Where the framework's own list names a release of Jackson, it is that one, as
// in any application with Boot's parent.
def nimbus = "com.nimbusds:nimbus-jose-jwt:${version('nimbus')}"
def jackson = 'com.fasterxml.jackson.core:jackson-databind'

def system = session.container.lookup(RepositorySystem)
def repositories = project.remoteProjectRepositories
// What was asked for stands beside the folder, which is made anew when something else is.
def copy = { name, asked, resolve ->
    def folder = new File(project.build.directory, "containers/${name}")
    def done = new File(project.build.directory, "containers/${name}.txt")
    if (done.exists() && done.text == asked) {
        return
    }
    def files = resolve()*.artifact*.file*.toPath()
    folder.deleteDir()
    folder.mkdirs()
    files.each { Files.copy(it, folder.toPath().resolve(it.fileName), StandardCopyOption.REPLACE_EXISTING) }
    done.text = asked
}
containers.each { name, wanted ->
    copy(name, wanted.toString()) {
        system.resolveArtifacts(session.repositorySession,
            wanted.collect { new ArtifactRequest(new DefaultArtifact(it.toString()), repositories, null) })
    }
}
applications.each { name, application ->
    def wanted = (application.alone ? [] : [nimbus, jackson]) + application.wanted
    copy(name, "${wanted} without ${application.without}".toString()) {
        def managed = !application.bom ? [] : system.readArtifactDescriptor(session.repositorySession,
            new ArtifactDescriptorRequest(new DefaultArtifact(application.bom.toString()), repositories, null)).managedDependencies
        def managedJackson = managed.find { "${it.artifact.groupId}:${it.artifact.artifactId}" == jackson && !it.artifact.classifier }
        def excluded = application.without.collect { new Exclusion(it.split(':')[0], it.split(':')[1], '*', '*') }
        def roots = wanted.collect {
            def artifact = it != jackson ? new DefaultArtifact(it.toString())
                : managedJackson ? managedJackson.artifact : new DefaultArtifact("${jackson}:${version('jackson')}")
            new Dependency(artifact, 'runtime', false, excluded)
        }
        def request = new CollectRequest(roots, managed, repositories)
        system.resolveDependencies(session.repositorySession, new DependencyRequest(request, null)).artifactResults
    }
}
