package dev.signet.bench;

/** One way to verify a token; thread-safe where {@link Peers} does not say otherwise. */
@FunctionalInterface
interface TokenCheck {

    /**
     * Verifies a token.
     *
     * @return what was found out; never null, so that JMH has something to keep
     * @throws Exception when the token is refused
     */
    Object verify(String token) throws Exception;
}
