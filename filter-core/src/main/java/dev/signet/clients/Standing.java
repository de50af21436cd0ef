package dev.signet.clients;

/** How a client stands that comes with a genuine token, and the token itself; the first that holds counts. */
public enum Standing {
    /** Nothing speaks against it. */
    FINE,
    /** There is no such client. */
    UNKNOWN,
    /** The client is switched off, or its row cannot be read. */
    DISABLED,
    /** All tokens of the client that were issued as early as this one are taken back. */
    CLIENT_REVOKED,
    /** The token is taken back. */
    TOKEN_REVOKED,
    /** The client may not come from this address. */
    ELSEWHERE,
    /** Nobody can tell now. */
    UNAVAILABLE,
    /** Nobody ever can, because what was named as a data source is none. */
    MISCONFIGURED
}
