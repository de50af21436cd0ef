package dev.signet.envelope;

import dev.signet.envelope.AnswerState.Stage;
import java.io.IOException;

/** A length that the application declares, and what becomes of what it has written before. Used under the lock. */
final class DeclaredLength {

    private final AnswerBody body;

    DeclaredLength(AnswerBody body) {
        this.body = body;
    }

    /** Declares one. Some containers have dropped what exceeds another one that they were told. */
    void set(long value, boolean asHeader) {
        if (body.head.passedLength() >= 0) {
            body.takeBack();
        }
        body.head.shown().length(value, body.held.length(), asHeader);
    }

    /** Whether as much is held as was declared behind it, which makes some containers believe that it is committed. */
    boolean isReached() {
        return body.is(Stage.HELD) && body.room().isReached();
    }

    /** The application may believe that it is committed from now on. */
    void commit() throws IOException {
        LengthWays ways = body.wire.ways().lengths();
        body.head.shown().begin();
        if (ways.commits()) {
            body.filled |= !body.flushed;
            body.flushed = true;
        } else {
            body.commit();
        }
        body.closed |= ways.closes();
    }
}
