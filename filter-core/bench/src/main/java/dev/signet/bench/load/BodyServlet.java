package dev.signet.bench.load;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * The application: {@code /stream/169} and {@code /writer/169} answer as a JSON serialiser does,
 * chunk by chunk; {@code /text/cyrillic/10240} with a kind of text.
 */
final class BodyServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        String asked = request.getPathInfo().substring(1);
        if (request.getServletPath().equals("/text")) {
            write(response.getOutputStream(), Bodies.of(asked));
            return;
        }
        int length = Integer.parseInt(asked);
        if (request.getServletPath().equals("/writer")) {
            write(response.getWriter(), new String(Bodies.of(length), StandardCharsets.UTF_8));
        } else if (request.getServletPath().equals("/endless")) {
            repeat(response.getOutputStream(), length);
        } else {
            write(response.getOutputStream(), Bodies.of(length));
        }
    }

    private static void write(OutputStream out, byte[] body) throws IOException {
        for (int at = 0; at < body.length; at += Bodies.CHUNK) {
            out.write(body, at, Math.min(Bodies.CHUNK, body.length - at));
        }
    }

    private static void write(PrintWriter out, String body) {
        for (int at = 0; at < body.length(); at += Bodies.CHUNK) {
            out.write(body, at, Math.min(Bodies.CHUNK, body.length() - at));
        }
    }

    /** A list that is never in memory as a whole. */
    private static void repeat(OutputStream out, int length) throws IOException {
        byte[] rows = ("\"" + "x".repeat(1021) + "\",").getBytes(StandardCharsets.US_ASCII);
        byte[] chunk = new byte[rows.length * 8];
        for (int at = 0; at < chunk.length; at += rows.length) {
            System.arraycopy(rows, 0, chunk, at, rows.length);
        }
        out.write('[');
        for (long at = 0; at < length; at += chunk.length) {
            out.write(chunk);
        }
        out.write("0]".getBytes(StandardCharsets.US_ASCII));
    }
}
