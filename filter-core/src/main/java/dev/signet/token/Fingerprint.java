package dev.signet.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What of a token may stand in a log: eight hex digits of its hash, and names without control characters. */
final class Fingerprint {

    static final String NONE = "-";

    private static final int LONGEST_NAME = 64;

    private Fingerprint() {}

    /** The first eight hex digits of the token's SHA-256, like {@code "3f09a1c2"}. */
    static String of(String token) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** At most 64 printable ASCII characters, so that a caller cannot write lines into a log. */
    static @Nullable String cleaned(@Nullable String name) {
        if (name == null) {
            return null;
        }
        StringBuilder text = new StringBuilder(Math.min(name.length(), LONGEST_NAME));
        for (int i = 0; i < name.length() && i < LONGEST_NAME; i++) {
            char c = name.charAt(i);
            text.append(c >= ' ' && c <= '~' ? c : '?');
        }
        return text.toString();
    }
}
