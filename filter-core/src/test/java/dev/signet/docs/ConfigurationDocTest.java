package dev.signet.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.SignetConfig;
import dev.signet.testing.TestWebapp;
import dev.signet.token.ParameterNames;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** configuration.md names every parameter once, in each language, and what it calls a default is one. */
class ConfigurationDocTest {

    private static final String ENGLISH = "configuration.md";
    private static final String CHINESE = "configuration.zh-CN.md";

    /** Name to default. */
    private static Map<String, String> documented(String document) throws Exception {
        return Documents.parameters(Documents.read(document));
    }

    @ParameterizedTest
    @ValueSource(strings = {ENGLISH, CHINESE})
    void namesWhenComparedWithTheCodeThenTheSame(String document) throws Exception {
        assertEquals(ParameterNames.ALL, documented(document).keySet());
    }

    /** A default in words is in words of each language, with the same numbers. */
    @Test
    void defaultsWhenTheLanguagesAreComparedThenTheSame() throws Exception {
        Map<String, String> chinese = documented(CHINESE);
        documented(ENGLISH).forEach((name, value) -> {
            String other = String.valueOf(chinese.get(name));
            assertEquals(Documents.facts(value), Documents.facts(other), name);
            assertEquals(value.equals("–"), other.equals("–"), name);
        });
    }

    @Test
    void defaultsWhenGivenAsValuesThenAccepted() throws Exception {
        SignetConfig.Builder builder = SignetConfig.builder().set("jwt.secret", TestWebapp.SECRET);
        int given = 0;
        for (Map.Entry<String, String> entry : documented(ENGLISH).entrySet()) {
            if (!entry.getValue().equals("–") && ParameterNames.FILTER.contains(entry.getKey())) {
                builder.set(entry.getKey(), entry.getValue().replace("`", ""));
                given++;
            }
        }
        builder.build();
        assertTrue(given > 10);
    }
}
