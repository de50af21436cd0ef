package dev.signet.issue;

/** What becomes of one request for a token. */
sealed interface Grant {

    /** The client is who it says, by this id: HTTP Basic can be read in two ways. */
    record Issued(IssuedToken token, String id) implements Grant {}

    /** It is not; what the log says why, and of which reading. */
    record Denied(TokenRefusal reason, String text, TokenRequest told) implements Grant {}

    /** That is not looked at now, or not told. */
    record Later(long seconds, TokenRefusal reason, String text) implements Grant {
        static Later failures(long seconds) {
            return new Later(
                    seconds,
                    TokenRefusal.TOO_MANY_FAILURES,
                    TokenRefusal.TOO_MANY_FAILURES.text() + ", must wait " + seconds + " s");
        }
    }
}
