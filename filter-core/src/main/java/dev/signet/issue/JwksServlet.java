package dev.signet.issue;

import dev.signet.config.Beans;
import dev.signet.event.Events;
import dev.signet.health.Condition;
import dev.signet.health.Parts;
import dev.signet.keys.Keys;
import dev.signet.token.KeySource;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.time.Clock;
import java.util.Set;

/**
 * Publishes the keys with which others can check the tokens of the token endpoint: a {@code GET} is answered with a JWK
 * set (RFC 7517 §5) of type {@code application/jwk-set+json}, without an envelope, to be kept for five minutes.
 *
 * <p>Only public keys are in it; where a secret signs, there is nothing to publish and the answer is 404. Another method
 * than {@code GET} and {@code HEAD} is 405, and 503 means that no key is available at the moment. Lies on a {@code permit}
 * path of the filter, like {@code GET /jwks permit}.
 *
 * <p>Set up by the parameters {@code jwt.*}, or by a {@link KeySource}. A mistake in them is logged and never thrown; the
 * servlet then refuses every request with -30, and tries again at most every five seconds. Safe for use by many threads.
 */
public class JwksServlet extends HttpServlet {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final Set<String> METHODS = Set.of("GET", "HEAD");
    private static final String RAW = "dev.signet.raw";
    private static final int SERVER_ERROR = -30;

    private static final String FAILURE = "the JWK set endpoint could not be set up and refuses every request";

    private final transient SetUp<Keys> setUp;

    /** Made by the container, or by the application for a programmatic registration. */
    public JwksServlet() {
        this(Clock.systemUTC());
    }

    /**
     * Made with keys of the application's own, instead of a {@code jwt.*} parameter or an attribute that says where they are.
     *
     * @param source hands out the keys; Signet never closes it
     */
    public JwksServlet(KeySource source) {
        this(Beans.NONE.with(KeySource.class, source), Clock.systemUTC());
    }

    JwksServlet(Clock clock) {
        this(Beans.NONE, clock);
    }

    JwksServlet(Beans beans, Clock clock) {
        Events events = Events.to(TokenServlet.LOGGER);
        this.setUp = new SetUp<>(
                FAILURE, config -> EndpointSetup.keys(config, beans, clock, events), keys -> {}, clock, events);
    }

    /**
     * Reads the parameters. Never throws, like {@link TokenServlet#init}.
     *
     * @param config the parameters; those of the context count with the prefix {@code signet.}
     */
    @Override
    public void init(ServletConfig config) {
        try {
            super.init(config);
            Parts.enter(config.getServletContext(), this, "servlet", config.getServletName(), this::condition);
        } catch (Throwable e) { // what a subclass does
            setUp.failed(e);
            return;
        }
        setUp.open(config);
    }

    private Condition condition(String name) {
        Keys ready = setUp.ready(getServletConfig());
        return ready == null
                ? Condition.refusing(name)
                : new Condition(name, false, null, ready.canPublish(), null, null);
    }

    @Override
    public void destroy() {
        if (getServletConfig() != null) {
            Parts.leave(getServletContext(), this);
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
        Keys ready = setUp.ready(getServletConfig());
        if (ready == null) {
            request.setAttribute(TokenEndpoint.CODE, SERVER_ERROR);
            refuse(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        } else if (METHODS.contains(request.getMethod())) {
            answer(ready, request, response);
        } else {
            response.setHeader("Allow", "GET, HEAD");
            refuse(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        }
    }

    private static void answer(Keys keys, HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] json;
        try {
            json = keys.published();
        } catch (IllegalStateException e) {
            refuse(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE); // the key source has logged why
            return;
        }
        if (json == null) {
            refuse(response, HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        request.setAttribute(RAW, true); // who reads JWK sets does not know envelopes
        response.setContentType("application/jwk-set+json");
        response.setHeader("Cache-Control", "public, max-age=300");
        response.setContentLength(json.length);
        if (request.getMethod().equals("GET")) {
            response.getOutputStream().write(json);
        }
    }

    private static void refuse(HttpServletResponse response, int status) {
        response.setHeader("Cache-Control", "no-store");
        TokenEndpoint.end(response, status);
    }
}
