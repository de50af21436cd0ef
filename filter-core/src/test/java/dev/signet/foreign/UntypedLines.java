package dev.signet.foreign;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What Spring's ResponseBodyEmitter does: lines without a type, each flushed, until {@code ?release&id=…} ends them. The
 * lines are the parameters {@code line}; {@code &writer} writes them by the writer.
 */
public final class UntypedLines extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Map<String, CountDownLatch> HELD = new ConcurrentHashMap<>();

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        CountDownLatch latch = HELD.computeIfAbsent(request.getParameter("id"), id -> new CountDownLatch(1));
        if (request.getParameter("release") != null) {
            latch.countDown();
            return;
        }
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        async.start(() -> {
            try {
                for (String line : request.getParameterValues("line")) {
                    if (request.getParameter("writer") != null) {
                        response.getWriter().print(line + "\n");
                        response.getWriter().flush();
                    } else {
                        response.getOutputStream().print(line + "\n");
                        response.flushBuffer();
                    }
                }
                latch.await(60, TimeUnit.SECONDS);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
            async.complete();
        });
    }
}
