package dev.signet.spring.boot;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** A filter of web.xml that answers by itself. */
public final class FirstFilter implements Filter {

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (((HttpServletRequest) request).getRequestURI().endsWith("/first")) {
            response.setContentType("application/json");
            response.getWriter().print("\"first\"");
        } else {
            chain.doFilter(request, response);
        }
    }
}
