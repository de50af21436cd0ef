package dev.signet.foreign;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Writes without an end to a caller that does not read: {@code ?id=1&do=write&type=text/html&by=writer}, and answers from
 * other threads and requests what became of it.
 */
public final class SlowReading extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Map<String, Slow> SLOW = new ConcurrentHashMap<>();

    /** An answer to a caller that does not read. */
    private record Slow(HttpServletResponse response, CountDownLatch timedOut, CountDownLatch ended) {}

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String id = request.getParameter("id");
        if (request.getParameter("do").equals("write")) {
            response.setContentType(request.getParameter("type"));
            AsyncContext async = request.startAsync();
            async.setTimeout(1000);
            Slow slow = new Slow(response, new CountDownLatch(1), new CountDownLatch(1));
            async.addListener(new AfterDispatch.Silent() {
                @Override
                public void onTimeout(AsyncEvent event) {
                    slow.timedOut.countDown();
                }
            });
            SLOW.put(id, slow);
            boolean writer = request.getParameter("by").equals("writer");
            Thread thread = new Thread(() -> write(slow, writer), "slow writer");
            thread.setDaemon(true);
            thread.start();
            return;
        }
        response.setContentType("text/plain");
        if (request.getParameter("do").equals("timeout")) {
            request.startAsync().setTimeout(100);
            return;
        }
        Slow slow = SLOW.get(id);
        String said = slow == null ? "not begun" : said(request.getParameter("do"), slow);
        response.getWriter().print(said);
    }

    private static String said(String what, Slow slow) {
        try {
            return switch (what) {
                case "ask" ->
                    CompletableFuture.supplyAsync(() -> {
                                isReady(slow.response);
                                return slow.response.getStatus() + " " + slow.response.isCommitted();
                            })
                            .get(3, TimeUnit.SECONDS);
                case "timed-out" -> Boolean.toString(slow.timedOut.await(5, TimeUnit.SECONDS));
                case "ended" -> Boolean.toString(slow.ended.await(8, TimeUnit.SECONDS));
                default -> throw new IllegalArgumentException(what);
            };
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            return e.toString();
        }
    }

    /** Only that it comes back is asked for: the writer may have been chosen, or the container want a listener first. */
    @SuppressWarnings("ReturnValueIgnored")
    private static void isReady(HttpServletResponse response) {
        try {
            response.getOutputStream().isReady();
        } catch (IOException | IllegalStateException e) {
            return;
        }
    }

    private static void write(Slow slow, boolean writer) {
        try {
            String piece = "[\"" + "x".repeat(500_000);
            byte[] bytes = piece.getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 1000; i++) {
                if (!writer) {
                    slow.response.getOutputStream().write(bytes);
                } else {
                    slow.response.getWriter().write(piece);
                    if (slow.response.getWriter().checkError()) {
                        return;
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            return; // it was ended, or its caller left
        } finally {
            slow.ended.countDown();
        }
    }
}
