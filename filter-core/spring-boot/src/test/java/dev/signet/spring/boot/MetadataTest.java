package dev.signet.spring.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.config.Parameter;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An IDE knows every property, and says in both languages what it means. */
class MetadataTest {

    /** {@code mvn test -Dtest=MetadataTest -Dsignet.metadata.write=true} writes it. */
    @BeforeAll
    static void write() throws Exception {
        if (Boolean.getBoolean("signet.metadata.write")) {
            Metadata.main(new String[0]);
        }
    }

    @Test
    void fileWhenMadeAnewThenTheSame() throws Exception {
        assertEquals(
                Metadata.text(),
                Files.readString(Metadata.FILE),
                "the table of parameters or configuration.md has changed: mvn test -Dtest=MetadataTest -Dsignet.metadata.write=true");
    }

    @Test
    void propertiesWhenComparedWithTheTableThenAll() throws Exception {
        Set<String> expected = new TreeSet<>();
        for (Parameter parameter : Parameter.values()) {
            expected.add("signet." + parameter.text());
        }
        for (OwnProperty property : OwnProperty.values()) {
            expected.add(property.toString());
        }
        Set<String> known = new TreeSet<>();
        for (JsonNode property :
                new ObjectMapper().readTree(Metadata.FILE.toFile()).get("properties")) {
            known.add(property.get("name").asText());
            String description = property.get("description").asText();
            assertTrue(description.matches("[A-Za-z0-9].*[.] .*\\p{IsHan}.*"), description);
        }
        assertEquals(expected, known);
    }
}
