package dev.signet.container;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A servlet as the specification wants it to write without blocking: small pieces, each after {@code isReady()}. */
final class NonBlockingWrites implements WriteListener {

    private static final int PIECE = 8192;

    private final Deque<byte[]> pieces = new ArrayDeque<>();
    private final ServletOutputStream out;
    private final AsyncContext async;
    private final boolean throwing;

    private NonBlockingWrites(ServletOutputStream out, AsyncContext async, boolean throwing) {
        this.out = out;
        this.async = async;
        this.throwing = throwing;
    }

    static void play(List<Step> steps, HttpServletRequest request, HttpServletResponse response) throws IOException {
        AsyncContext async = request.startAsync();
        HttpServletResponse answer = (HttpServletResponse) async.getResponse();
        for (Step step : steps) {
            if (!step.writes() && !step.verb().equals("throw") && !step.verb().equals("flush")) {
                step.perform(request, answer, false);
            }
        }
        boolean throwing = steps.stream().anyMatch(step -> step.verb().equals("throw"));
        NonBlockingWrites writes = new NonBlockingWrites(answer.getOutputStream(), async, throwing);
        for (Step step : steps) {
            byte[] body = step.body().getBytes(StandardCharsets.UTF_8);
            for (int at = 0; at < body.length; at += PIECE) {
                writes.pieces.add(java.util.Arrays.copyOfRange(body, at, Math.min(body.length, at + PIECE)));
            }
        }
        answer.getOutputStream().setWriteListener(writes);
    }

    @Override
    public void onWritePossible() throws IOException {
        while (out.isReady()) {
            byte[] piece = pieces.poll();
            if (piece == null) {
                if (throwing) {
                    throw new IllegalStateException("thrown on purpose");
                }
                async.complete();
                return;
            }
            out.write(piece);
        }
    }

    @Override
    public void onError(Throwable thrown) {
        // a servlet that forgets to complete; the envelope must not depend on it
    }
}
