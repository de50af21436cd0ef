package dev.signet.foreign;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A thread that writes large pieces until it is refused, while its answer is ended by its timeout or by {@code
 * complete()} of another thread: {@code ?id=7&type=text/html&by=writer&end=timeout}.
 */
public final class LateWriter extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int MARKS = 300_000;
    /** How long is written where the container never tells that the response has ended; Tomcat looks once a second. */
    private static final Duration LONGEST = Duration.ofSeconds(6);

    private static final int LATE = 3;

    /** Threads that could write whole pieces after their answer had ended. */
    private static final AtomicInteger UNREFUSED = new AtomicInteger();

    private static final Phaser WRITING = new Phaser(1);

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType(request.getParameter("type"));
        boolean writer = request.getParameter("by").equals("writer");
        String id = request.getParameter("id");
        AsyncContext async = request.startAsync();
        async.setTimeout(request.getParameter("end").equals("timeout") ? 30 : 60_000);
        String piece = mark(id).repeat(MARKS);
        boolean json = request.getParameter("type").equals("application/json");
        CountDownLatch over = new CountDownLatch(1);
        async.addListener(new AfterDispatch.Silent() {
            @Override
            public void onComplete(AsyncEvent event) {
                over.countDown();
            }
        });
        Thread writing = new Thread(() -> write(response, writer, json ? "[\"" : "", piece, over), "late writer");
        writing.setDaemon(true);
        WRITING.register();
        writing.start();
        if (request.getParameter("end").equals("complete")) {
            async.start(() -> {
                try {
                    writing.join(20);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                async.complete();
            });
        }
    }

    /** What the answer of this number is made of. */
    static String mark(String id) {
        return "[[" + id + "]]";
    }

    private static void write(
            HttpServletResponse response, boolean writer, String first, String piece, CountDownLatch over) {
        try {
            byte[] bytes = piece.getBytes(StandardCharsets.US_ASCII);
            int late = 0;
            long begun = System.nanoTime();
            for (int i = 0; late < LATE && System.nanoTime() - begun < LONGEST.toNanos(); i++) {
                late = over.getCount() == 0 ? late + 1 : 0;
                if (writer) {
                    response.getWriter().write(i == 0 ? first + piece : piece);
                    if (response.getWriter().checkError()) {
                        return;
                    }
                } else {
                    response.getOutputStream().print(i == 0 ? first : "");
                    response.getOutputStream().write(bytes);
                }
            }
            UNREFUSED.incrementAndGet();
        } catch (IOException | RuntimeException e) {
            return; // refused, as it should be
        } finally {
            WRITING.arriveAndDeregister();
        }
    }

    /** Waits until none of them writes, and says how it was for them. */
    private static String ended() {
        try {
            WRITING.awaitAdvanceInterruptibly(WRITING.arrive(), 9, TimeUnit.SECONDS);
            return UNREFUSED.get() + " unrefused";
        } catch (InterruptedException | TimeoutException e) {
            return UNREFUSED.get() + " unrefused, some still write";
        }
    }

    /** An answer that is easily told from any other: {@code ?id=7}, or how the threads ended: {@code ?ended}. */
    public static final class Probe extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (request.getParameter("ended") != null) {
                response.setContentType("text/plain");
                response.getWriter().print(ended());
                return;
            }
            response.setContentType("application/json");
            response.getWriter().print("{\"probe\":" + request.getParameter("id") + "}");
        }
    }
}
