package dev.signet.differential;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The filter in front of Signet: begins and ends a recording, and makes the calls that stand in front. */
public final class FrontFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
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
}
