// Copies to target/boots, where the tests find them, what a Spring Boot application has on its class path: of each
// generation, with each of its servers. Resolved by the running Maven itself, so that its repositories, its mirrors and its
// -o hold.
import java.nio.file.Files
import java.nio.file.StandardCopyOption
import org.eclipse.aether.RepositorySystem
import org.eclipse.aether.artifact.DefaultArtifact
import org.eclipse.aether.collection.CollectRequest
import org.eclipse.aether.graph.Dependency
import org.eclipse.aether.graph.Exclusion
import org.eclipse.aether.resolution.ArtifactDescriptorRequest
import org.eclipse.aether.resolution.DependencyRequest

def version = { name -> project.properties["${name}.version".toString()] }
def boot = 'org.springframework.boot'
// What Signet brings; Jackson is the one of the generation, as in any application with Boot's parent.
def brought = ["com.nimbusds:nimbus-jose-jwt:${version('nimbus')}", 'com.fasterxml.jackson.core:jackson-databind']
def application = { own, starters -> brought + starters.collect { "${boot}:spring-boot-starter-${it}:${own}" } }
def servers = { generation, own, web, names -> names.collectEntries { name -> ["${generation}-${name}".toString(), [
    boot: own,
    wanted: application(own, [web, 'actuator', 'security', name]),
    without: name == 'tomcat' ? [] : ["${boot}:spring-boot-starter-tomcat", 'org.apache.tomcat.embed:*']
]] } }
def boots = servers('boot-3.3', version('spring-boot-3.3'), 'web', ['tomcat', 'jetty', 'undertow']) +
    servers('boot-3.5', version('spring-boot-3.5'), 'web', ['tomcat', 'jetty', 'undertow']) +
    servers('boot-4.0', version('spring-boot-4'), 'webmvc', ['tomcat', 'jetty'])
boots.each { name, wanted -> wanted.more = [] }
// A database, and a server that is none of servlets.
boots['boot-3.5-tomcat'].more = ["${boot}:spring-boot-starter-jdbc", 'com.h2database:h2']
boots['boot-4.0-tomcat'].more = ["${boot}:spring-boot-starter-jdbc", 'com.h2database:h2']
// Jetty is the one that could answer handshakes in front of filters.
['3.3', '4.0'].each { boots["boot-${it}-jetty".toString()].more = ["${boot}:spring-boot-starter-websocket"] }
// Applications with their tests, for filter-core/spring-boot-test.
[['3.3', version('spring-boot-3.3'), ['web', 'test']], ['3.5', version('spring-boot-3.5'), ['web', 'test']],
 ['4.0', version('spring-boot-4'), ['webmvc', 'webmvc-test']]].each { name, own, starters ->
    boots["boot-${name}-test".toString()] = [boot: own, wanted: application(own, starters + 'security'), without: [],
        more: ['org.junit.platform:junit-platform-launcher']]
}
boots['boot-4.0-springdoc'] = [boot: version('spring-boot-4'), without: [], more: [],
    wanted: application(version('spring-boot-4'), ['webmvc']) + "org.springdoc:springdoc-openapi-starter-webmvc-api:${version('springdoc-4')}"]
['3.5', '4.0'].each { name ->
    def own = name == '4.0' ? version('spring-boot-4') : version('spring-boot-3.5')
    boots["boot-${name}-webflux".toString()] = [boot: own, wanted: application(own, ['webflux']),
        without: ['codec-native-quic', 'resolver-dns-native-macos', 'transport-native-epoll'].collect { "io.netty:netty-${it}" }, more: ['jakarta.servlet:jakarta.servlet-api']]
}

def system = session.container.lookup(RepositorySystem)
def repositories = project.remoteProjectRepositories
boots.each { name, asked ->
    def folder = new File(project.build.directory, "boots/${name}")
    def done = new File(project.build.directory, "boots/${name}.txt")
    if (done.exists() && done.text == asked.toString()) {
        return
    }
    def bom = new DefaultArtifact("${boot}:spring-boot-dependencies:pom:${asked.boot}".toString())
    def managed = system.readArtifactDescriptor(session.repositorySession,
        new ArtifactDescriptorRequest(bom, repositories, null)).managedDependencies
    // Without the bridge, else every log of this JVM would be Boot's.
    def excluded = (asked.without + 'org.slf4j:jul-to-slf4j').collect { new Exclusion(it.split(':')[0], it.split(':')[1], '*', '*') }
    def roots = (asked.wanted + asked.more).collect { wanted ->
        def known = managed.find { "${it.artifact.groupId}:${it.artifact.artifactId}".toString() == wanted.toString() && !it.artifact.classifier }
        new Dependency(known ? known.artifact : new DefaultArtifact(wanted.toString()), 'runtime', false, excluded)
    }
    def files = system.resolveDependencies(session.repositorySession,
        new DependencyRequest(new CollectRequest(roots, managed, repositories), null)).artifactResults*.artifact*.file*.toPath()
    folder.deleteDir()
    folder.mkdirs()
    files.each { Files.copy(it, folder.toPath().resolve(it.fileName), StandardCopyOption.REPLACE_EXISTING) }
    done.text = asked.toString()
}
