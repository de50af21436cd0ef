package dev.signet.differential;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The filter in front of Signet: begins and ends a recording, makes the calls that stand in front, and gives out what was
 * heard.
 */
public final class FrontFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /** Tells who asks that the application has not finished. */
    static final int NOT_ENDED = 504;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String asked = request.getHeader("X-Hear");
        if (asked != null) {
            giveOut(Recording.take(asked), response);
            return;
        }
        if (request.getDispatcherType() != DispatcherType.REQUEST || request.getHeader("X-Program") == null) {
            chain.doFilter(request, response);
            return;
        }
        Recording recording = Recording.of(request);
        Player player = new Player(recording);
        try {
            recording.enlarge(response);
            player.play(Program.Part.FRONT, response);
            chain.doFilter(request, response);
            player.play(Program.Part.BEHIND, response);
        } finally {
            recording.leave();
        }
    }

    private static void giveOut(String heard, HttpServletResponse response) throws IOException {
        byte[] log = heard == null ? new byte[0] : heard.getBytes(StandardCharsets.UTF_8);
        response.setStatus(heard == null ? NOT_ENDED : HttpServletResponse.SC_OK);
        response.setContentType("text/plain;charset=UTF-8");
        response.setContentLength(log.length);
        response.getOutputStream().write(log);
    }
}
