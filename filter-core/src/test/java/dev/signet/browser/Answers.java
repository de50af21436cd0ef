package dev.signet.browser;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers in the way that the last segment of the path names. It knows nothing of Signet. */
public final class Answers extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Made by the container. */
    public Answers() {}

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Object included = request.getAttribute(RequestDispatcher.INCLUDE_REQUEST_URI);
        String uri = included == null ? request.getRequestURI() : included.toString();
        switch (uri.substring(uri.lastIndexOf('/') + 1)) {
            case "error" -> response.sendError(404);
            case "thrown" -> throw new IllegalStateException("thrown by the application");
            case "redirect" -> response.sendRedirect("json");
            case "forward" ->
                request.getRequestDispatcher(uri.contains("/docs/") ? "/docs/json" : "/json")
                        .forward(request, response);
            case "including" -> {
                json(response);
                String part = uri.contains("/docs/") ? "/docs/empty" : "/empty";
                request.getRequestDispatcher(part).include(request, response);
            }
            case "empty" -> { // headers that come from an include do not count
                response.setHeader("Access-Control-Allow-Origin", "https://included.example");
                response.addHeader("Access-Control-Allow-Origin", "https://included.example");
                response.setHeader("Vary", "X-Included");
            }
            case "reset" -> {
                response.setHeader("Vary", "Accept");
                response.addHeader("Access-Control-Allow-Origin", "https://forgotten.example");
                response.reset();
                json(response);
            }
            case "streamed" -> {
                response.setContentType("application/json");
                response.getOutputStream().print("[\"" + "x".repeat(100_000));
                response.flushBuffer();
                response.getOutputStream().print("\"]");
            }
            case "passed" -> {
                response.setContentType("text/html");
                response.getOutputStream().print("<p>");
                response.flushBuffer();
                response.getOutputStream().print("x".repeat(100_000));
            }
            case "varied" -> {
                response.setHeader("Vary", "Accept-Encoding");
                response.addHeader("vary", "Accept");
                json(response);
            }
            case "own" -> {
                response.addHeader("Access-Control-Allow-Origin", "https://own.example");
                response.addHeader("Access-Control-Allow-Credentials", "true");
                response.addHeader("Access-Control-Expose-Headers", "X-Own, X-Request");
                response.addHeader("Vary", "Origin");
                json(response);
            }
            case "replaced" -> {
                response.setHeader("Access-Control-Allow-Origin", "https://own.example");
                response.setHeader("Access-Control-Expose-Headers", "X-Own");
                json(response);
            }
            case "async" -> {
                AsyncContext async = request.startAsync();
                async.start(() -> {
                    try {
                        json((HttpServletResponse) async.getResponse());
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                    async.complete();
                });
            }
            default -> json(response);
        }
    }

    private static void json(HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        response.getWriter().print("[1]");
    }
}
