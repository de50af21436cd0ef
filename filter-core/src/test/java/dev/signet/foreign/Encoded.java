package dev.signet.foreign;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;

/**
 * Encodes by what {@code getCharacterEncoding()} says, as Javalin's {@code Context.result} does, or writes by the writer:
 * {@code ?type=text/html&locale=zh-CN&writer}.
 */
public final class Encoded extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getParameter("locale-first") != null) {
            response.setLocale(Locale.forLanguageTag(request.getParameter("locale-first")));
        }
        if (request.getParameter("type") != null) {
            response.setContentType(request.getParameter("type"));
        }
        if (request.getParameter("locale") != null) {
            response.setLocale(Locale.forLanguageTag(request.getParameter("locale")));
        }
        if (request.getParameter("writer") != null) {
            response.getWriter().print("<p>中 " + response.getCharacterEncoding());
        } else if (request.getParameter("writer-then-type") != null) {
            response.getWriter().print("<p>é ");
            response.setContentType("text/html");
            response.getWriter().print(response.getCharacterEncoding() + " " + response.getContentType());
        } else {
            String encoding = response.getCharacterEncoding();
            response.getOutputStream().write(("<p>中 " + encoding).getBytes(encoding));
        }
    }
}
