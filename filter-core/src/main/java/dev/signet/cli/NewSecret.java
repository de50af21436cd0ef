package dev.signet.cli;

import dev.signet.clients.SecretHash;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A generated secret. Not a record: its text would then be in what a record prints.
 */
final class NewSecret {

    private static final int BYTES = 32;

    private final String plain;
    private final @Nullable Instant notAfter;

    private NewSecret(String plain, @Nullable Instant notAfter) {
        this.plain = plain;
        this.notAfter = notAfter;
    }

    static NewSecret generate(SecureRandom random, @Nullable Instant notAfter) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new NewSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), notAfter);
    }

    /** What is shown once. */
    String plain() {
        return plain;
    }

    String hash() {
        return SecretHash.sha256(plain);
    }

    /** The last instant at which it is accepted, or null for ever. */
    @Nullable
    Instant notAfter() {
        return notAfter;
    }

    /** As the clients file has it. */
    Map<String, Object> entry() {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("hash", hash());
        if (notAfter != null) {
            entry.put("notAfter", notAfter.toString());
        }
        return entry;
    }
}
