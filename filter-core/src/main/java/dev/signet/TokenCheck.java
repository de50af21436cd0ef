package dev.signet;

import dev.signet.token.VerifiedToken;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Asks the application whether a genuine token may still be used; like a look into a list of revoked tokens.
 *
 * <p>Handed to {@code SignetConfig.builder().tokenCheck(…)}, set as the attribute {@code dev.signet.TokenCheck} of the
 * {@code ServletContext} before the filter starts, named by {@code check.class} or found by {@link java.util.ServiceLoader};
 * for the latter two it needs a public constructor without parameters. Called once for every request that is let in because of its token, on {@code optional} paths too, by many threads at
 * once, after signature, times and access rule. It is called for a token that was seen before, and not again where the
 * application forwards or dispatches a request whose token was checked when it arrived.
 */
@SuppressWarnings("exports") // of annotations that are read at compile time alone
@FunctionalInterface
public interface TokenCheck {

    /** What a check can answer. */
    enum Outcome {
        /** The token is fine. */
        FINE,
        /** The token was taken back: code 10003. */
        REVOKED,
        /** The user of the token does not exist any more: code 15000. */
        UNKNOWN_USER,
        /** The user may not make this call: code 16000. */
        NOT_AUTHORISED
    }

    /**
     * Called once by each filter that uses it, when that starts, before its first request.
     *
     * @param context what a check may need to find what it asks
     * @throws Exception when the check cannot work; the filter then refuses every request
     */
    default void init(Context context) throws Exception {}

    /** What the filter lends to its check. Safe for use by many threads. */
    interface Context {

        /**
         * The clock of the filter.
         *
         * @return the clock that times of tokens are held against
         */
        Clock clock();

        /**
         * A parameter of the filter, as it was typed.
         *
         * @param name the name of an init-param
         * @return its text, or null where it was not given
         */
        @Nullable
        String parameter(String name);

        /**
         * The webapp.
         *
         * @return where its attributes, files and context-params are found
         */
        ServletContext servletContext();
    }

    /**
     * Checks one request.
     *
     * @param token the verified token
     * @param request the request that carries it
     * @return the outcome; null counts as a failure of the check
     * @throws Exception when the answer cannot be found out; the caller gets -1 (system busy), never a pass. An
     *     {@link Error} means the same
     */
    Outcome check(VerifiedToken token, HttpServletRequest request) throws Exception;
}
