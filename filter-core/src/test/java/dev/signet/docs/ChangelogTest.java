package dev.signet.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.SignetConfig;
import dev.signet.config.Parameter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The lines of changelog.md that bring an old way back are lines that the filter understands. */
class ChangelogTest {

    private static final Pattern NAME = Pattern.compile("`((?:jwt|access|check|envelope|errors|issuer)\\.[a-z-]+)[`=]");
    private static final Pattern SET = Pattern.compile("`((?:access|envelope|errors)\\.[a-z-]+)=([^`]+)`");
    private static final Pattern RULE = Pattern.compile("`([A-Z*]+ /\\S* [a-z]+)`");
    private static final Pattern EXCEPTION = Pattern.compile("`([a-z.]+\\.[A-Z]\\w+ = -?\\d+)`");

    private static List<MatchResult> found(Pattern pattern) throws Exception {
        return pattern.matcher(Documents.read("changelog.md")).results().toList();
    }

    @Test
    void parametersWhenNamedThenTheyExist() throws Exception {
        Set<String> named =
                found(NAME).stream().map(name -> name.group(1)).collect(Collectors.toCollection(TreeSet::new));
        assertTrue(named.size() > 5, named.toString());
        named.removeAll(Stream.of(Parameter.values()).map(Parameter::text).collect(Collectors.toSet()));
        assertEquals(Set.of(), named);
    }

    @Test
    void linesWhenTypedThenUnderstood() throws Exception {
        SignetConfig.Builder config = SignetConfig.builder().set("jwt.secret", "5gqTz0vNcuJ4pHn1bWYd8sXfLk2oRmEa");
        List<String> rules = found(RULE).stream().map(rule -> rule.group(1)).toList();
        List<String> exceptions =
                found(EXCEPTION).stream().map(line -> line.group(1)).toList();
        assertEquals(2, rules.size());
        assertEquals(1, exceptions.size());
        config.set("access.rules", String.join("\n", rules)).set("errors.exceptions", String.join("\n", exceptions));
        List<MatchResult> set = found(SET);
        assertTrue(set.size() > 2, "values were found");
        for (MatchResult line : set) {
            config.set(line.group(1), line.group(2));
        }
        assertEquals(SignetConfig.class, config.build().getClass());
    }
}
