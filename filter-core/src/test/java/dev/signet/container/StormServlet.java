package dev.signet.container;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Answers in every way there is, always with the caller's name and number. It knows nothing of Signet. */
public final class StormServlet extends HttpServlet {

    /** Far beyond what is held, in characters of three bytes. */
    static final int LARGE = 150_000;

    private static final long serialVersionUID = 1L;

    /** Made by the container, too, where web.xml names it. */
    public StormServlet() {}

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        String kind = request.getParameter("kind");
        response.setContentType(kind.equals("text") ? "text/plain" : "application/json");
        switch (kind) {
            case "small" -> small(request, response);
            case "writer" -> response.getWriter().print(body(request, 300));
            case "large" -> large(request, response);
            case "text" -> response.getOutputStream().print(opening(request) + "}");
            case "missing" -> response.sendError(404);
            case "throw" -> {
                response.getWriter().print("{");
                throw new IllegalStateException("thrown on purpose");
            }
            case "async" -> {
                AsyncContext async = request.startAsync();
                async.start(() -> {
                    unchecked(() -> response.getWriter().print(body(request, 1)));
                    async.complete();
                });
            }
            case "async-large" -> {
                AsyncContext async = request.startAsync();
                String body = body(request, LARGE);
                async.start(() -> {
                    unchecked(() -> response.getWriter().print(body));
                    async.complete();
                });
            }
            case "timeout" ->
                request.startAsync().setTimeout(300); // Jetty loses much shorter ones, without Signet, too
            case "non-blocking" -> nonBlocking(request, response);
            case "forward" -> request.getRequestDispatcher("/storm?kind=small").forward(request, response);
            default -> {
                response.getOutputStream().print(body(request, LARGE).substring(0, LARGE - 10));
                response.flushBuffer();
                throw new IllegalStateException("thrown on purpose");
            }
        }
    }

    private static String opening(HttpServletRequest request) {
        return "{\"user\":\"" + request.getRemoteUser() + "\",\"id\":" + request.getParameter("id");
    }

    private static String body(HttpServletRequest request, int length) {
        return opening(request) + ",\"length\":" + length + ",\"filler\":\"" + "中".repeat(length) + "\"}";
    }

    private static void small(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        response.getOutputStream().print(body(request, 7));
    }

    private static void large(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = body(request, LARGE).getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < body.length; at += 8192) {
            response.getOutputStream().write(body, at, Math.min(8192, body.length - at));
        }
    }

    private static void nonBlocking(HttpServletRequest request, HttpServletResponse response) throws IOException {
        AsyncContext async = request.startAsync();
        byte[] body = body(request, LARGE).getBytes(StandardCharsets.UTF_8);
        ServletOutputStream out = response.getOutputStream();
        out.setWriteListener(new WriteListener() {
            private int at;

            @Override
            public void onWritePossible() throws IOException {
                while (out.isReady()) {
                    if (at == body.length) {
                        async.complete();
                        return;
                    }
                    int count = Math.min(8192, body.length - at);
                    out.write(body, at, count);
                    at += count;
                }
            }

            @Override
            public void onError(Throwable thrown) {
                async.complete();
            }
        });
    }

    private interface Writing {
        void run() throws IOException;
    }

    /** The caller may have left, which is no business of the application. */
    private static void unchecked(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            return;
        }
    }
}
