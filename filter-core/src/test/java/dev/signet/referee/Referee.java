package dev.signet.referee;

import java.util.Map;

/** A JWT library that many use, called as its documentation says. */
interface Referee {

    /** Whether it has an algorithm. */
    boolean knows(String algorithm);

    /** Signs claims with a key, which the header names. */
    String sign(RefereeKey key, Map<String, Object> claims) throws Exception;

    /**
     * Verifies a token with the key of the set that its header names, and reads it.
     *
     * @param algorithm the only one that is accepted
     * @param set a JWK set, of which libraries that can read one get the text
     * @throws Exception of the kind of {@link #refusal} when the token is not genuine
     */
    Seen read(String algorithm, String set, String token) throws Exception;

    /** What it throws for a token that is not genuine. */
    Class<? extends Exception> refusal();

    /** Whether it reads times that are strings of digits, which RFC 7519 §2 does not allow. */
    boolean readsTextTimes();
}
