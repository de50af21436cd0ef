package dev.signet.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as RFC 8259 and RFC 7493 mean it: valid UTF-8 without a byte order mark, no name twice, no lone surrogates, no
 * text after the value, at most 16 levels, numbers of bounded length.
 */
final class StrictJson {

    private static final int DEEPEST = 16;
    private static final int LONGEST_NUMBER = 100;
    /** Powers of ten a double can hold; what is beyond costs gigabytes once somebody writes it out. */
    private static final int LARGEST_EXPONENT = 400;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            // our own pool: Jackson's default hangs buffers on the container's threads
            .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
            .disable(JsonFactory.Feature.CHARSET_DETECTION) // UTF-8, never a guess
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    /** For text whose writer nobody knows: names are not kept for the next reader. */
    private static final JsonFactory UNKNOWN = FACTORY.rebuild()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private static final Members NOBODY = (name, parser) -> {};

    private StrictJson() {}

    /** Sees the members of an outermost object while they are read. */
    interface Members {
        /** Called with the parser on the value of a member, before that value is taken. */
        void at(String name, JsonParser parser) throws IOException;
    }

    /**
     * Reads one object.
     *
     * @param members sees every member of the outermost object first
     * @return names to values in their order
     * @throws IOException when the text is anything but one strict object
     */
    static Map<String, @Nullable Object> readObject(byte[] text, Members members) throws IOException {
        return readObject(FACTORY, text, members);
    }

    /** Reads one object of a text that is not yet known to be genuine. */
    static Map<String, @Nullable Object> readUnknownObject(byte[] text) throws IOException {
        return readObject(UNKNOWN, text, NOBODY);
    }

    private static Map<String, @Nullable Object> readObject(JsonFactory factory, byte[] text, Members members)
            throws IOException {
        boolean plain = isPlainAscii(text);
        if (!plain) {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(text)); // overlong forms and surrogates, which Jackson lets pass
        }
        try (JsonParser parser = factory.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not an object");
            }
            Map<String, @Nullable Object> object = object(parser, members, plain);
            if (parser.nextToken() != null) {
                throw new IOException("text after the object");
            }
            return object;
        } catch (RuntimeException e) {
            throw new IOException("not readable", e); // Jackson means its own, but no input may throw anything else
        }
    }

    private static Map<String, @Nullable Object> object(JsonParser parser, Members members, boolean plain)
            throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            if (!plain) {
                rejectLoneSurrogates(name);
            }
            JsonToken token = parser.nextToken();
            members.at(name, parser);
            int before = object.size();
            object.put(name, value(parser, token, plain));
            if (object.size() == before) {
                throw new IOException("a name twice"); // the first and the last reader would see two tokens
            }
        }
        return object;
    }

    private static @Nullable Object value(JsonParser parser, JsonToken token, boolean plain) throws IOException {
        switch (token) {
            case VALUE_STRING:
                String text = parser.getText();
                if (!plain) {
                    rejectLoneSurrogates(text);
                }
                return text;
            case VALUE_NUMBER_INT:
                return integer(parser);
            case VALUE_NUMBER_FLOAT:
                BigDecimal number = parser.getDecimalValue();
                if (Math.abs((long) number.scale()) > LARGEST_EXPONENT) {
                    throw new IOException("a number out of range");
                }
                return number;
            case VALUE_TRUE:
                return true;
            case VALUE_FALSE:
                return false;
            case VALUE_NULL:
                return null;
            case START_ARRAY:
                return array(parser, plain);
            case START_OBJECT:
                return Collections.unmodifiableMap(object(parser, NOBODY, plain));
            default:
                throw new IOException("not a value");
        }
    }

    private static Number integer(JsonParser parser) throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? parser.getBigIntegerValue()
                : (Number) parser.getLongValue();
    }

    private static List<@Nullable Object> array(JsonParser parser, boolean plain) throws IOException {
        List<@Nullable Object> array = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == null) {
                throw new IOException("the text ends within an array");
            }
            array.add(value(parser, token, plain));
        }
        return Collections.unmodifiableList(array);
    }

    /** Half a character from a {@code \ud800} escape becomes '?' in every encoding: two names, one spelling. */
    private static void rejectLoneSurrogates(String text) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                    throw new IOException("a lone surrogate");
                }
                i++;
            }
        }
    }

    /** Whether there is neither a byte beyond ASCII nor an escape, eight bytes at a time; most tokens are like that. */
    private static boolean isPlainAscii(byte[] text) {
        long high = 0;
        int i = 0;
        for (; i + 8 <= text.length; i += 8) {
            long word = (long) WORDS.get(text, i);
            long backslash = word ^ 0x5c5c5c5c5c5c5c5cL; // a zero byte where the text has '\'
            high |= word | ((backslash - 0x0101010101010101L) & ~backslash);
        }
        for (; i < text.length; i++) {
            high |= text[i] == '\\' ? -1L : text[i];
        }
        return (high & 0x8080808080808080L) == 0;
    }
}
