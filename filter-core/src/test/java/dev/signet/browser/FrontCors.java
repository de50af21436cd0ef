package dev.signet.browser;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A CORS filter that lets every call through. */
public final class FrontCors implements Filter {

    /** Made by the container. */
    public FrontCors() {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletResponse http = (HttpServletResponse) response;
        if (http.getHeader("Access-Control-Allow-Origin") == null) { // also called in an error dispatch
            http.addHeader("Access-Control-Allow-Origin", "https://front.example");
            http.addHeader("Vary", "Accept-Language, Origin");
        }
        chain.doFilter(request, response);
    }
}
