package dev.signet.differential;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/** Ends a recording with its asynchronous cycle, where the dispatch that would have ended it was not made. */
final class Ending implements AsyncListener {

    private final Recording recording;

    Ending(Recording recording) {
        this.recording = recording;
    }

    @Override
    public void onComplete(AsyncEvent event) {
        recording.leaveDispatch();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        // onComplete follows
    }

    @Override
    public void onError(AsyncEvent event) {
        // onComplete follows
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // nobody does
    }
}
