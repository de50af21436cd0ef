package dev.signet.excluded;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** A filter of the application's, behind Signet: notes every dispatch and what it is given. */
public final class Noting implements Filter {

    private static final ThreadLocal<ServletRequest> REQUEST = new ThreadLocal<>();
    private static final ThreadLocal<ServletResponse> RESPONSE = new ThreadLocal<>();

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http && http.getRequestURI().endsWith(Chronicle.PATH)) {
            chain.doFilter(request, response);
            return;
        }
        Chronicle.note("filter " + request.getDispatcherType() + " " + Look.kind(request) + " " + Look.kind(response));
        ServletRequest around = REQUEST.get();
        ServletResponse answer = RESPONSE.get();
        REQUEST.set(request);
        RESPONSE.set(response);
        try {
            chain.doFilter(request, response);
            Chronicle.note("filter returns " + response.isCommitted());
        } catch (IOException | ServletException | RuntimeException | Error e) {
            Chronicle.note("filter sees " + Look.kind(e));
            throw e;
        } finally {
            REQUEST.set(around);
            RESPONSE.set(answer);
        }
    }

    /** Whether the filter was given these very objects. */
    @SuppressWarnings("ReferenceEquality") // that very request
    static boolean knows(ServletRequest request, ServletResponse response) {
        return REQUEST.get() == request && RESPONSE.get() == response;
    }
}
