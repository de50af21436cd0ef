package dev.signet.token;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A signature algorithm of RFC 7518 §3.1 that Signet knows. */
enum Algorithm {
    HS256("HmacSHA256", 32),
    HS384("HmacSHA384", 48),
    HS512("HmacSHA512", 64);

    private final String javaName;
    private final int hashBytes;

    Algorithm(String javaName, int hashBytes) {
        this.javaName = javaName;
        this.hashBytes = hashBytes;
    }

    /** The name by which the Java platform knows it. */
    String javaName() {
        return javaName;
    }

    /** Length of the hash, and least length of a secret (RFC 7518 §3.2). */
    int hashBytes() {
        return hashBytes;
    }

    /** The algorithm of a header; exactly as spelled, because {@code "hs256"} and {@code "None"} are attacks. */
    static @Nullable Algorithm named(@Nullable String name) {
        for (Algorithm algorithm : values()) {
            if (algorithm.name().equals(name)) {
                return algorithm;
            }
        }
        return null;
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Algorithm::name).toList();
    }
}
