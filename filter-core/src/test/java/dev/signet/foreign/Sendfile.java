package dev.signet.foreign;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Lets Tomcat's connector send a file, as its documentation says: {@code ?file=…&type=…}. With {@code &blind} it does not
 * ask whether it may.
 */
public final class Sendfile extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Path file = Path.of(request.getParameter("file"));
        response.setContentType(request.getParameter("type"));
        response.setContentLengthLong(Files.size(file));
        boolean may = Boolean.TRUE.equals(request.getAttribute("org.apache.tomcat.sendfile.support"));
        response.setHeader("X-May", Boolean.toString(may));
        if (may || request.getParameter("blind") != null) {
            request.setAttribute("org.apache.tomcat.sendfile.filename", file.toString());
            request.setAttribute("org.apache.tomcat.sendfile.start", 0L);
            request.setAttribute("org.apache.tomcat.sendfile.end", Files.size(file));
        } else {
            Files.copy(file, response.getOutputStream());
        }
    }
}
