package dev.signet.issue;

import java.io.Serial;

/** A token request that cannot be read: the status for the caller, the reason for the log, nothing of what was sent. */
final class UnreadableRequestException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;

    private UnreadableRequestException(int status, String reason) {
        super(reason);
        this.status = status;
    }

    static UnreadableRequestException malformed(String reason) {
        return new UnreadableRequestException(400, reason);
    }

    static UnreadableRequestException tooLong(String reason) {
        return new UnreadableRequestException(413, reason);
    }

    static UnreadableRequestException unsupported(String reason) {
        return new UnreadableRequestException(415, reason);
    }

    int status() {
        return status;
    }
}
