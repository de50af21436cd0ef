package dev.signet.issue;

import java.time.Instant;

/**
 * A token that may be handed out, and when it ends. Immutable.
 *
 * @param token the token as the client will send it back, without {@code Bearer}
 * @param expiresAt the first instant at which it is no longer valid: the {@code exp} claim (RFC 7519 §4.1.4)
 */
public record IssuedToken(String token, Instant expiresAt) {

    /**
     * Takes a token and its end.
     *
     * @param token see above
     * @param expiresAt see above
     * @throws IllegalArgumentException when the token is blank
     */
    public IssuedToken {
        if (token.isBlank()) {
            throw new IllegalArgumentException("an issued token must not be blank");
        }
    }

    /** Shows when the token ends, never the token. */
    @Override
    public String toString() {
        return "IssuedToken[token=redacted, expiresAt=" + expiresAt + "]";
    }
}
