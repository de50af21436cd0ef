package dev.signet.foreign;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;

/** Reads its request to the end, trailers and all, and says by whom it was called, and what was sent to prove it. */
public final class Trailed extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (InputStream body = request.getInputStream()) {
            body.readAllBytes();
        }
        response.setContentType("application/json");
        response.getOutputStream()
                .print("[\"" + request.getUserPrincipal().getName() + "\","
                        + Collections.list(request.getHeaders("Authorization")).size() + "]");
    }
}
