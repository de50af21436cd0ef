package dev.signet.envelope;

import dev.signet.envelope.EnvelopeOptions.Message;
import org.jspecify.annotations.Nullable;

/**
 * What the caller is told of how a call went; like {@code (20010, 库存不足 | Out of stock, 500)}.
 *
 * @param code the envelope's code
 * @param message the envelope's message, or null for the table's message of the code
 * @param status the HTTP status before it became 200
 * @param challenge what a status that stays on the wire is accompanied by in {@code WWW-Authenticate}, or null
 * @param hint what the caller may learn of the reason, or null
 */
record Verdict(
        int code,
        @Nullable Message message,
        int status,
        @Nullable String challenge,
        @Nullable String hint) {

    Verdict(int code, @Nullable Message message, int status) {
        this(code, message, status, null, null);
    }

    /** There before anything goes wrong, so that it can be told when there is no memory left. */
    static final Verdict SERVER_ERROR = of(ErrorCode.SERVER_ERROR);

    private static final Verdict SUCCESS = of(ErrorCode.SUCCESS); // of most answers

    /** Code 1, whatever the status was. */
    static Verdict success(int status) {
        return status == SUCCESS.status ? SUCCESS : new Verdict(SUCCESS.code, null, status);
    }

    static Verdict of(ErrorCode code) {
        return new Verdict(code.code(), null, code.status());
    }
}
