package dev.signet.foreign;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Fails on another thread behind a part of its answer, once it was sent, and counts how often it is called. */
public final class CountedCalls extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String PART = "[\"" + "x".repeat(300_000);

    private static final AtomicInteger CALLS = new AtomicInteger();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
        CALLS.incrementAndGet();
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            return; // nobody has asked for this
        }
        response.setContentType(request.getParameter("type"));
        AsyncContext async = request.startAsync();
        async.start(() -> {
            try {
                response.getOutputStream().print(PART);
                response.flushBuffer();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            throw new IllegalStateException("thrown on purpose");
        });
    }

    /** Says how often. */
    public static final class Count extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("application/json");
            response.getOutputStream().print(CALLS.get());
        }
    }
}
