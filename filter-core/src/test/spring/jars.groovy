// Copies what a Spring Boot application of each generation has on its class path to target/containers, where the tests
// find it: the releases exclude each other on one class path. Resolved by the running Maven itself, so that its
// repositories, its mirrors and its -o hold.
import java.nio.file.Files
import java.nio.file.StandardCopyOption
import org.eclipse.aether.RepositorySystem
import org.eclipse.aether.artifact.DefaultArtifact
import org.eclipse.aether.collection.CollectRequest
import org.eclipse.aether.graph.Dependency
import org.eclipse.aether.graph.Exclusion
import org.eclipse.aether.resolution.ArtifactDescriptorRequest
import org.eclipse.aether.resolution.DependencyRequest

def starters = [
    3: ['web', 'validation', 'actuator', 'security'],
    4: ['webmvc', 'validation', 'actuator', 'security']
]
// What Signet brings to the application; the release of Jackson is Boot's, as in any application with Boot's parent.
def signet = ["com.nimbusds:nimbus-jose-jwt:${project.properties['nimbus.version']}", 'com.fasterxml.jackson.core:jackson-databind']
// Else every log of this JVM would be Boot's.
def excluded = [new Exclusion('org.slf4j', 'jul-to-slf4j', '*', '*')]

def system = session.container.lookup(RepositorySystem)
def repositories = project.remoteProjectRepositories
starters.each { generation, names ->
    def version = project.properties["spring-boot-${generation}.version".toString()]
    def folder = new File(project.build.directory, "containers/spring-boot-${generation}")
    def wanted = names.collect { "org.springframework.boot:spring-boot-starter-${it}:${version}".toString() } + signet
    def done = new File(folder, 'wanted.txt')
    if (done.exists() && done.text == wanted.toString()) {
        return
    }
    def bom = system.readArtifactDescriptor(session.repositorySession, new ArtifactDescriptorRequest(
        new DefaultArtifact("org.springframework.boot:spring-boot-dependencies:pom:${version}"), repositories, null))
    def managed = bom.managedDependencies
    def roots = wanted.collect { name ->
        def artifact = name.count(':') == 2 ? new DefaultArtifact(name.toString())
            : managed.find { "${it.artifact.groupId}:${it.artifact.artifactId}" == name && !it.artifact.classifier }.artifact
        new Dependency(artifact, 'runtime', false, excluded)
    }
    def request = new CollectRequest(roots, managed, repositories)
    def resolved = system.resolveDependencies(session.repositorySession, new DependencyRequest(request, null))
    folder.deleteDir()
    folder.mkdirs()
    resolved.artifactResults.each {
        def file = it.artifact.file.toPath()
        Files.copy(file, folder.toPath().resolve(file.fileName), StandardCopyOption.REPLACE_EXISTING)
    }
    done.text = wanted
}
