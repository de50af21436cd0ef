package dev.signet.clients;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The hash of a secret; like {@code sha256:<base64>} for a generated one, {@code pbkdf2-sha256:600000:<salt>:<hash>} for
 * a chosen one. Immutable.
 */
public final class SecretHash {

    private static final String FORM = "expected sha256:<base64 of 32 bytes>, or"
            + " pbkdf2-sha256:<iterations from 10000 to 10000000>:<base64 salt of 8 to 64 bytes>:"
            + "<base64 hash of 16 to 32 bytes>";
    private static final Pattern SHA256 = Pattern.compile("sha256:([A-Za-z0-9+/]{43}=)");
    private static final Pattern PBKDF2 =
            Pattern.compile("pbkdf2-sha256:([1-9][0-9]{4,7}):([A-Za-z0-9+/=]{12,88}):([A-Za-z0-9+/=]{24,44})");
    private static final int LEAST_ITERATIONS = 10_000;
    /** Of one hash, and of all hashes of one client together: every refused request spends them. */
    static final int MOST_ITERATIONS = 10_000_000;

    private static final int DIGEST_BYTES = 32;

    /** 0 for SHA-256. */
    private final int iterations;

    private final byte[] salt;
    private final byte[] hash;
    /** The hash, or zeros where it is a slow one, so that comparing takes as long. */
    private final byte[] plain;

    private SecretHash(int iterations, byte[] salt, byte[] hash) {
        this.iterations = iterations;
        this.salt = salt;
        this.hash = hash;
        this.plain = iterations == 0 ? hash : new byte[DIGEST_BYTES];
    }

    /**
     * Reads a hash.
     *
     * @param text as the clients file spells it
     * @return the hash
     * @throws IllegalArgumentException when it is malformed; the message does not hold it
     */
    public static SecretHash parse(String text) {
        Matcher plain = SHA256.matcher(text);
        if (plain.matches()) {
            byte[] hash = base64(plain.group(1));
            if (hash != null) {
                return new SecretHash(0, new byte[0], hash);
            }
        }
        Matcher slow = PBKDF2.matcher(text);
        if (slow.matches()) {
            int iterations = Integer.parseInt(slow.group(1));
            byte[] salt = base64(slow.group(2));
            byte[] hash = base64(slow.group(3));
            // at most one block of HMAC-SHA-256, so that iterations alone are the cost
            if (iterations >= LEAST_ITERATIONS
                    && iterations <= MOST_ITERATIONS
                    && salt != null
                    && salt.length >= 8
                    && salt.length <= 64
                    && hash != null
                    && hash.length >= 16
                    && hash.length <= 32) {
                return new SecretHash(iterations, salt, hash);
            }
        }
        throw new IllegalArgumentException(FORM);
    }

    /**
     * The hash of a generated secret, as the clients file spells it.
     *
     * @param secret in plain
     * @return like {@code sha256:…}
     */
    public static String sha256(String secret) {
        return "sha256:" + Base64.getEncoder().encodeToString(digest(secret));
    }

    /**
     * How many iterations {@link #isDerived} takes.
     *
     * @return 0 for SHA-256
     */
    public int cost() {
        return iterations;
    }

    /**
     * Whether this is the SHA-256 of a generated secret; in constant time, also where it is another kind of hash.
     *
     * @param digest of what was sent
     * @return true where it is
     */
    public boolean isDigest(byte[] digest) {
        return MessageDigest.isEqual(digest, plain);
    }

    /**
     * Whether this is the slow hash of a chosen secret; in constant time.
     *
     * @param secret what was sent
     * @param slow derives
     * @return true where it is
     */
    public boolean isDerived(String secret, SlowHash slow) {
        return MessageDigest.isEqual(slow.derive(secret, salt, iterations, hash.length), hash);
    }

    /**
     * Spends the time of a hash of this cost, for an answer that must not come sooner than others.
     *
     * @param secret what was sent
     * @param cost in iterations
     * @param slow derives
     */
    public static void spend(String secret, int cost, SlowHash slow) {
        slow.derive(secret, new byte[16], cost, DIGEST_BYTES);
    }

    /**
     * The SHA-256 of a text.
     *
     * @param text any
     * @return 32 bytes
     */
    public static byte[] digest(String text) {
        return digest(text, new byte[0]);
    }

    /**
     * The SHA-256 of a text that follows some bytes.
     *
     * @param text any
     * @param before the bytes
     * @return 32 bytes
     */
    public static byte[] digest(String text, byte[] before) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(before);
            return sha256.digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The bytes, or null when the text is not their only spelling (RFC 4648 §3.5, §4). */
    private static byte @Nullable [] base64(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            byte[] again = Base64.getEncoder().encode(bytes);
            return Arrays.equals(again, text.getBytes(StandardCharsets.US_ASCII)) ? bytes : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
