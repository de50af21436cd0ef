package dev.signet.issue;

import java.util.List;

/** Decides about requests for tokens, and counts those that fail. Safe for use by many threads. */
interface TokenGranter {

    /**
     * Decides about one.
     *
     * @param readings what it may mean, the likeliest first. One that is right is enough, and one failure counts where none
     *     is: for the last of them, whose id is the same however it was spelled
     * @throws Exception when it cannot be decided now
     */
    Grant grant(List<TokenRequest> readings) throws Exception;

    /** How logs speak of it. */
    String name();
}
