package dev.signet.envelope;

import org.jspecify.annotations.Nullable;

/**
 * What an answer tells about a failure; like {@code (20010, "库存不足", 500)}.
 *
 * @param code the envelope's code
 * @param message the envelope's message, or null for the table's message of the code
 * @param status the HTTP status before it became 200
 * @param challenge what a status that stays on the wire is accompanied by in {@code WWW-Authenticate}, or null
 */
record Failure(
        int code,
        @Nullable String message,
        int status,
        @Nullable String challenge) {

    Failure(int code, @Nullable String message, int status) {
        this(code, message, status, null);
    }

    /** There before anything goes wrong, so that it can be told when there is no memory left. */
    static final Failure SERVER_ERROR = of(ErrorCode.SERVER_ERROR);

    static Failure of(ErrorCode code) {
        return new Failure(code.code(), null, code.status());
    }
}
