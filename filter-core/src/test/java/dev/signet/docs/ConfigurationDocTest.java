package dev.signet.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.config.Form;
import dev.signet.config.Parameter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents say of every parameter what the table of parameters says, in each language. */
class ConfigurationDocTest {

    private static final Pattern BOUNDS = Pattern.compile("^(\\d+) (?:to|到) (\\d+)[;；].*");

    /** Name to the cells behind it: default, meaning, example. */
    private static Map<String, List<String>> documented(String document) throws Exception {
        return Documents.parameters(Documents.read(document));
    }

    private static Map<String, String> all(Function<Parameter, String> said) {
        return Stream.of(Parameter.values())
                .collect(Collectors.toMap(Parameter::text, said, (one, other) -> one, TreeMap::new));
    }

    /** A default in words is in words of each language, with the same numbers. */
    private static Object comparable(String value) {
        return value.startsWith("`") ? value.replace("`", "") : Documents.facts(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"configuration.md", "configuration.zh-CN.md"})
    void defaultsWhenComparedWithTheTableThenTheSame(String document) throws Exception {
        Map<String, Object> defaults = new TreeMap<>();
        documented(document).forEach((name, cells) -> defaults.put(name, comparable(cells.get(0))));
        Map<String, Object> expected = new TreeMap<>();
        all(Parameter::absent).forEach((name, absent) -> {
            boolean words = absent.contains(" ");
            expected.put(name, comparable(absent.isEmpty() ? "–" : words ? absent : '`' + absent + '`'));
        });
        assertEquals(expected, defaults);
    }

    @Test
    void defaultsWhenInWordsThenThoseOfTheTable() throws Exception {
        assertEquals(
                Parameter.ISSUER_SLOW_HASHES.absent(),
                documented("configuration.md").get("issuer.slow-hashes").get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"configuration.md", "configuration.zh-CN.md"})
    void boundsAndWordsWhenComparedWithTheTableThenSaid(String document) throws Exception {
        Map<String, List<String>> rows = documented(document);
        for (Parameter parameter : Parameter.values()) {
            String meaning = rows.get(parameter.text()).get(1);
            if (parameter.form() instanceof Form.Whole whole) {
                assertEquals(
                        whole.least() + " to " + whole.most(),
                        BOUNDS.matcher(meaning).replaceAll("$1 to $2"),
                        parameter.text());
            } else if (parameter.form() instanceof Form.Choice choice
                    && !choice.words().contains("true")) {
                for (String word : choice.words()) {
                    assertTrue(meaning.contains('`' + word + '`'), parameter + ": " + word);
                }
            }
        }
    }
}
