package dev.signet.issue;

import dev.signet.token.Parameters;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** The {@code issuer.*} parameters, typed. */
record IssuerSettings(@Nullable String clientsFile, Duration lifetime, ZoneId zone, boolean nbfAsString, boolean jti) {

    private static final ZoneId DEFAULT_ZONE = ZoneId.of("Asia/Shanghai");

    /** Reads them; what cannot be read is noted in {@code p}. */
    static IssuerSettings read(Parameters p) {
        return new IssuerSettings(
                p.text("issuer.clients-file"),
                Duration.ofSeconds(p.integer("issuer.lifetime-seconds", 7200, 1, ClientRules.LONGEST_LIFETIME_SECONDS)),
                zone(p),
                p.choice("issuer.nbf-format", "number", "number", "string").equals("string"),
                p.flag("issuer.jti", true));
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
