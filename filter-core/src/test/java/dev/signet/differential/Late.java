package dev.signet.differential;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Plays a part when the time of an asynchronous cycle is over, and completes it. */
record Late(AsyncContext async, Player player, Recording recording) implements AsyncListener {

    @Override
    public void onTimeout(AsyncEvent event) throws IOException {
        try {
            player.play(Program.Part.INSIDE, (HttpServletResponse) async.getResponse());
            async.complete();
        } catch (ServletException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        recording.leaveDispatch();
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
