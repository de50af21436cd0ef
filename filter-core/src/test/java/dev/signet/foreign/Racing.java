package dev.signet.foreign;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Completes its answer just when it times out: {@code ?timeout=30&after=30&id=7}, where {@code after} is in microseconds
 * beyond the timeout and may be negative.
 */
public final class Racing extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient ScheduledExecutorService clock = Executors.newScheduledThreadPool(2, task -> {
        Thread thread = new Thread(task, "racing");
        thread.setDaemon(true);
        return thread;
    });

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        long timeout = Long.parseLong(request.getParameter("timeout"));
        long after = Long.parseLong(request.getParameter("after"));
        String body = "{\"id\":" + request.getParameter("id") + "}";
        AsyncContext async = request.startAsync();
        async.setTimeout(timeout);
        Future<?> unused = clock.schedule(
                () -> {
                    try {
                        response.getWriter().print(body);
                        async.complete();
                    } catch (IOException | RuntimeException e) {
                        return; // the timeout was first
                    }
                },
                timeout * 1000 + after,
                TimeUnit.MICROSECONDS);
    }

    @Override
    public void destroy() {
        clock.shutdownNow();
    }
}
