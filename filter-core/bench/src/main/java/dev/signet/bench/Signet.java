package dev.signet.bench;

import dev.signet.config.Parameter.Owner;
import dev.signet.config.Parameters;
import dev.signet.event.Events;
import dev.signet.event.KeyEvents;
import dev.signet.jwt.JwtSettings;
import dev.signet.jwt.TokenVerifier;
import dev.signet.token.VerifiedToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Ours, set up as web.xml would, with every strictness on. */
final class Signet {

    private Signet() {}

    /** Remembers as many verified tokens as {@code jwt.cache-size} says. */
    static TokenCheck of(SampleToken sample, int cacheSize) throws IOException {
        Map<String, String> values = new HashMap<>();
        values.put("jwt.algorithms", sample.algorithm());
        values.put("jwt.issuer", SampleToken.ISSUER);
        values.put("jwt.audience", SampleToken.AUDIENCE);
        values.put("jwt.cache-size", String.valueOf(cacheSize));
        if (Jca.isHmac(sample.algorithm())) {
            values.put("jwt.secret", "base64:" + Base64.getEncoder().encodeToString(SampleToken.SECRET));
        } else {
            Path file = Files.createTempFile("signet-bench", ".pem");
            file.toFile().deleteOnExit();
            Files.writeString(
                    file,
                    "-----BEGIN PUBLIC KEY-----\n"
                            + Base64.getMimeEncoder()
                                    .encodeToString(sample.publicKey().getEncoded())
                            + "\n-----END PUBLIC KEY-----\n");
            values.put("jwt.public-key-file", file.toString());
        }
        Parameters parameters = new Parameters(values, Owner.FILTER, path -> null);
        JwtSettings settings = JwtSettings.read(
                parameters, name -> null, Clock.systemUTC(), null, new KeyEvents(Events.to("dev.signet.bench")));
        parameters.rejectProblems();
        TokenVerifier verifier = TokenVerifier.of(settings, Clock.systemUTC());
        return token -> {
            if (verifier.verify(token) instanceof VerifiedToken verified) {
                return verified;
            }
            throw new IllegalStateException("refused");
        };
    }
}
