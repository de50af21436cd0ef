package dev.signet.foreign;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Sets the attribute that Spring MVC and Struts set for an exception they have answered, and then answers: {@code
 * ?what=error500&how=thread}.
 */
public final class ErrorAttribute extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final AtomicReference<String> LEFT = new AtomicReference<>("");

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        switch (request.getParameter("how")) {
            case "now" -> answer(request, response);
            case "forward" ->
                request.getRequestDispatcher("/attribute?how=now&what=" + request.getParameter("what"))
                        .forward(request, response);
            case "inside" -> {
                AsyncContext async = request.startAsync();
                answer(request, (HttpServletResponse) async.getResponse());
                async.complete();
            }
            case "thread" -> {
                AsyncContext async = request.startAsync();
                async.start(() -> {
                    try {
                        answer(request, (HttpServletResponse) async.getResponse());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    async.complete();
                });
            }
            case "dispatch" -> {
                if (request.getDispatcherType() == DispatcherType.ASYNC) {
                    answer(request, response);
                } else {
                    request.startAsync().dispatch();
                }
            }
            case "non-blocking" -> nonBlocking(request, response);
            default -> {
                response.setContentType("text/plain");
                response.getWriter().print(LEFT.getAndSet(""));
            }
        }
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, new IllegalStateException("answered on purpose"));
        response.setContentType("application/json");
        switch (request.getParameter("what")) {
            case "error500" -> response.sendError(500);
            case "error404" -> response.sendError(404);
            case "status500" -> {
                response.setStatus(500);
                response.getWriter().print("{\"a\":1}");
            }
            case "status422" -> {
                response.setStatus(422);
                response.getWriter().print("{\"a\":1}");
            }
            case "fine" -> response.getWriter().print("{\"a\":1}");
            default -> throw new IllegalStateException("thrown on purpose");
        }
    }

    private static void nonBlocking(HttpServletRequest request, HttpServletResponse response) throws IOException {
        AsyncContext async = request.startAsync();
        String what = request.getParameter("what");
        response.setContentType("application/json");
        if (what.startsWith("status")) {
            response.setStatus(Integer.parseInt(what.substring(6)));
        }
        ServletOutputStream out = response.getOutputStream();
        out.setWriteListener(new WriteListener() {
            @Override
            public void onWritePossible() throws IOException {
                request.setAttribute(
                        RequestDispatcher.ERROR_EXCEPTION, new IllegalStateException("answered on purpose"));
                if (what.startsWith("error")) {
                    response.sendError(Integer.parseInt(what.substring(5)));
                } else if (what.equals("throw")) {
                    throw new IllegalStateException("thrown on purpose");
                } else if (out.isReady()) {
                    out.write("{\"a\":1}".getBytes(StandardCharsets.US_ASCII));
                    if (!out.isReady()) {
                        return; // and called again
                    }
                }
                async.complete();
            }

            @Override
            public void onError(Throwable thrown) {
                async.complete();
            }
        });
    }

    /** Stands in front and remembers which error attributes are left where a container's valve looks for them. */
    public static final class Left implements Filter {

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            chain.doFilter(request, response);
            if (!"left".equals(request.getParameter("how"))) {
                Collections.list(request.getAttributeNames()).stream()
                        .filter(name -> name.startsWith("jakarta.servlet.error."))
                        .forEach(name -> LEFT.accumulateAndGet(name, (all, one) -> all + " " + one));
            }
        }
    }
}
