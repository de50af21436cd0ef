package dev.signet.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.signet.testing.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
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

    /** What strings hold besides, in the scripts and escapes that the scanner skips in ways of their own. */
    private static final List<String> TEXTS = List.of(
            "a",
            " ",
            "remark of usual length",
            "Болт из стали",
            "é",
            "ß",
            "قبل الساعة",
            "सुबह नौ बजे",
            "배송해 한",
            "螺丝请在工作日",
            "ก",
            "\u0800",
            "\ud7ff\ue000",
            "\uffff",
            "😀👍",
            "\ud800\udc00",
            "\ud8bf\udfff\ud8c0\udc00",
            "\udbc0\udc00",
            "\udbff\udfff",
            "\\u0431\\u041E",
            "\\\\",
            "\\\"",
            "\\/\\n",
            "\u007f");

    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "7",
            "-8",
            "42",
            "-1.5",
            "0.25",
            "1234567",
            "12345678",
            "1.2345678901234567E-5",
            "-6.02e23",
            "1e+9");

    /** Around a multiple of 32 levels the scanner keeps the outer ones elsewhere. */
    @ParameterizedTest(name = "{0} levels around")
    @ValueSource(ints = {0, 1, 29, 30, 31, 32, 33, 63, 64, 65, 127, 128, 129})
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

    @Test
    void feedWhenDocumentsComeInPiecesThenAgreesWithOneByteAtATime() {
        Random random = new Random(24);
        for (int i = 0; i < 2 * DOCUMENTS; i++) {
            byte[] document = document(random, 3).getBytes(UTF_8);
            assertAgrees(document, random);
            for (int spoilt = 0; spoilt < 2; spoilt++) {
                document[random.nextInt(document.length)] = (byte)
                        (random.nextBoolean() ? "{}[],:\"\\ 01e.-\n".charAt(random.nextInt(15)) : random.nextInt());
                assertAgrees(document, random);
            }
        }
    }

    /** Levels that begin and end in runs, with hardly anything within, as deep as the scanner keeps in several words. */
    @Test
    void feedWhenBracketsComeInRunsThenAgreesWithOneByteAtATime() {
        Random random = new Random(32);
        for (int i = 0; i < DOCUMENTS; i++) {
            byte[] document = brackets(random, 1 + random.nextInt(100)).getBytes(UTF_8);
            assertAgrees(document, random);
            for (int spoilt = 0; spoilt < 2; spoilt++) {
                document[random.nextInt(document.length)] = (byte) "{}[]{}[],:\" 7-".charAt(random.nextInt(14));
                assertAgrees(document, random);
            }
        }
    }

    private static String brackets(Random random, int steps) {
        StringBuilder json = new StringBuilder();
        StringBuilder open = new StringBuilder(); // what ends the levels, the innermost one last
        boolean begins = true; // whether a value may begin, else one has ended
        for (int i = 0; i < steps || begins; i++) {
            if (!begins && open.length() == 0) {
                break;
            }
            int run = 1 + random.nextInt(random.nextBoolean() ? 3 : 12);
            if (!begins && random.nextBoolean()) {
                json.append(',').append(open.charAt(open.length() - 1) == '}' ? "\"b\":" : "");
                begins = true;
            } else if (!begins) {
                for (; run > 0 && open.length() > 0; run--) {
                    json.append(open.charAt(open.length() - 1));
                    open.setLength(open.length() - 1);
                }
            } else if (random.nextBoolean()) {
                json.append(pick(random.nextBoolean() ? VALUES : List.of("0", "7", "[]", "{}", "\"\""), random));
                begins = false;
            } else {
                for (; run > 0; run--) {
                    boolean object = random.nextInt(3) == 0;
                    json.append(object ? "{\"a\":" : "[");
                    open.append(object ? '}' : ']');
                }
            }
        }
        return json.append(open.reverse()).toString();
    }

    private static void assertAgrees(byte[] document, Random random) {
        JsonScanner scanner = new JsonScanner();
        for (int longest : new int[] {3, 20, document.length}) {
            scanner.reset();
            ByteByByteScanner slow = new ByteByByteScanner();
            int to;
            for (int from = 0; from < document.length; from = to) {
                to = Math.min(document.length, from + 1 + random.nextInt(longest));
                boolean expected = slow.feed(document, from, to);
                if (scanner.feed(document, from, to) != expected) {
                    fail("other than " + expected + " at " + to + " of "
                            + HexFormat.of().formatHex(document));
                }
            }
            assertEquals(
                    slow.isComplete(),
                    scanner.isComplete(),
                    () -> HexFormat.of().formatHex(document));
        }
    }

    /** Values of every kind, with strings of many scripts and names alike. */
    private static String document(Random random, int depth) {
        int kind = random.nextInt(depth == 0 ? 2 : 5);
        if (kind == 0) {
            return pick(random.nextBoolean() ? NUMBERS : VALUES, random);
        }
        if (kind == 1) {
            return text(random);
        }
        boolean object = kind > 2;
        StringBuilder json = new StringBuilder(object ? "{" : "[");
        for (int i = random.nextInt(5); i > 0; i--) {
            json.append(object ? text(random) + pick(BLANKS, random) + ":" : "").append(document(random, depth - 1));
            json.append(i > 1 ? "," + pick(BLANKS, random) : "");
        }
        return json.append(object ? '}' : ']').toString();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder("\"");
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(pick(TEXTS, random));
        }
        return text.append('"').toString();
    }

    /** Each document of the table whole, byte by byte, and in two hundred chunkings. */
    @Test
    void feedWhenDocumentsAreAtTheEdgesThenSaysWhatTheStandardSays() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (List<String> row : Table.rows(JsonScannerTest.class, "json-documents.txt")) {
            byte[] document = bytes(row.get(1));
            Random random = new Random(row.get(1).hashCode());
            for (int chunking = 0; chunking < 200; chunking++) {
                int longest = chunking == 0 ? document.length : chunking == 1 ? 1 : 1 + random.nextInt(12);
                JsonScanner scanner = new JsonScanner();
                boolean fine = true;
                int to;
                for (int from = 0; from < document.length; from = to) {
                    to = chunking == 0
                            ? document.length
                            : Math.min(document.length, from + 1 + random.nextInt(longest));
                    fine = scanner.feed(document, from, to);
                }
                if ((fine && scanner.isComplete()) != row.get(0).equals("yes")) {
                    wrong.add(row + " in pieces of up to " + longest);
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static byte[] bytes(String written) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == '\\' && written.charAt(++i) == 'x') {
                bytes.write(Integer.parseInt(written.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        return bytes.toByteArray();
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
