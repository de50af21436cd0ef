package dev.signet.start;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Enumeration;
import java.util.Locale;

/**
 * Has handshakes admitted before anybody answers them. All other requests go by, so that filters which are meant to stand
 * in front of Signet's stay there; and so does a handshake that nobody answers, to be admitted again in its turn.
 */
final class HandshakeDoor implements Filter {

    private final ServletContext context;
    private final FilterRegistration protector;
    private final String gate; // the attribute in which that filter has put itself

    HandshakeDoor(ServletContext context, FilterRegistration protector, String gate) {
        this.context = context;
        this.protector = protector;
        this.gate = gate;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest http) || !isHandshake(http) || !isMapped(http)) {
            chain.doFilter(request, response);
        } else if (context.getAttribute(gate) instanceof Filter filter) {
            filter.doFilter(request, response, chain);
        } else {
            ((HttpServletResponse) response).setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    /** Whether the filter is mapped to the path at all; asked late, for only then all mappings are known. */
    private boolean isMapped(HttpServletRequest request) {
        String info = request.getPathInfo();
        String path = info == null ? request.getServletPath() : request.getServletPath() + info;
        for (String pattern : protector.getUrlPatternMappings()) {
            if (matches(pattern, path)) {
                return true;
            }
        }
        return false;
    }

    /** A url-pattern of Servlet 6.0 §12.2. */
    static boolean matches(String pattern, String path) {
        if (pattern.endsWith("/*")) {
            String folder = pattern.substring(0, pattern.length() - 2);
            return path.startsWith(folder) && (path.length() == folder.length() || path.charAt(folder.length()) == '/');
        }
        if (pattern.startsWith("*.")) {
            return path.endsWith(pattern.substring(1));
        }
        return pattern.equals("/") || path.equals(pattern.isEmpty() ? "/" : pattern);
    }

    /** Whether a request may become a WebSocket: by RFC 6455 §4.1, or by RFC 8441 §4 over HTTP/2. */
    private static boolean isHandshake(HttpServletRequest request) {
        if (request.getMethod().equals("CONNECT")) {
            return true;
        }
        Enumeration<String> protocols = request.getHeaders("Upgrade");
        while (protocols != null && protocols.hasMoreElements()) {
            if (protocols.nextElement().toLowerCase(Locale.ROOT).contains("websocket")) {
                return true;
            }
        }
        return false;
    }
}
