package dev.signet.issue;

import dev.signet.config.Parameter;
import dev.signet.config.Parameters;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;

/** The {@code issuer.*} parameters, typed. */
record IssuerSettings(int slowHashes, Duration lifetime, ZoneId zone, boolean nbfAsString, boolean jti) {

    /** Reads them; what cannot be read is noted in {@code p}. */
    static IssuerSettings read(Parameters p) {
        return new IssuerSettings(
                p.integer(Parameter.ISSUER_SLOW_HASHES),
                Duration.ofSeconds(p.integer(Parameter.ISSUER_LIFETIME_SECONDS)),
                zone(p),
                p.choice(Parameter.ISSUER_NBF_FORMAT).equals("string"),
                p.flag(Parameter.ISSUER_JTI));
    }

    private static ZoneId zone(Parameters p) {
        try {
            return ZoneId.of(String.valueOf(p.text(Parameter.ISSUER_ZONE)));
        } catch (DateTimeException e) {
            p.problem(Parameter.ISSUER_ZONE, "a time zone like Asia/Shanghai, UTC or +08:00");
            return ZoneId.of(Parameter.ISSUER_ZONE.absent());
        }
    }
}
