package dev.signet.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.config.Form;
import dev.signet.config.Parameter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents say of every parameter what the table of parameters says, in each language. */
class ConfigurationDocTest {

    /** The defaults that the table of parameters has in words. */
    private static final Map<Parameter, String> IN_CHINESE = Map.of(
            Parameter.CHECK_CLIENTS, "能看到客户端时为 true，否则为 false",
            Parameter.ISSUER_SLOW_HASHES, "处理器数的一半，至少为 1");

    private static final Pattern BOUNDS = Pattern.compile("^(\\d+) (?:to|到) (\\d+)[;；].*");

    /** Name to the cells behind it: default, meaning, example. */
    private static Map<String, List<String>> documented(String document) throws Exception {
        return Documents.parameters(Documents.read(document));
    }

    /** What holds where nothing is given, as a document of a language says it. */
    private static String absent(Parameter parameter, boolean isChinese) {
        String absent = parameter.absent();
        if (absent.isEmpty()) {
            return "–";
        }
        return !absent.contains(" ") ? '`' + absent + '`' : isChinese ? IN_CHINESE.get(parameter) : absent;
    }

    @ParameterizedTest
    @ValueSource(strings = {"configuration.md", "configuration.zh-CN.md"})
    void defaultsWhenComparedWithTheTableThenTheSame(String document) throws Exception {
        Map<String, String> defaults = new TreeMap<>();
        documented(document).forEach((name, cells) -> defaults.put(name, cells.get(0)));
        Map<String, String> expected = new TreeMap<>();
        for (Parameter parameter : Parameter.values()) {
            expected.put(parameter.text(), absent(parameter, document.contains("zh-CN")));
        }
        assertEquals(expected, defaults);
    }

    @Test
    void defaultsWhenInWordsThenInWordsOfEachLanguage() {
        assertEquals(
                IN_CHINESE.keySet(),
                Stream.of(Parameter.values())
                        .filter(parameter -> parameter.absent().contains(" "))
                        .collect(Collectors.toSet()));
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
