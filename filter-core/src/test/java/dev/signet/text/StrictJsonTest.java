package dev.signet.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Our reader beside Jackson's, on what is good, what is nearly good and what is neither. */
class StrictJsonTest {

    private static final JsonFactory JACKSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxNumberLength(1000)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final List<String> SEEDS = List.of(
            "{}",
            " { } ",
            "{\"a\":1}",
            "{\"nbf\":1664344355,\"exp\":\"4070908800\",\"iss\":\"YFJwtIssuer\",\"aud\":[\"YFCustomer\",\"b\"]}",
            "{\"a\":{\"b\":[1,2.5,-3e10,true,false,null,{\"c\":\"\"}]},\"d\":[],\"e\":{}}",
            "{\"a\\u0062\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u4e2d\\ud83d\\ude00\"}",
            "{\"中文\":\"é𝄞ÿ\\u0000\",\"\":\"\\uffff\"}",
            "{\"n\":[0,-0,0.0,1e5,1E+5,1e-5,123456789012345678,1234567890123456789,12345678901234567890,0.1e1]}",
            "{\"long\":\"abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_.~ +/=\"}",
            "{\"x\":[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]}");

    /** Names to values, or null where the text is refused. */
    private static Map<String, Object> ours(byte[] text, MemberNames names) {
        try {
            StrictJson json = names == null ? StrictJson.ofStranger(text, 1000) : StrictJson.ofGenuine(text, names);
            Map<String, Object> object = new LinkedHashMap<>();
            for (String name = json.firstName(); name != null; name = json.nextName()) {
                Object value = json.value();
                if (object.containsKey(name)) {
                    return null;
                }
                object.put(name, value);
            }
            return object;
        } catch (MalformedException e) {
            return null;
        }
    }

    private static boolean skipped(byte[] text) {
        try {
            StrictJson json = StrictJson.ofStranger(text, 1000);
            for (String name = json.firstName(); name != null; name = json.nextName()) {
                json.skip();
            }
            return true;
        } catch (MalformedException e) {
            return false;
        }
    }

    /** The same by Jackson, whose leniencies about UTF-8 and halves of characters are mended here. */
    private static Map<String, Object> jacksons(byte[] text) {
        try (JsonParser parser = JACKSON.createParser(
                UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            Map<String, Object> object = object(parser);
            return parser.nextToken() == null ? object : null;
        } catch (IOException | NumberFormatException e) {
            return null;
        }
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = whole(parser.currentName());
            parser.nextToken();
            object.put(name, value(parser));
        }
        return object;
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                List<Object> array = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(value(parser));
                }
                yield array;
            }
            case VALUE_STRING -> whole(parser.getText());
            case VALUE_NUMBER_INT ->
                number(
                        parser,
                        parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                                ? parser.getBigIntegerValue()
                                : parser.getLongValue());
            case VALUE_NUMBER_FLOAT -> {
                if (Math.abs((long) parser.getDecimalValue().scale()) > 400) {
                    throw new IOException("out of range");
                }
                yield number(parser, parser.getDecimalValue());
            }
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new IOException();
        };
    }

    private static Object number(JsonParser parser, Object value) throws IOException {
        if (parser.getTextLength() > 100) {
            throw new IOException("too long");
        }
        return value;
    }

    private static String whole(String text) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isHighSurrogate(text.charAt(i))
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(text.charAt(i))) {
                throw new IOException("half a character");
            }
        }
        return text;
    }

    private static boolean compare(byte[] text, MemberNames names) {
        Map<String, Object> expected = jacksons(text);
        String shown = new String(text, UTF_8);
        assertEquals(expected, ours(text, names), shown);
        assertEquals(expected, ours(text, null), shown);
        if (expected != null) {
            assertTrue(skipped(text), shown);
            assertEquals(
                    List.copyOf(expected.keySet()),
                    List.copyOf(ours(text, names).keySet()));
        }
        return expected != null;
    }

    @Test
    void readWhenMutatedAtRandomThenAsJackson() {
        Random random = new Random(7);
        MemberNames names = new MemberNames();
        byte[] alphabet = "{}[]\",:\\/ue0159+-.EtrnfalsbAu \t\n\u0000\u001f中é😀".getBytes(UTF_8);
        int good = 0;
        int all = 0;
        for (String seed : SEEDS) {
            assertTrue(compare(seed.getBytes(UTF_8), names), seed);
            for (int i = 0; i < 15_000; i++) {
                byte[] text = seed.getBytes(UTF_8);
                int changes = 1 + random.nextInt(3);
                for (int c = 0; c < changes; c++) {
                    text = mutated(text, random, alphabet);
                }
                good += compare(text, names) ? 1 : 0;
                all++;
            }
        }
        assertTrue(good > all / 50 && good < all * 49 / 50, good + " of " + all + " were good");
    }

    private static byte[] mutated(byte[] text, Random random, byte[] alphabet) {
        if (text.length == 0) {
            return alphabet;
        }
        int at = random.nextInt(text.length);
        byte b = random.nextInt(10) == 0 ? (byte) random.nextInt(256) : alphabet[random.nextInt(alphabet.length)];
        return switch (random.nextInt(4)) {
            case 0 -> {
                byte[] changed = text.clone();
                changed[at] = b;
                yield changed;
            }
            case 1 -> { // one more
                byte[] longer = new byte[text.length + 1];
                System.arraycopy(text, 0, longer, 0, at);
                longer[at] = b;
                System.arraycopy(text, at, longer, at + 1, text.length - at);
                yield longer;
            }
            case 2 -> { // some fewer
                int to = Math.min(text.length, at + 1 + random.nextInt(3));
                byte[] shorter = new byte[text.length - (to - at)];
                System.arraycopy(text, 0, shorter, 0, at);
                System.arraycopy(text, to, shorter, at, text.length - to);
                yield shorter;
            }
            default -> { // a piece twice
                int to = Math.min(text.length, at + 1 + random.nextInt(12));
                byte[] longer = new byte[text.length + to - at];
                System.arraycopy(text, 0, longer, 0, to);
                System.arraycopy(text, at, longer, to, text.length - at);
                yield longer;
            }
        };
    }

    @Test
    void readWhenSpecialByteIsAnywhereInAStringThenFound() {
        for (int length = 0; length < 40; length++) {
            for (int at = 0; at < length; at++) {
                for (int special : new int[] {0, 0x1f, '"', '\\', 0x7f, 0x80, 0xff, 0xc3, 0xe4}) {
                    byte[] text = ("{\"a\":\"" + "x".repeat(length) + "\"}").getBytes(UTF_8);
                    text[6 + at] = (byte) special;
                    compare(text, new MemberNames());
                }
            }
        }
    }

    @Test
    void namesWhenTheyShareAPlaceThenEachIsItself() {
        MemberNames names = new MemberNames();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 5000; i++) {
                String name = "n" + i;
                byte[] text = ("{\"" + name + "\":1}").getBytes(UTF_8);
                assertEquals(Map.of(name, 1L), ours(text, names));
            }
        }
    }
}
