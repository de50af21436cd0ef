package dev.signet.issue;

import dev.signet.text.Shown;

/**
 * What a client sent to get a token: well-formed, not yet checked. Immutable.
 *
 * @param appKey the id of the client: {@code appKey}, {@code client_id} (RFC 6749 §2.3.1) or the user-id of HTTP Basic
 *     (RFC 7617 §2); never empty, without control characters
 * @param secret its secret as sent; never empty, without control characters. Compare it in constant time and never log
 *     it
 * @param remoteAddress the caller's address, like {@code 192.0.2.7}: what the container reports, or what a proxy says that
 *     {@code proxy.trusted} names
 */
public record TokenRequest(String appKey, String secret, String remoteAddress) {

    /** Shows who asks, never the secret. */
    @Override
    public String toString() {
        return "TokenRequest[appKey=" + Shown.of(appKey) + ", secret=redacted, remoteAddress=" + Shown.of(remoteAddress)
                + "]";
    }
}
