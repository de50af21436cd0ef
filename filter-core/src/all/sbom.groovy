// Writes to target/signet.cdx.json what is in the self-contained jar, as CycloneDX 1.5: the libraries of which it has copies,
// and what is bundled in those, by what their own jars say. Nothing in it changes from build to build.
import groovy.json.JsonOutput
import java.security.MessageDigest
import java.util.jar.JarFile

// Bundled without a pom of its own in that jar; its licence lies beside it.
def withoutPom = ['jackson-core': [[name: 'FastDoubleParser', licence: 'MIT'], [name: 'Schubfach', licence: 'MIT']]]

def licensed = { id -> [[license: [id: id]]] }
def component = { group, name, version -> [
    type: 'library', group: group, name: name, version: version, purl: "pkg:maven/${group}/${name}@${version}".toString(),
    licenses: licensed('Apache-2.0')
] }
def bundled = { artifact ->
    def found = withoutPom.getOrDefault(artifact.artifactId, []).collect {
        [type: 'library', name: it.name, licenses: licensed(it.licence)]
    }
    new JarFile(artifact.file).withCloseable { jar ->
        jar.entries().findAll { it.name ==~ 'META-INF/maven/.*/pom.properties' }.each { entry ->
            def pom = new Properties()
            jar.getInputStream(entry).withCloseable { pom.load(it) }
            if (pom.artifactId != artifact.artifactId) {
                found << component(pom.groupId, pom.artifactId, pom.version)
            }
        }
    }
    found.sort { it.name }
}
def copied = project.artifacts.findAll { it.scope == 'compile' && it.type == 'jar' }.sort { it.id }.collect { artifact ->
    def hash = MessageDigest.getInstance('SHA-256').digest(artifact.file.bytes).encodeHex().toString()
    def inside = bundled(artifact)
    component(artifact.groupId, artifact.artifactId, artifact.version) + [hashes: [[alg: 'SHA-256', content: hash]]] +
        (inside ? [components: inside] : [:])
}
def bom = [
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: [component: component('dev.signet', 'signet-filter-all', project.version)],
    components: copied
]
new File(project.build.directory, 'signet.cdx.json').setText(JsonOutput.prettyPrint(JsonOutput.toJson(bom)) + '\n', 'UTF-8')
