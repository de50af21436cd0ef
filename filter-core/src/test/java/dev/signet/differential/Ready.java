package dev.signet.differential;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/** Plays a part without being blocked: each call that is about the body when the stream is ready for it. */
final class Ready implements WriteListener {

    private final AsyncContext async;
    private final Player player;
    private final Recording recording;
    private final HttpServletResponse response;
    private final ServletOutputStream stream;
    private int next;
    private boolean over;
    private boolean left;

    private Ready(AsyncContext async, Player player, Recording recording) throws IOException {
        this.async = async;
        this.player = player;
        this.recording = recording;
        this.response = (HttpServletResponse) async.getResponse();
        this.stream = response.getOutputStream();
    }

    /** Waits for the stream of an asynchronous cycle; the recording goes on until all is played. */
    static void listen(AsyncContext async, Player player, Recording recording) throws IOException {
        Ready ready = new Ready(async, player, recording);
        recording.join();
        try {
            ready.stream.setWriteListener(ready);
        } catch (RuntimeException e) {
            ready.leave();
            throw e;
        }
    }

    @Override
    public void onWritePossible() throws IOException {
        List<Call> calls = recording.program().calls(Program.Part.INSIDE);
        try {
            while (next < calls.size()) {
                Call call = calls.get(next);
                if (call.isOfTheBody() && !over && !stream.isReady()) {
                    return;
                }
                boolean done = player.step(Program.Part.INSIDE, next++, response);
                over |= done && (call.ends() && !call.isInterim() || call.closes()); // and nobody asks any more
                if (done && call.verb().equals("reset") && recording.flavour() != null) {
                    listenAgain();
                }
            }
        } catch (ServletException e) {
            leave();
            throw new IllegalStateException(e);
        } catch (IOException | RuntimeException | Error e) {
            leave();
            throw e;
        }
        if (!left) {
            async.complete();
            leave();
        }
    }

    /** Tomcat 10 forgets the listener of what is reset; a twin keeps it, as behind Signet. */
    private void listenAgain() {
        try {
            stream.setWriteListener(this);
        } catch (IllegalStateException e) {
            return; // the others do not
        }
    }

    @Override
    public void onError(Throwable thrown) {
        leave();
        try {
            async.complete();
        } catch (IllegalStateException e) {
            return; // the container did
        }
    }

    private synchronized void leave() {
        if (!left) {
            left = true;
            recording.leave();
        }
    }
}
