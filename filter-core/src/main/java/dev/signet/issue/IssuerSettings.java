package dev.signet.issue;

import dev.signet.token.Parameters;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** The {@code issuer.*} parameters, typed. */
record IssuerSettings(
        @Nullable String clientsFile,
        int slowHashes,
        Duration lifetime,
        ZoneId zone,
        boolean nbfAsString,
        boolean jti) {

    private static final int MOST_SLOW_HASHES = 1024;

    private static final ZoneId DEFAULT_ZONE = ZoneId.of("Asia/Shanghai");

    /** Reads them; what cannot be read is noted in {@code p}. */
    static IssuerSettings read(Parameters p) {
        return new IssuerSettings(
                p.text("issuer.clients-file"),
                p.integer("issuer.slow-hashes", halfTheProcessors(), 1, MOST_SLOW_HASHES),
                Duration.ofSeconds(p.integer("issuer.lifetime-seconds", 7200, 1, ClientRules.LONGEST_LIFETIME_SECONDS)),
                zone(p),
                p.choice("issuer.nbf-format", "number", "number", "string").equals("string"),
                p.flag("issuer.jti", true));
    }

    /** The other half answers the callers who have their tokens already. */
    private static int halfTheProcessors() {
        return Math.min(MOST_SLOW_HASHES, Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }

    private static ZoneId zone(Parameters p) {
        String name = p.text("issuer.zone");
        if (name == null) {
            return DEFAULT_ZONE;
        }
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            p.problem("issuer.zone", "a time zone like Asia/Shanghai, UTC or +08:00");
            return DEFAULT_ZONE;
        }
    }
}
