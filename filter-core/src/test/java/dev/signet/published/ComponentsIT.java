package dev.signet.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of components that is in each self-contained jar says what is in it. */
class ComponentsIT {

    @ParameterizedTest
    @ValueSource(strings = {"signet.jar.all", "signet.jar.javax"})
    void componentsWhenComparedThenThoseOfTheNotice(String property) throws Exception {
        try (JarFile jar = new JarFile(Path.of(System.getProperty(property)).toFile())) {
            JsonNode bom = new ObjectMapper().readTree(text(jar, "META-INF/sbom/signet.cdx.json"));
            Set<String> names = new TreeSet<>();
            add(names, bom.get("components"));

            assertEquals("CycloneDX", bom.get("bomFormat").asText());
            assertEquals(
                    Set.of(
                            "nimbus-jose-jwt",
                            "gson",
                            "jcip-annotations",
                            "jackson-annotations",
                            "jackson-core",
                            "jackson-databind",
                            "FastDoubleParser",
                            "Schubfach"),
                    names);
            String notice = text(jar, "META-INF/NOTICE");
            for (String said : Set.of("Nimbus", "Gson", "JCIP", "Jackson", "FastDoubleParser", "Schubfach")) {
                assertTrue(notice.contains(said), said);
            }
            assertTrue(bom.toString().contains("pkg:maven/com.nimbusds/nimbus-jose-jwt@"), bom::toString);
            assertEquals(
                    jar.getManifest().getMainAttributes().getValue("Implementation-Version"),
                    bom.at("/metadata/component/version").asText());
        }
    }

    private static void add(Set<String> names, JsonNode components) {
        for (JsonNode each : components) {
            names.add(each.get("name").asText());
            assertTrue(each.get("licenses").size() == 1, each::toString);
            if (each.has("components")) {
                add(names, each.get("components"));
            }
        }
    }

    private static String text(JarFile jar, String name) throws Exception {
        try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
