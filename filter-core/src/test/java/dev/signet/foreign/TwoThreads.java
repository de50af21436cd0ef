package dev.signet.foreign;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Two threads at the headers of one answer, as Spring Security's HeaderWriterFilter does with a StreamingResponseBody:
 * one sets, the other asks ({@code ?other=ask}) or sets others ({@code ?other=set}).
 */
public final class TwoThreads extends HttpServlet {

    /** How often each thread touches the headers. */
    static final int TOUCHES = 3000;

    /** How many headers there are. */
    static final int NAMES = 40;

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean sets = request.getParameter("other").equals("set");
        AsyncContext async = request.startAsync();
        Throwable[] thrown = {null};
        Thread other = new Thread(() -> {
            try {
                for (int i = 0; i < TOUCHES; i++) {
                    if (sets) {
                        response.setHeader("Y-" + i % NAMES, "v" + i);
                    } else {
                        response.containsHeader("X-" + i % 7);
                    }
                }
            } catch (RuntimeException e) {
                thrown[0] = e;
            }
        });
        other.start();
        for (int i = 0; i < TOUCHES; i++) {
            response.setHeader("X-" + i % NAMES, "v" + i);
        }
        try {
            other.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        response.setContentType(request.getParameter("type"));
        response.getWriter().print("\"other thread: " + thrown[0] + "\"");
        async.complete();
    }
}
