package dev.signet.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What of a token may stand in a log: eight hex digits of its hash. */
final class Fingerprint {

    static final String NONE = "-";

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
}
