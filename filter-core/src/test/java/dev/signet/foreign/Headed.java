package dev.signet.foreign;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Answers GET and HEAD alike, as most servlets do: {@code ?size=1000&type=application/json&pieces&length&writer}. */
public final class Headed extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getParameter("type") != null) {
            response.setContentType(request.getParameter("type"));
        }
        int size = Integer.parseInt(request.getParameter("size"));
        byte[] body = (size == 0 ? "" : "[\"" + "x".repeat(size - 4) + "\"]").getBytes(StandardCharsets.US_ASCII);
        if (request.getParameter("length") != null) {
            response.setContentLength(size);
        }
        if (request.getParameter("writer") != null) {
            response.getWriter().print(new String(body, StandardCharsets.US_ASCII));
        } else {
            int piece = request.getParameter("pieces") != null ? 1000 : Math.max(1, size);
            for (int at = 0; at < size; at += piece) {
                response.getOutputStream().write(body, at, Math.min(piece, size - at));
            }
        }
        if (request.getParameter("flush") != null) {
            response.flushBuffer();
        }
        if (request.getParameter("then") != null) {
            request.startAsync().dispatch(request.getParameter("then"));
        }
    }

    /** Answers HEAD by what its superclass makes of GET. */
    public static final class ByGet extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            new Headed().service(request, response);
        }
    }
}
