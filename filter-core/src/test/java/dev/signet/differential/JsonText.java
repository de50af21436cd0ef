package dev.signet.differential;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a body is as JSON; by Jackson, for Signet's own check is what is tested. */
enum JsonText {
    /** Nothing, or nothing but white space. */
    BLANK,
    /** Exactly one value. */
    ONE,
    /** One value that is an envelope already. */
    ENVELOPE,
    /** Begins like a value that has a visible end, and more of it could have made it one. */
    CUT,
    /** Everything else. */
    NOT;

    private static final List<String> WORDS = List.of("true", "false", "null", "-1");

    private static final JsonFactory JSON = new JsonFactory();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static JsonText of(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        if (text.isEmpty()) {
            return BLANK;
        }
        try (JsonParser parser = JSON.createParser(text)) {
            int depth = 0;
            int values = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                values += depth == 0 ? 1 : 0;
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                parser.getText(); // strings are read when they are asked for
                if (values > 1) {
                    return NOT;
                }
            }
            return isEnvelope(text) ? ENVELOPE : ONE;
        } catch (JsonEOFException e) {
            return "{[\"".indexOf(text.charAt(0)) >= 0 ? CUT : NOT;
        } catch (IOException e) {
            boolean cut = "{[".indexOf(text.charAt(0)) >= 0
                    && longer(new String(body, StandardCharsets.UTF_8))
                            .anyMatch(more -> of(more.getBytes(StandardCharsets.UTF_8)) == CUT);
            return cut ? CUT : NOT;
        }
    }

    /** The same with a word that is begun, and with something behind a comma: to Jackson their end is no end of the input. */
    private static Stream<String> longer(String text) {
        Stream<String> words = WORDS.stream()
                .flatMap(word -> IntStream.range(1, word.length())
                        .filter(length -> text.endsWith(word.substring(0, length)))
                        .mapToObj(length -> text + word.substring(length)));
        return text.stripTrailing().endsWith(",") ? Stream.of(text + "0", text + "\"") : words;
    }

    /** Whether bytes are UTF-8. */
    static boolean isUtf8(byte[] body) {
        return Arrays.equals(new String(body, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8), body);
    }

    /** Whether a text is one value or could become one by what comes next; words and numbers, too. */
    static boolean mayBecome(byte[] body) {
        String text =
                new String(body, StandardCharsets.UTF_8).stripLeading(); // what follows white space is another word
        return of(body) != NOT
                || "true".startsWith(text)
                || "false".startsWith(text)
                || "null".startsWith(text)
                || text.matches("-|-?\\d+(\\.|(\\.\\d+)?[eE][+-]?)");
    }

    private static boolean isEnvelope(String text) throws IOException {
        JsonNode tree = MAPPER.readTree(text);
        Set<String> names = new TreeSet<>();
        tree.fieldNames().forEachRemaining(names::add);
        return names.equals(Set.of("code", "message", "data", "timestamp"))
                && tree.get("code").isIntegralNumber();
    }

    static int code(byte[] envelope) throws IOException {
        return MAPPER.readTree(envelope).get("code").asInt();
    }

    /** The text of a JSON string, or null where it is none. */
    static String string(String json) {
        try {
            JsonNode node = MAPPER.readTree(json);
            return node != null && node.isTextual() ? node.asText() : null;
        } catch (IOException e) {
            return null;
        }
    }
}
