package dev.signet.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The check of a body says what Jackson says, on documents as serialisers lay them out and on spoilt ones. */
class JsonScannerTest {

    /** For each depth; of every document two more are spoilt. */
    private static final int DOCUMENTS = Integer.getInteger("scanner.documents", 10_000);

    private static final List<String> BLANKS = List.of("", "", "", " ", "\n  ", "\r\n\t", "\n" + " ".repeat(21));

    private static final List<String> VALUES = List.of(
            "0",
            "7",
            "-1",
            "120",
            "19.90",
            "12345678901234567890",
            "0.5",
            "1e9",
            "2E-7",
            "true",
            "false",
            "null",
            "\"\"",
            "\"ok\"",
            "\"eight by\"",
            "\"a customer's remark of usual length\"",
            "\"螺丝\"",
            "\"不锈钢六角螺丝 M8\"",
            "\"é ß 😀 ก 한\"",
            "\"C:\\\\dir\"",
            "\"say \\\"hi\\\"\"",
            "\"\\u4e2d\\n\"");

    /** Around a multiple of 64 levels the scanner keeps the outer ones elsewhere. */
    @ParameterizedTest(name = "{0} levels around")
    @ValueSource(ints = {0, 1, 61, 62, 63, 64, 65, 127, 128, 129})
    void agreesWithJackson(int levels) {
        Random random = new Random(levels);
        for (int i = 0; i < DOCUMENTS; i++) {
            byte[] document = within(levels, random, value(random, 4)).getBytes(UTF_8);
            ScannerFuzz.fuzzerTestOneInput(document);
            for (int spoilt = 0; spoilt < 2; spoilt++) {
                int at = levels == 0 ? 0 : Math.min(document.length - 1, levels * 2);
                at += random.nextInt(document.length - at);
                document[at] = (byte)
                        (random.nextBoolean() ? "{}[],:\"\\ 01.-\n".charAt(random.nextInt(14)) : random.nextInt());
                ScannerFuzz.fuzzerTestOneInput(document);
            }
        }
    }

    private static String within(int levels, Random random, String inner) {
        StringBuilder text = new StringBuilder();
        StringBuilder ends = new StringBuilder();
        for (int i = 0; i < levels; i++) {
            boolean object = random.nextBoolean();
            text.append(object ? "{\"\":" : "[");
            ends.insert(0, object ? '}' : ']');
        }
        return text.append(inner).append(ends).toString();
    }

    private static String value(Random random, int depth) {
        int kind = random.nextInt(depth == 0 ? 1 : 3);
        if (kind == 0) {
            return pick(VALUES, random);
        }
        boolean object = kind == 1;
        String behindName = pick(BLANKS, random) + ":" + pick(BLANKS, random);
        String between = pick(BLANKS, random) + "," + pick(BLANKS, random);
        StringBuilder text = new StringBuilder(object ? "{" : "[").append(pick(BLANKS, random));
        for (int i = random.nextInt(5); i > 0; i--) {
            if (object) {
                text.append(random.nextInt(3) == 0 ? "\"数量\"" : "\"pieces\"").append(behindName);
            }
            text.append(value(random, depth - 1)).append(i > 1 ? between : "");
        }
        return text.append(pick(BLANKS, random)).append(object ? '}' : ']').toString();
    }

    private static String pick(List<String> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }
}
