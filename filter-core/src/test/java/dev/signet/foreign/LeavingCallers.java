package dev.signet.foreign;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Reads or writes, in the way that {@code ?how=} says, while its caller goes away. */
public final class LeavingCallers extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final byte[] PIECE = new byte[8192];

    /** A permit for each that has ended. */
    private static final Semaphore ENDED = new Semaphore(0);

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType(request.getParameter("type"));
        switch (request.getParameter("how")) {
            case "read" -> {
                try {
                    read(request);
                    response.getOutputStream().print("[1]");
                } finally {
                    ENDED.release();
                }
            }
            case "read-async" -> {
                AsyncContext async = request.startAsync();
                async.start(() -> {
                    try {
                        read(request);
                        response.getOutputStream().print("[1]");
                        async.complete();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } finally {
                        ENDED.release();
                    }
                });
            }
            case "read-non-blocking" -> readNonBlocking(request);
            case "write" -> {
                try {
                    write(response);
                } finally {
                    ENDED.release();
                }
            }
            case "write-async" -> {
                AsyncContext async = request.startAsync();
                async.start(() -> {
                    try {
                        write(response);
                        async.complete();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } finally {
                        ENDED.release();
                    }
                });
            }
            case "write-non-blocking" -> writeNonBlocking(request, response);
            default -> {
                try {
                    boolean all =
                            ENDED.tryAcquire(Integer.parseInt(request.getParameter("count")), 8, TimeUnit.SECONDS);
                    response.getOutputStream().print(all ? "ended" : "not ended, but " + ENDED.drainPermits());
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private static void read(HttpServletRequest request) throws IOException {
        byte[] piece = new byte[1000];
        for (int count = 0; count >= 0; ) {
            count = request.getInputStream().read(piece);
        }
    }

    private static void write(HttpServletResponse response) throws IOException {
        for (int i = 0; i < 5000; i++) {
            response.getOutputStream().write(PIECE);
        }
    }

    private static void readNonBlocking(HttpServletRequest request) throws IOException {
        AsyncContext async = request.startAsync();
        async.setTimeout(2000);
        async.addListener(new Ending());
        ServletInputStream in = request.getInputStream();
        in.setReadListener(new ReadListener() {
            @Override
            public void onDataAvailable() throws IOException {
                byte[] piece = new byte[1000];
                while (in.isReady()) {
                    if (in.read(piece) < 0) {
                        return;
                    }
                }
            }

            @Override
            public void onAllDataRead() {
                async.complete();
            }

            @Override
            public void onError(Throwable thrown) {
                async.complete();
            }
        });
    }

    private static void writeNonBlocking(HttpServletRequest request, HttpServletResponse response) throws IOException {
        AsyncContext async = request.startAsync();
        async.setTimeout(2000);
        async.addListener(new Ending());
        ServletOutputStream out = response.getOutputStream();
        out.setWriteListener(new WriteListener() {
            private int pieces;

            @Override
            public void onWritePossible() throws IOException {
                while (out.isReady()) {
                    if (pieces++ == 5000) {
                        async.complete();
                        return;
                    }
                    out.write(PIECE);
                }
            }

            @Override
            public void onError(Throwable thrown) {
                async.complete();
            }
        });
    }

    /** Some containers never call a listener of the stream; they all end the cycle. */
    private static final class Ending extends AfterDispatch.Silent {

        @Override
        public void onComplete(AsyncEvent event) {
            ENDED.release();
        }
    }
}
