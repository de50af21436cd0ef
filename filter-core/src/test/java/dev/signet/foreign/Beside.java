package dev.signet.foreign;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;

/**
 * What is not asked for often: {@code ?step=include&type=application/json&file=/tail.txt} prints the beginning of an array
 * and includes its end; answers OPTIONS by the servlet API's own method.
 */
public final class Beside extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        if (request.getParameter("type") != null) {
            response.setContentType(request.getParameter("type"));
        }
        switch (request.getParameter("step")) {
            case "include" -> {
                response.getWriter().print(request.getParameter("printed"));
                request.getRequestDispatcher(request.getParameter("file")).include(request, response);
                if (request.getParameter("then") != null) {
                    response.setContentType(request.getParameter("then"));
                }
            }
            case "stream" -> response.getOutputStream().print("2]");
            case "names" -> {
                response.setHeader("X-Header", "1");
                Collection<String> names = response.getHeaderNames();
                String added = tried(() -> names.add("X-Other"));
                response.getWriter().print('"' + added + " " + tried(() -> names.remove("X-Header")) + '"');
            }
            default -> {
                response.getOutputStream().print("[1,");
                response.flushBuffer();
                response.setStatus(HttpServletResponse.SC_SWITCHING_PROTOCOLS);
                response.setHeader("Connection", "Upgrade");
                response.setHeader("Upgrade", "beside");
                try {
                    request.upgrade(Told.Silent.class);
                    response.getOutputStream().print("\"taken\"]");
                } catch (ServletException | IllegalStateException e) {
                    response.getOutputStream().print("\"refused\"]");
                }
            }
        }
    }

    private interface Tried {
        Object take();
    }

    private static String tried(Tried step) {
        try {
            return String.valueOf(step.take());
        } catch (UnsupportedOperationException e) {
            return "refused";
        }
    }
}
