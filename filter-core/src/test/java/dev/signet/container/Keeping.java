package dev.signet.container;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * A filter in front that keeps every attribute that Signet has set in a call ({@code ?keep}), sets them all in a later one
 * ({@code ?set}), and may forward that one past the rest of the chain ({@code ?set=/admin/x}).
 */
public final class Keeping implements Filter {

    private static final Map<String, Object> KEPT = new HashMap<>();

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String set = request.getParameter("set");
        if (set != null) {
            synchronized (KEPT) {
                KEPT.forEach(request::setAttribute);
            }
        }
        if (set != null && !set.isEmpty()) {
            request.getRequestDispatcher(set).forward(request, response);
            return;
        }
        chain.doFilter(request, response);
        if (request.getParameter("keep") != null) {
            synchronized (KEPT) {
                Collections.list(request.getAttributeNames()).stream()
                        .filter(name -> name.startsWith("dev.signet."))
                        .forEach(name -> KEPT.put(name, request.getAttribute(name)));
                if (!KEPT.containsKey("dev.signet.token")) {
                    throw new IllegalStateException("nothing was kept");
                }
            }
        }
    }
}
