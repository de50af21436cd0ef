package dev.signet;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Enumeration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that a filter in front has put into a wrapper that is no HTTP one; the Servlet API allows it. */
final class PlainRequest extends HttpServletRequestWrapper {

    private final ServletRequest plain;

    private PlainRequest(HttpServletRequest request, ServletRequest plain) {
        super(request);
        this.plain = plain;
    }

    /** The request as an HTTP one; where it is none, with what the wrapper says and all else from below it. */
    static HttpServletRequest http(ServletRequest request) throws ServletException {
        if (request instanceof HttpServletRequest http) {
            return http;
        }
        ServletRequest below = request;
        while (!(below instanceof HttpServletRequest)) {
            if (!(below instanceof ServletRequestWrapper wrapper)) {
                throw new ServletException(
                        "not an HTTP request: " + request.getClass().getName());
            }
            below = wrapper.getRequest();
        }
        return new PlainRequest((HttpServletRequest) below, request);
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return plain.getAttribute(name);
    }

    @Override
    public @Nullable String getCharacterEncoding() {
        return plain.getCharacterEncoding();
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return plain.getInputStream();
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return plain.getReader();
    }

    @Override
    public @Nullable String getParameter(String name) {
        return plain.getParameter(name);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return plain.getParameterMap();
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return plain.getParameterNames();
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return plain.getParameterValues(name);
    }
}
