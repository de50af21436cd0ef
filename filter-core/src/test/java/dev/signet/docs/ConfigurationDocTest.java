package dev.signet.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.config.Form;
import dev.signet.config.Parameter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** configuration.md says of every parameter what the table of parameters says. */
class ConfigurationDocTest {

    /** Name to the cells behind it: default, meaning, example. */
    private static Map<String, List<String>> documented() throws Exception {
        Map<String, List<String>> rows = new TreeMap<>();
        for (List<String> row : Documents.rows(Documents.read("configuration.md"))) {
            String name = row.get(0).replace("`", "");
            if (name.matches("[a-z]+\\.[a-z-]+")) {
                assertEquals(null, rows.put(name, row.subList(1, row.size())), name + " twice");
            }
        }
        return rows;
    }

    private static Map<String, String> all(Function<Parameter, String> said) {
        return Stream.of(Parameter.values())
                .collect(Collectors.toMap(Parameter::text, said, (one, other) -> one, TreeMap::new));
    }

    @Test
    void defaultsWhenComparedWithTheTableThenTheSame() throws Exception {
        Map<String, String> defaults = new TreeMap<>();
        documented().forEach((name, cells) -> defaults.put(name, cells.get(0).replace("`", "")));
        assertEquals(all(parameter -> parameter.absent().isEmpty() ? "–" : parameter.absent()), defaults);
    }

    @Test
    void boundsAndWordsWhenComparedWithTheTableThenSaid() throws Exception {
        Map<String, List<String>> rows = documented();
        for (Parameter parameter : Parameter.values()) {
            String meaning = rows.get(parameter.text()).get(1);
            if (parameter.form() instanceof Form.Whole whole) {
                assertTrue(meaning.startsWith(whole.least() + " to " + whole.most() + ";"), parameter + ": " + meaning);
            } else if (parameter.form() instanceof Form.Choice choice
                    && !choice.words().contains("true")) {
                for (String word : choice.words()) {
                    assertTrue(meaning.contains('`' + word + '`'), parameter + ": " + word);
                }
            }
        }
    }
}
