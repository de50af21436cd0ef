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

/** errors.md says something of every code and reason, and of nothing else. */
class ErrorsDocTest {

    @Test
    void headingsWhenComparedWithTheEnumsThenTheSame() throws Exception {
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
        List<String> headings = Documents.read("errors.md")
                .lines()
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring(4))
                .toList();
        assertEquals(sorted(expected), sorted(headings));
    }

    @Test
    void codesWhenDescribedThenBothMessagesAreThere() throws Exception {
        String text = Documents.read("errors.md");
        for (ErrorCode code : ErrorCode.values()) {
            assertTrue(
                    text.contains("### code " + code.code() + "\n" + code.english() + " · " + code.chinese() + "."),
                    code.name());
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
