package dev.signet.foreign;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Forwards to, or includes, what is in another context: {@code ?how=forward&type=text/html&what=writer}. */
public final class CrossContext extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        RequestDispatcher other = request.getServletContext()
                .getContext("/two")
                .getRequestDispatcher("/cross/target?" + request.getQueryString());
        boolean stream = request.getParameter("what").equals("stream");
        if (request.getParameter("how").equals("forward")) {
            other.forward(request, response);
            return;
        }
        response.setContentType(request.getParameter("type"));
        print(response, stream, "[1,");
        other.include(request, response);
        print(response, stream, ",3]");
    }

    private static void print(HttpServletResponse response, boolean stream, String text) throws IOException {
        if (stream) {
            response.getOutputStream().print(text);
        } else {
            response.getWriter().print(text);
        }
    }

    /** What is dispatched to. */
    public static final class Target extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (!request.getParameter("type").equals("none")) {
                response.setContentType(request.getParameter("type"));
            }
            switch (request.getParameter("what")) {
                case "writer" -> print(response, false, "2");
                case "stream" -> print(response, true, "2");
                case "error" -> response.sendError(404);
                case "status" -> response.setStatus(503);
                case "redirect" -> response.sendRedirect("/elsewhere");
                case "cut" -> print(response, true, "{\"a\":[1,2");
                default -> throw new IllegalStateException("thrown on purpose");
            }
        }
    }
}
