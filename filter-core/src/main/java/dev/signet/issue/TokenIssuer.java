package dev.signet.issue;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides who gets a token, and which; like a look into the application's own user table.
 *
 * <p>Handed to {@link TokenServlet#builder()}, set as the attribute {@code dev.signet.issue.TokenIssuer} of the
 * {@code ServletContext}, named by {@code issuer.class} or found by {@link java.util.ServiceLoader}; for the latter two it
 * needs a public constructor without parameters. Called by many threads at once. Requests that cannot be read never reach it, nor those of a client that
 * failed ten times within a minute from one address, or from an address with thirty failures.
 *
 * <p>Do not log a request's parameters or headers: they hold the secret of the client.
 */
@SuppressWarnings("exports") // of annotations that are read at compile time alone
@FunctionalInterface
public interface TokenIssuer {

    /**
     * Called before the first request: once by each endpoint that uses it, and again after it has thrown.
     *
     * @param context what an issuer needs to make tokens that the filter accepts
     * @throws Exception when the issuer cannot work; the endpoint then refuses every request, and tries again
     *     at most every five seconds
     */
    default void init(Context context) throws Exception {}

    /**
     * Answers one request. One by HTTP Basic with a percent sign comes as it was sent and, when that is refused, with id and
     * secret form-decoded (RFC 6749 §2.3.1); both together count as one attempt.
     *
     * @param request what the client sent
     * @return the token, or null to refuse: the client gets 15000 and the attempt counts as a failure. Take the same
     *     time for a client that does not exist as for a wrong secret
     * @throws Exception when it cannot be decided now; the client gets -1 (system busy)
     */
    @Nullable
    IssuedToken issue(TokenRequest request) throws Exception;

    /** What the endpoint lends to its issuer. Safe for use by many threads. */
    interface Context {

        /**
         * The clock of the endpoint.
         *
         * @return the clock that {@code nbf} and {@code exp} are read from
         */
        Clock clock();

        /**
         * How long a token lives unless the issuer decides otherwise.
         *
         * @return the value of {@code issuer.lifetime-seconds}
         */
        Duration lifetime();

        /**
         * Makes the token that the built-in issuer would make for a client: {@code nbf}, {@code exp}, name, subject,
         * {@code iss}, {@code aud}, then {@code jti}, {@code scope} and {@code roles} where there are any.
         *
         * @param client the client; its secrets, networks and {@code disabled} are not looked at
         * @return the signed token
         */
        IssuedToken issue(ClientStore.Client client);

        /**
         * Signs claims of the issuer's own with the first of {@code jwt.algorithms}, as a compact JWS (RFC 7515 §7.1).
         *
         * @param claims names and values in the order to be written: strings, numbers, booleans, and lists and maps of
         *     these. Nothing is added; a token without {@code exp} is refused by the filter by default
         * @return the token
         * @throws IllegalArgumentException when a value is of another type
         */
        String sign(Map<String, ?> claims);
    }
}
