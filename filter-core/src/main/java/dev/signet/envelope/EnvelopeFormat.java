package dev.signet.envelope;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.text.JsonEscapes;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What an envelope is: the names of its members and their order, what stands in front of the data and behind it, and the
 * one that is sent when nothing else can be. {@link EnvelopeShape} knows one again by the same names. Thread-safe.
 */
final class EnvelopeFormat {

    static final byte[] NULL = "null".getBytes(US_ASCII);

    /** In their order. */
    static final List<String> MEMBERS = List.of("code", "message", "data", "timestamp");

    private static final byte[] TIMESTAMP = (",\"" + MEMBERS.get(3) + "\":").getBytes(US_ASCII);

    private final boolean timestampAsNumber;
    private final Clock clock;
    private final Map<ErrorCode, byte[]> chinese = new EnumMap<>(ErrorCode.class);
    private final Map<ErrorCode, byte[]> english = new EnumMap<>(ErrorCode.class);
    private final byte[] lastResort;

    EnvelopeFormat(boolean timestampAsNumber, Clock clock, ErrorTable errors, Language fallback) {
        this.timestampAsNumber = timestampAsNumber;
        this.clock = clock;
        for (ErrorCode code : ErrorCode.values()) {
            chinese.put(code, prefix(code.code(), errors.message(code.code(), Language.CHINESE)));
            english.put(code, prefix(code.code(), errors.message(code.code(), Language.ENGLISH)));
        }
        byte[] whole = new byte[256];
        int end = put(prefix(ErrorCode.SERVER_ERROR, fallback), whole, 0);
        end = putSuffix(whole, put(NULL, whole, end));
        lastResort = Arrays.copyOf(whole, end);
    }

    int lastResortLength() {
        return lastResort.length;
    }

    /** Sends an envelope of code -30 that needs no memory. */
    synchronized void writeLastResort(Wire wire) throws IOException {
        int digits = lastResort.length - 14 - (timestampAsNumber ? 0 : 1); // 13 of them, until the year 2286
        putDigits(clock.millis(), lastResort, digits);
        wire.write(lastResort, 0, lastResort.length);
    }

    /** What stands in front of {@code data} for a code and message of the table; the array itself. */
    byte[] prefix(ErrorCode code, Language language) {
        byte[] made = (language == Language.ENGLISH ? english : chinese).get(code);
        return made != null ? made : NULL; // every code has one
    }

    /** The same for a message of the application's own. */
    static byte[] prefix(int code, String message) {
        return ("{\"" + MEMBERS.get(0) + "\":" + code + ",\"" + MEMBERS.get(1) + "\":" + JsonEscapes.quoted(message)
                        + ",\"" + MEMBERS.get(2) + "\":")
                .getBytes(UTF_8);
    }

    /** Writes what stands behind {@code data}, at most 64 bytes; returns where it ends. */
    int putSuffix(byte[] into, int at) {
        int end = put(TIMESTAMP, into, at);
        if (!timestampAsNumber) {
            into[end++] = '"';
        }
        end = putDigits(clock.millis(), into, end);
        if (!timestampAsNumber) {
            into[end++] = '"';
        }
        into[end++] = '}';
        return end;
    }

    private static int put(byte[] bytes, byte[] into, int at) {
        System.arraycopy(bytes, 0, into, at, bytes.length);
        return at + bytes.length;
    }

    private static int putDigits(long number, byte[] into, int at) {
        long rest = Math.max(number, 0); // a clock before 1970 is no reason to break an answer
        int length = 1;
        for (long n = rest; n >= 10; n /= 10) {
            length++;
        }
        for (int i = at + length - 1; i >= at; i--) {
            into[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return at + length;
    }
}
