package dev.signet.issue;

/** Decides about requests for tokens, and counts those that fail. Safe for use by many threads. */
interface TokenGranter {

    /**
     * Decides about one.
     *
     * @throws Exception when it cannot be decided now
     */
    Grant grant(TokenRequest request) throws Exception;

    /** How logs speak of it. */
    String name();
}
