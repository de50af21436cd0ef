package dev.signet.envelope;

import org.jspecify.annotations.Nullable;

/**
 * What an answer tells about a failure; like {@code (20010, "库存不足", 500)}.
 *
 * @param code the envelope's code
 * @param message the envelope's message, or null for the table's message of the code
 * @param status the HTTP status before it became 200
 */
record Failure(int code, @Nullable String message, int status) {

    /** There before anything goes wrong, so that it can be told when there is no memory left. */
    static final Failure SERVER_ERROR = of(ErrorCode.SERVER_ERROR);

    static Failure of(ErrorCode code) {
        return new Failure(code.code(), null, code.status());
    }
}
