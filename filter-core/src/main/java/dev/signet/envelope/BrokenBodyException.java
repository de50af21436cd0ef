package dev.signet.envelope;

import java.io.IOException;
import java.io.Serial;

/** A body that was already on its way turned out not to be one JSON value; the answer must end visibly broken. */
final class BrokenBodyException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    BrokenBodyException(String message) {
        super(message);
    }
}
