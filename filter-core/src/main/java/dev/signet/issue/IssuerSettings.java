package dev.signet.issue;

import dev.signet.config.Parameter;
import dev.signet.config.Parameters;
import dev.signet.config.Zones;
import java.time.Duration;
import java.time.ZoneId;

/** The {@code issuer.*} parameters, typed. */
record IssuerSettings(int slowHashes, Duration lifetime, ZoneId zone, boolean nbfAsString, boolean jti) {

    /** Reads them; what cannot be read is noted in {@code p}. */
    static IssuerSettings read(Parameters p) {
        return new IssuerSettings(
                p.integer(Parameter.ISSUER_SLOW_HASHES),
                Duration.ofSeconds(p.integer(Parameter.ISSUER_LIFETIME_SECONDS)),
                Zones.read(p, Parameter.ISSUER_ZONE),
                p.choice(Parameter.ISSUER_NBF_FORMAT).equals("string"),
                p.flag(Parameter.ISSUER_JTI));
    }
}
