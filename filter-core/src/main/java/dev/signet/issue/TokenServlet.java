package dev.signet.issue;

import dev.signet.clients.SlowHash;
import dev.signet.event.Event;
import dev.signet.event.Events;
import dev.signet.health.Condition;
import dev.signet.health.Parts;
import dev.signet.text.Shown;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The token endpoint: a {@code POST} with the credentials of a client is answered with
 * {@code {"token":"…","expirationTime":"2022-09-28 13:53:05"}}, like the client credentials grant of RFC 6749 §4.4 in
 * the form of the open platform.
 *
 * <p>Credentials come as JSON ({@code appKey}, {@code appSecret}), as a form ({@code appKey}/{@code appSecret} or
 * {@code client_id}/{@code client_secret}, RFC 6749 §2.3.1) or by HTTP Basic (RFC 7617), in exactly one way, and never
 * in the query string. Statuses are plain: 200, 400, 413 and 415 for what cannot be read, 401 for a client that is
 * refused, 405 for another method than {@code POST}, 429 with {@code Retry-After} after too many failures within a
 * minute or while too many slow hashes are computed, 503 when the issuer fails or the endpoint is not set up. The filter in front, on whose {@code permit} path it lies,
 * makes envelopes of them.
 *
 * <p>Set up by the parameters {@code jwt.*} and {@code issuer.*}. A mistake in them is logged and never thrown; the
 * servlet then refuses every request with -30, and tries again at most every five seconds, since what was missing may
 * have come. Safe for use by many threads.
 */
public class TokenServlet extends HttpServlet {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Of the token endpoint and the JWK set. */
    static final String LOGGER = "dev.signet.issue";

    /** How often it is tried to set it up, while something it needs is missing. */
    static final Duration RETRY = Duration.ofSeconds(5);

    private final transient Clock clock;
    private final transient SecureRandom random;
    private final transient SlowHash slow;
    private final transient Events events = Events.to(LOGGER);
    private final transient AtomicLong lastTry;
    private transient volatile @Nullable TokenEndpoint endpoint;
    private transient volatile @Nullable String toldWhy;

    /** Made by the container, or by the application for a programmatic registration. */
    public TokenServlet() {
        this(Clock.systemUTC(), new SecureRandom(), SlowHash.PBKDF2);
    }

    TokenServlet(Clock clock, SecureRandom random, SlowHash slow) {
        this.clock = clock;
        this.random = random;
        this.slow = slow;
        this.lastTry = new AtomicLong(clock.millis());
    }

    /**
     * Reads the parameters. Never throws: some containers drop a servlet whose {@code init} throws, and an application
     * that still answers there would do so unprotected.
     *
     * @param config the parameters; those of the context count with the prefix {@code signet.}
     */
    @Override
    public void init(ServletConfig config) {
        try {
            super.init(config);
            Parts.enter(config.getServletContext(), this, "servlet", config.getServletName(), this::condition);
            setUp(config);
        } catch (Throwable e) { // whatever the container or a class of the application's own does
            events.tell(new Event.NotProtecting("the token endpoint could not be set up and refuses every request", e));
        }
    }

    /** Sets it up; what is wrong is told once, however often it is tried. */
    private void setUp(ServletConfig config) {
        String message = "the token endpoint could not be set up and refuses every request";
        Throwable thrown;
        try {
            endpoint = EndpointSetup.open(config, clock, events, random, slow);
            return;
        } catch (IllegalArgumentException e) {
            message += ": " + e.getMessage();
            thrown = e.getCause();
        } catch (Throwable e) { // whatever a class of the application's own does while it is made
            thrown = e;
        }
        String kind = message + (thrown == null ? "" : thrown.toString());
        if (!kind.equals(toldWhy)) {
            toldWhy = kind;
            events.tell(new Event.NotProtecting(message, thrown));
        }
    }

    /** The endpoint; where something was missing it may be there now. */
    private @Nullable TokenEndpoint ready() {
        TokenEndpoint ready = endpoint;
        ServletConfig config = getServletConfig();
        if (ready != null || config == null) {
            return ready;
        }
        long now = clock.millis();
        long last = lastTry.get();
        if (Math.abs(now - last) >= RETRY.toMillis() && lastTry.compareAndSet(last, now)) {
            setUp(config);
        }
        return endpoint;
    }

    /** What was missing may have come: where a probe keeps requests away, nobody else would try again. */
    private Condition condition(String name) {
        TokenEndpoint ready = ready();
        return ready == null ? Condition.refusing(name) : ready.condition(name);
    }

    @Override
    public void destroy() {
        if (getServletConfig() != null) {
            Parts.leave(getServletContext(), this);
        }
        TokenEndpoint open = endpoint;
        if (open != null) {
            open.close();
        }
    }

    /**
     * Answers one request of any method.
     *
     * @param request the request
     * @param response the answer
     * @throws IOException when the answer cannot be written
     */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        TokenEndpoint ready = ready();
        if (ready == null) {
            TokenEndpoint.misconfigured(request, response);
        } else if (!"POST".equals(request.getMethod())) {
            ready.unreadable(request, "method " + Shown.of(request.getMethod()) + " instead of POST");
            response.setHeader("Allow", "POST");
            TokenEndpoint.end(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        } else {
            ready.answer(request, response);
        }
    }
}
