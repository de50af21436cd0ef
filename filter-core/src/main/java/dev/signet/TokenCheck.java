package dev.signet;

import dev.signet.token.VerifiedToken;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Asks the application whether a genuine token may still be used; like a look into a list of revoked tokens.
 *
 * <p>Found by {@code check.class} or {@link java.util.ServiceLoader}; needs a public constructor without parameters.
 * Called once for every request that is let in because of its token, on {@code optional} paths too, by many threads at
 * once, after signature, times and access rule. It is called for a token that was seen before, and not again where the
 * application forwards or dispatches a request whose token was checked when it arrived.
 */
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
