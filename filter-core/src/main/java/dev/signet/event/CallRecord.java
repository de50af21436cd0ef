package dev.signet.event;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call, when its answer has ended. No query, header, body, token or secret is in it. Immutable.
 *
 * @param at when it came
 * @param nanos how long it took until the answer had ended, in nanoseconds
 * @param method the HTTP method
 * @param path the path as the container decoded it, without the context path, path parameters and query; at most 1,024
 *     characters
 * @param rule the access rule that decided, as it is written, like {@code GET /health permit}; {@code -} where none did: for
 *     a preflight that needs no token, a suspicious URI, and a filter that is not set up
 * @param client whom the verified token names, or the id of the client in a token request; else null
 * @param tokenId the {@code jti} of the verified token, or null
 * @param tokenFingerprint the first eight hex digits of the token's SHA-256, also of a token that was refused, or null
 * @param remoteAddress the caller's address, as {@code proxy.trusted} lets it be told
 * @param requestId the id by which log and caller speak of this call, or null where it has none
 * @param status the HTTP status before it became 200
 * @param code the code of the envelope; 0 where none was sent
 * @param reason why the call was refused (or would have been, in {@code access.mode=report}), like {@code no-token}, or null
 * @param outcome how it ended
 * @param bytes how many bytes of body the container was given; -1 for an excluded answer, which nobody counts
 */
@SuppressWarnings("exports") // of annotations that are read at compile time alone
public record CallRecord(
        Instant at,
        long nanos,
        String method,
        String path,
        String rule,
        @Nullable String client,
        @Nullable String tokenId,
        @Nullable String tokenFingerprint,
        String remoteAddress,
        @Nullable String requestId,
        int status,
        int code,
        @Nullable String reason,
        Outcome outcome,
        long bytes) {

    /** How a call ended. */
    public enum Outcome {
        /** The application's answer was sent in an envelope, whole; a status from 400 that it set is in one, too. */
        WRAPPED,
        /** The same, sent while it came. */
        STREAMED,
        /** The application's or the container's own answer was sent as it is. */
        PASSED,
        /** An error envelope took its place: an exception, {@code sendError}, a timeout. */
        REPLACED,
        /** The call was refused, whether the caller waited to hear it or not, and the application was not asked. */
        REFUSED,
        /** The answer was left visibly broken. */
        BROKEN,
        /** The caller went away before the answer was sent. */
        GONE,
        /** The token endpoint handed a token out. */
        TOKEN_GRANTED,
        /** The token endpoint handed none out, for whatever reason. */
        TOKEN_REFUSED
    }

    // by hand, these three: the JDK's own for records would hold the webapp's class loader after an undeploy

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CallRecord call && values().equals(call.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    @Override
    public String toString() {
        return "CallRecord[at=" + at + ", nanos=" + nanos + ", method=" + method + ", path=" + path + ", rule=" + rule
                + ", client=" + client + ", tokenId=" + tokenId + ", tokenFingerprint=" + tokenFingerprint
                + ", remoteAddress=" + remoteAddress + ", requestId=" + requestId + ", status=" + status + ", code="
                + code + ", reason=" + reason + ", outcome=" + outcome + ", bytes=" + bytes + "]";
    }

    private List<@Nullable Object> values() {
        return Arrays.asList(
                at,
                nanos,
                method,
                path,
                rule,
                client,
                tokenId,
                tokenFingerprint,
                remoteAddress,
                requestId,
                status,
                code,
                reason,
                outcome,
                bytes);
    }
}
