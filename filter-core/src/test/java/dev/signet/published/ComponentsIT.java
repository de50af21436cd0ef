package dev.signet.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of components that is in each self-contained jar says what is in it. */
class ComponentsIT {

    private static final String SCHEMAS = "http://cyclonedx.org/schema/";

    @ParameterizedTest
    @ValueSource(strings = {"signet.jar.all", "signet.jar.javax"})
    void componentsWhenComparedThenThoseOfTheNotice(String property) throws Exception {
        try (JarFile jar = new JarFile(Path.of(System.getProperty(property)).toFile())) {
            JsonNode bom = bom(jar);
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

    @ParameterizedTest
    @ValueSource(strings = {"signet.jar.all", "signet.jar.javax"})
    void componentsWhenReadByTheSchemaOfCycloneDxThenValid(String property) throws Exception {
        try (JarFile jar = new JarFile(Path.of(System.getProperty(property)).toFile())) {
            JsonNode bom = bom(jar);
            assertEquals(List.of(), errors(bom));

            // it looks into what is bundled, too
            String licence = "/components/1/components/0/licenses/0/license";
            ((ObjectNode) bom.at(licence)).put("id", "None at all");
            assertEquals(
                    List.of(licence + "/id"),
                    errors(bom).stream()
                            .filter(error -> error.getKeyword().equals("enum"))
                            .map(error -> error.getInstanceLocation().toString())
                            .toList());
        }
    }

    private static JsonNode bom(JarFile jar) throws Exception {
        return new ObjectMapper().readTree(text(jar, "META-INF/sbom/signet.cdx.json"));
    }

    /** By the schemas of CycloneDX, which are in a jar of its own: nothing is fetched. */
    private static List<Error> errors(JsonNode bom) {
        SchemaRegistry registry = SchemaRegistry.withDialect(
                Dialects.getDraft7(),
                builder ->
                        builder.schemas(id -> id.startsWith(SCHEMAS) ? schema(id.substring(SCHEMAS.length())) : null));
        String version = bom.get("specVersion").asText();
        return registry.getSchema(SchemaLocation.of(SCHEMAS + "bom-" + version + ".schema.json"))
                .validate(bom);
    }

    private static String schema(String name) {
        try (InputStream in = ComponentsIT.class.getResourceAsStream("/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
