package dev.signet.container;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Ends a call as the query says, or where it is sent on to; {@code hold} ends when another call asks for it. */
public final class Endings extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final Queue<AsyncContext> HELD = new ConcurrentLinkedQueue<>();

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String how = request.getParameter("how");
        String then = "/end?how=" + request.getParameter("then");
        String plain = request.getServletPath() + "?how=plain";
        response.setContentType("application/json");
        switch (how) {
            case "plain" -> response.getWriter().print("[1]");
            case "stream" -> response.getWriter().print("[1" + " ".repeat(200_000) + "]");
            case "throw" -> throw new IllegalStateException("on purpose");
            case "send-error" -> response.sendError(404);
            case "broken" -> {
                response.getWriter().print("[1" + " ".repeat(200_000));
                response.flushBuffer();
                throw new IllegalStateException("on purpose");
            }
            case "forward" -> request.getRequestDispatcher(plain).forward(request, response);
            case "forward-throw" ->
                request.getRequestDispatcher(plain.replace("plain", "throw")).forward(request, response);
            case "go" -> request.getRequestDispatcher(then).forward(request, response);
            case "go-async" -> request.startAsync().dispatch(then);
            case "include" -> request.getRequestDispatcher(plain).include(request, response);
            case "async" -> {
                AsyncContext async = request.startAsync();
                async.start(() -> {
                    try {
                        response.getWriter().print("[1]");
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    } finally {
                        async.complete();
                    }
                });
            }
            case "dispatch" -> {
                if (request.getAttribute("again") == null) {
                    request.setAttribute("again", true);
                    request.startAsync().dispatch(); // to where it came in
                } else {
                    response.getWriter().print("[1]");
                }
            }
            case "timeout" -> request.startAsync().setTimeout(100);
            case "async-throw" -> {
                request.startAsync().setTimeout(1_000); // where nobody hears of the exception, like bare on Jetty
                throw new IllegalStateException("on purpose");
            }
            case "pour" -> {
                for (int i = 0; i < 4_000; i++) {
                    response.getWriter().print(" ".repeat(10_000));
                    response.flushBuffer();
                    if (response.getWriter().checkError()) {
                        throw new IOException("the caller is gone");
                    }
                }
                response.getWriter().print("[1]");
            }
            case "hold" -> {
                AsyncContext async = request.startAsync();
                async.setTimeout(0);
                HELD.add(async);
            }
            case "held" -> response.getWriter().print(HELD.size());
            case "release" -> {
                int released = 0;
                for (AsyncContext async = HELD.poll(); async != null; async = HELD.poll()) {
                    async.complete();
                    released++;
                }
                response.getWriter().print(released);
            }
            default -> throw new IllegalArgumentException(how);
        }
    }
}
