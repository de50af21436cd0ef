package dev.signet.issue;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.signet.clients.SecretHash;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What holds a secret does not show it. */
class RedactedTest {

    @Test
    void toStringWhenSecretThenRedacted() {
        for (Object value : new Object[] {
            new TokenRequest("acme", "sesame", "::1"),
            new Credentials("acme", "sesame"),
            new IssuedToken("sesame", Instant.EPOCH),
            new ClientStore.Client("acme", new ClientStore.Secret(SecretHash.sha256("sesame")))
        }) {
            assertFalse(value.toString().contains("sesame"));
            assertFalse(value.toString().contains(SecretHash.sha256("sesame").substring(8)));
        }
    }
}
