package dev.signet.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.SignetConfig;
import dev.signet.testing.TestWebapp;
import dev.signet.token.ParameterNames;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** configuration.md names every parameter once, and what it calls a default is one. */
class ConfigurationDocTest {

    /** Name to default. */
    private static Map<String, String> documented() throws Exception {
        Map<String, String> names = new TreeMap<>();
        for (List<String> row : Documents.rows(Documents.read("configuration.md"))) {
            String name = row.get(0).replace("`", "");
            if (name.matches("[a-z]+\\.[a-z-]+")) {
                assertEquals(null, names.put(name, row.get(1).replace("`", "")), name + " twice");
            }
        }
        return names;
    }

    @Test
    void namesWhenComparedWithTheCodeThenTheSame() throws Exception {
        assertEquals(ParameterNames.ALL, documented().keySet());
    }

    @Test
    void defaultsWhenGivenAsValuesThenAccepted() throws Exception {
        SignetConfig.Builder builder = SignetConfig.builder().set("jwt.secret", TestWebapp.SECRET);
        int given = 0;
        for (Map.Entry<String, String> entry : documented().entrySet()) {
            if (!entry.getValue().equals("–") && ParameterNames.FILTER.contains(entry.getKey())) {
                builder.set(entry.getKey(), entry.getValue());
                given++;
            }
        }
        builder.build();
        assertTrue(given > 10);
    }
}
