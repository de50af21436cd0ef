package dev.signet.envelope;

import java.io.Serial;

/**
 * Thrown by an application to answer with a code of its own; like {@code new ApiException(20001, "库存不足")}.
 *
 * <p>The message is sent to the caller as it is, {@code data} is null. An application that must not depend on Signet sets
 * the request attributes {@code dev.signet.code} and {@code dev.signet.message} instead.
 */
public class ApiException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** The value of the envelope's {@code code} member. */
    private final int code;

    /**
     * An answer with this code and message.
     *
     * @param code the value of the envelope's {@code code} member
     * @param message the envelope's message, seen by the caller
     */
    public ApiException(int code, String message) {
        super(message);
        this.code = code;
    }

    /**
     * An answer with this code and message; the cause is logged and never sent.
     *
     * @param code the value of the envelope's {@code code} member
     * @param message the envelope's message, seen by the caller
     * @param cause what went wrong
     */
    public ApiException(int code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /**
     * The code to answer with.
     *
     * @return the value of the envelope's {@code code} member
     */
    public int code() {
        return code;
    }
}
