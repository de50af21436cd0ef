package dev.signet.differential;

import dev.signet.testing.BufferingResponse;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A filter of the application, behind Signet, that holds the body until the chain has returned. */
public final class BufferingFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() != DispatcherType.REQUEST
                || request.getHeader("X-Program") == null
                || !Recording.of(request).program().form().startsWith("buffered")) {
            chain.doFilter(request, response);
            return;
        }
        Recording recording = Recording.of(request);
        BufferingResponse buffer =
                new BufferingResponse(CopiedResponse.of(response, recording), recording.declaresLength());
        chain.doFilter(request, buffer);
        new Player(recording).take(response, buffer::copy);
    }
}
