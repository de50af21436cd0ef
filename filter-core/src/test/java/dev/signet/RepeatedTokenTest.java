package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.testing.TestWebapp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A token that was verified before, over the wire: whatever speaks against it now counts on the very next request. */
class RepeatedTokenTest {

    private static final long START = 1_700_000_000L;

    private static final class MovedClock extends Clock {
        private volatile long seconds = START;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochSecond(seconds);
        }
    }

    @TempDir
    private Path folder;

    private final MovedClock clock = new MovedClock();
    private final AtomicReference<TokenCheck.Outcome> check = new AtomicReference<>(TokenCheck.Outcome.FINE);

    private static String token(String secret) {
        String payload = "{\"nbf\":" + (START - 10) + ",\"exp\":" + (START + 600) + ",\"sub\":\"u\"}";
        return TestWebapp.signed("{\"alg\":\"HS256\"}", payload, secret);
    }

    private TestWebapp webapp(Path secret) throws Exception {
        SignetConfig config = SignetConfig.builder()
                .set("jwt.secret-file", secret.toString())
                .tokenCheck((token, request) -> check.get())
                .clock(clock)
                .build();
        return new TestWebapp()
                .serve("/*", (request, response) -> {
                    response.setContentType("application/json");
                    response.getWriter().print("1");
                })
                .start(new SignetFilter(config));
    }

    private static int code(TestWebapp app, String token) throws Exception {
        return app.get("/x", "Authorization: Bearer " + token).code();
    }

    @Test
    void admitWhenRepeatedThenTimesCheckKeysAndSignatureCountEveryTime() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), TestWebapp.SECRET);
        String token = token(TestWebapp.SECRET);
        try (TestWebapp app = webapp(secret)) {
            assertEquals(1, code(app, token));
            assertEquals(1, code(app, token));

            char last = token.charAt(token.length() - 1);
            String beginning = token.substring(0, token.length() - 1);
            for (char c : new char[] {'A', 'E', 'I', 'M', 'B', 'C', '=', 'c', 'g'}) {
                assertEquals(c == last ? 1 : 10003, code(app, beginning + c));
            }
            assertEquals(10003, code(app, beginning));
            assertEquals(10003, code(app, token + "="));
            assertEquals(1, code(app, token));

            check.set(TokenCheck.Outcome.REVOKED);
            assertEquals(10003, code(app, token));
            check.set(TokenCheck.Outcome.UNKNOWN_USER);
            assertEquals(15000, code(app, token));
            check.set(TokenCheck.Outcome.FINE);
            assertEquals(1, code(app, token));

            clock.seconds = START - 16; // nbf is 10 seconds before, the skew is 5
            assertEquals(10003, code(app, token));
            clock.seconds = START - 15;
            assertEquals(1, code(app, token));
            clock.seconds = START + 604;
            assertEquals(1, code(app, token));
            clock.seconds = START + 605;
            assertEquals(10002, code(app, token));
            clock.seconds = START;
            assertEquals(1, code(app, token));

            String newer = "another secret of more than thirty-two bytes";
            Files.writeString(secret, newer);
            clock.seconds = START + 6; // files are looked at again after 5 seconds
            assertEquals(10003, code(app, token));
            assertEquals(1, code(app, token(newer)));
            assertEquals(10003, code(app, token));
        }
    }
}
