package dev.signet.issue;

import dev.signet.clients.SlowHash;
import dev.signet.config.Beans;
import dev.signet.event.CallAttributes;
import dev.signet.event.Events;
import dev.signet.health.Condition;
import dev.signet.health.Parts;
import dev.signet.text.Shown;
import dev.signet.token.KeySource;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.security.SecureRandom;
import java.time.Clock;

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
 * <p>Set up by the parameters {@code jwt.*} and {@code issuer.*}, and by the objects that are handed to {@link #builder()} or
 * set as attributes of the {@code ServletContext} under the names of their types. A mistake is logged and never thrown; the
 * servlet then refuses every request with -30, and tries again at most every five seconds, since what was missing may
 * have come. Safe for use by many threads.
 */
public class TokenServlet extends HttpServlet {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Of the token endpoint and the JWK set. */
    static final String LOGGER = "dev.signet.issue";

    private static final String FAILURE = "the token endpoint could not be set up and refuses every request";

    private final transient SetUp<TokenEndpoint> setUp;

    /** Made by the container, or by the application for a programmatic registration. */
    public TokenServlet() {
        this(Beans.NONE);
    }

    private TokenServlet(Beans beans) {
        this(beans, Clock.systemUTC(), new SecureRandom(), SlowHash.PBKDF2);
    }

    TokenServlet(Clock clock, SecureRandom random, SlowHash slow) {
        this(Beans.NONE, clock, random, slow);
    }

    TokenServlet(Beans beans, Clock clock, SecureRandom random, SlowHash slow) {
        Events events = Events.to(LOGGER);
        this.setUp = new SetUp<>(
                FAILURE,
                config -> EndpointSetup.open(config, beans, clock, events, random, slow),
                TokenEndpoint::close,
                clock,
                events);
    }

    /**
     * Starts an endpoint with objects of the application's own.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Collects the objects that an application hands over, each instead of the parameter or attribute that would name
     * another one; like {@code builder().issuer(ours).build()}. All else is said by the parameters of the servlet.
     *
     * <p>Not thread-safe.
     */
    public static final class Builder {

        private Beans beans = Beans.NONE;

        private Builder() {}

        /**
         * Sets who decides about tokens, instead of {@code issuer.class}. Signet calls its {@code init}, and never closes it.
         *
         * @param issuer is asked for every request that can be read
         * @return this builder
         */
        public Builder issuer(TokenIssuer issuer) {
            beans = beans.with(TokenIssuer.class, issuer);
            return this;
        }

        /**
         * Sets where the built-in issuer finds its clients, instead of {@code issuer.clients-file}. Signet never closes it.
         *
         * @param store is asked for every request that can be read
         * @return this builder
         */
        public Builder clients(ClientStore store) {
            beans = beans.with(ClientStore.class, store);
            return this;
        }

        /**
         * Sets where keys come from, instead of a {@code jwt.*} parameter that names one. Signet never closes it.
         *
         * @param source hands out the key that signs
         * @return this builder
         */
        public Builder keySource(KeySource source) {
            beans = beans.with(KeySource.class, source);
            return this;
        }

        /**
         * Ends in the servlet, to be registered under a path of its own.
         *
         * @return the servlet; what is wrong with the objects is found out when it is set up
         */
        public TokenServlet build() {
            return new TokenServlet(beans);
        }
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
        } catch (Throwable e) { // what a subclass does
            setUp.failed(e);
            return;
        }
        setUp.open(config);
    }

    /** What was missing may have come: where a probe keeps requests away, nobody else would try again. */
    private Condition condition(String name) {
        TokenEndpoint ready = setUp.ready(getServletConfig());
        return ready == null ? Condition.refusing(name) : ready.condition(name);
    }

    @Override
    public void destroy() {
        if (getServletConfig() != null) {
            Parts.leave(getServletContext(), this);
        }
        setUp.close();
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
        request.setAttribute(CallAttributes.GRANTED, false); // until it is known better, whatever happens
        TokenEndpoint ready = setUp.ready(getServletConfig());
        if (ready == null) {
            TokenEndpoint.misconfigured(request, response);
        } else if (!"POST".equals(request.getMethod())) {
            ready.unreadable(
                    request,
                    TokenRefusal.METHOD_NOT_ALLOWED,
                    "method " + Shown.of(request.getMethod()) + " instead of POST");
            response.setHeader("Allow", "POST");
            TokenEndpoint.end(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        } else {
            ready.answer(request, response);
        }
    }
}
