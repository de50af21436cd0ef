package dev.signet.container;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Reads a request without blocking and answers with what it has read. */
final class NonBlockingEcho implements ReadListener {

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final byte[] buffer = new byte[1000];
    private final ServletInputStream in;
    private final AsyncContext async;

    private NonBlockingEcho(ServletInputStream in, AsyncContext async) {
        this.in = in;
        this.async = async;
    }

    static void play(HttpServletRequest request) throws IOException {
        AsyncContext async = request.startAsync();
        request.getInputStream().setReadListener(new NonBlockingEcho(request.getInputStream(), async));
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (in.isReady() && !in.isFinished()) {
            int count = in.read(buffer);
            if (count > 0) {
                body.write(buffer, 0, count);
            }
        }
    }

    @Override
    public void onAllDataRead() throws IOException {
        async.getResponse().getOutputStream().write(body.toByteArray());
        async.complete();
    }

    @Override
    public void onError(Throwable thrown) {
        async.complete();
    }
}
