package dev.signet.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.envelope.ErrorCode;
import dev.signet.jwt.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** errors.md says something of every code and reason, and of nothing else, in each language. */
class ErrorsDocTest {

    private static final String ENGLISH = "errors.md";
    private static final String CHINESE = "errors.zh-CN.md";

    @ParameterizedTest
    @ValueSource(strings = {ENGLISH, CHINESE})
    void headingsWhenComparedWithTheEnumsThenTheSame(String document) throws Exception {
        List<String> expected = new ArrayList<>();
        for (ErrorCode code : ErrorCode.values()) {
            expected.add("code " + code.code());
        }
        for (Refusal refusal : Refusal.values()) {
            expected.add(refusal.slug());
        }
        for (Object reason : Class.forName("dev.signet.RequestRefusal").getEnumConstants()) {
            expected.add(((Enum<?>) reason).name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        assertEquals(sorted(expected), sorted(Documents.anchors(Documents.read(document))));
    }

    @ParameterizedTest
    @ValueSource(strings = {ENGLISH, CHINESE})
    void reasonsOfTheEndpointWhenLookedForThenNamed(String document) throws Exception {
        String text = Documents.read(document);
        for (Object reason : Class.forName("dev.signet.issue.TokenRefusal").getEnumConstants()) {
            String name = ((Enum<?>) reason).name().toLowerCase(Locale.ROOT).replace('_', '-');
            assertTrue(text.contains('`' + name + '`'), name);
        }
    }

    @Test
    void headingsWhenTheLanguagesAreComparedThenInTheSameOrder() throws Exception {
        assertEquals(Documents.anchors(Documents.read(ENGLISH)), Documents.anchors(Documents.read(CHINESE)));
    }

    @Test
    void codesWhenDescribedThenBothMessagesAreThere() throws Exception {
        String english = Documents.read(ENGLISH);
        String chinese = Documents.read(CHINESE);
        for (ErrorCode code : ErrorCode.values()) {
            String heading = "### code " + code.code() + "\n";
            assertTrue(english.contains(heading + code.english() + " · " + code.chinese() + "."), code.name());
            assertTrue(chinese.contains(heading + code.chinese() + " · " + code.english() + "。"), code.name());
        }
    }

    @Test
    void tablesOfTheReadmesWhenComparedWithTheEnumThenTheSame() throws Exception {
        List<List<String>> expected = Arrays.stream(ErrorCode.values())
                .map(code -> List.of(Integer.toString(code.code()), code.chinese(), code.english()))
                .toList();
        for (String text : List.of(Documents.read(Documents.README), Documents.read(Documents.CHINESE))) {
            assertEquals(
                    expected,
                    Documents.rows(text).stream().map(row -> row.subList(0, 3)).toList());
        }
    }

    private static List<String> sorted(List<String> names) {
        return names.stream().sorted().toList();
    }
}
