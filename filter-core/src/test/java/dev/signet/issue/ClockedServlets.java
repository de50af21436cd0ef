package dev.signet.issue;

import dev.signet.clients.SlowHash;
import jakarta.servlet.http.HttpServlet;
import java.security.SecureRandom;
import java.time.Clock;

/** The endpoints with a clock in the hand of the test, for tests of other packages. */
public final class ClockedServlets {

    private ClockedServlets() {}

    /** A token endpoint. */
    public static HttpServlet tokens(Clock clock) {
        return new TokenServlet(clock, new SecureRandom(), SlowHash.PBKDF2);
    }

    /** The keys that check its tokens. */
    public static HttpServlet keys(Clock clock) {
        return new JwksServlet(clock);
    }
}
