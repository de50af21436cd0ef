package dev.signet.foreign;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Asks for a write listener outside of an asynchronous cycle, is refused, and writes as if it had not asked. */
public final class RefusedListener extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** More than is held. */
    static final int NUMBERS = 40_000;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        ServletOutputStream out = response.getOutputStream();
        String refused = "not at all";
        try {
            out.setWriteListener(new WriteListener() {
                @Override
                public void onWritePossible() {
                    throw new IllegalStateException("nobody has started a cycle");
                }

                @Override
                public void onError(Throwable thrown) {
                    throw new IllegalStateException(thrown);
                }
            });
        } catch (IllegalStateException e) {
            refused = "refused";
        }
        out.write(("[\"" + refused + "\"").getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < NUMBERS; i++) {
            out.write(",1".getBytes(StandardCharsets.UTF_8));
        }
        out.write(']');
    }
}
