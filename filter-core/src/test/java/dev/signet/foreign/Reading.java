package dev.signet.foreign;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.MultipartConfig;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Reads its request in the way that the header {@code X-Read} names, and answers with a JSON value. */
@MultipartConfig(maxFileSize = Reading.FILE_BYTES, maxRequestSize = Reading.REQUEST_BYTES)
public final class Reading extends HttpServlet {

    static final long FILE_BYTES = 1_000;
    static final long REQUEST_BYTES = 200_000;

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        response.setContentType("application/json");
        response.getWriter().print("{\"read\":" + read(request) + "}");
    }

    private static int read(HttpServletRequest request) throws ServletException, IOException {
        return switch (Way.valueOf(request.getHeader("X-Read"))) {
            case PARAMETER -> String.valueOf(request.getParameter("a")).length();
            case PARTS -> request.getParts().size();
            case STREAM -> request.getInputStream().readAllBytes().length;
            case READER -> request.getReader().read(new char[100]);
        };
    }

    /** How a request may be read. */
    enum Way {
        PARAMETER,
        PARTS,
        STREAM,
        READER
    }
}
