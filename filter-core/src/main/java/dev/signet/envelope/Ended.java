package dev.signet.envelope;

import org.jspecify.annotations.Nullable;

/** How an answer has ended, for whoever listens, as {@link EndListener#ended} takes it. */
record Ended(EndListener.End how, int status, int code, long bytes) {

    static void tell(@Nullable Ended ended, @Nullable EndListener heard) {
        if (ended != null && heard != null) {
            heard.ended(ended.how, ended.status, ended.code, ended.bytes);
        }
    }
}
