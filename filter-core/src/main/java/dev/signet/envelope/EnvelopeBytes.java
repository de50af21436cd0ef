package dev.signet.envelope;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The bytes around a body: code and message before it, the timestamp behind. Thread-safe.
 */
final class EnvelopeBytes {

    static final byte[] NULL = {'n', 'u', 'l', 'l'};

    /** Codes and messages an application invents must not fill the memory. */
    private static final int CACHED = 256;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private record Head(int code, String message) {}

    private final boolean timestampAsNumber;
    private final Clock clock;
    private final ConcurrentHashMap<Head, byte[]> prefixes = new ConcurrentHashMap<>();

    EnvelopeBytes(boolean timestampAsNumber, Clock clock) {
        this.timestampAsNumber = timestampAsNumber;
        this.clock = clock;
    }

    byte[] prefix(int code, String message) {
        Head head = new Head(code, message);
        byte[] known = prefixes.get(head);
        if (known != null) {
            return known;
        }
        String text = "{\"code\":" + code + ",\"message\":" + quoted(message) + ",\"data\":";
        byte[] made = text.getBytes(StandardCharsets.UTF_8);
        if (prefixes.size() < CACHED) {
            prefixes.put(head, made);
        }
        return made;
    }

    byte[] suffix() {
        String quote = timestampAsNumber ? "" : "\"";
        return (",\"timestamp\":" + quote + clock.millis() + quote + "}").getBytes(StandardCharsets.US_ASCII);
    }

    /** A Java string as a JSON string (RFC 8259 §7). */
    static String quoted(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c < 0x20) {
                        json.append("\\u00").append((char) HEX[c >> 4]).append((char) HEX[c & 15]);
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        return json.append('"').toString();
    }
}
