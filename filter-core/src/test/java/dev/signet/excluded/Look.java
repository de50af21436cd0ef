package dev.signet.excluded;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/** Notes and answers what it is given. */
public final class Look extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    public void service(ServletRequest request, ServletResponse response) throws IOException {
        Chronicle.note(of(request, response));
        response.getWriter().print("looked at " + request.getParameter("x") + "\n");
    }

    /** The class of an object and, of a wrapper, of all that is in it. */
    static String kind(Object object) {
        if (object == null) {
            return "null";
        }
        String name = object.getClass().getName();
        if (object instanceof ServletRequestWrapper wrapper) {
            return name + "(" + kind(wrapper.getRequest()) + ")";
        }
        return object instanceof ServletResponseWrapper wrapper ? name + "(" + kind(wrapper.getResponse()) + ")" : name;
    }

    /** Everything that a request tells. */
    static String of(ServletRequest request, ServletResponse response) {
        StringBuilder all = new StringBuilder("look " + kind(request) + " " + kind(response) + " same "
                + Noting.knows(request, response) + " async " + request.isAsyncSupported() + " "
                + request.isAsyncStarted() + " " + request.getDispatcherType());
        if (request instanceof HttpServletRequest http) {
            Principal principal = http.getUserPrincipal();
            all.append("\n  ").append(http.getMethod()).append(' ').append(http.getRequestURI());
            for (Object part : new Object[] {
                http.getServletPath(),
                http.getPathInfo(),
                http.getQueryString(),
                http.getHttpServletMapping() == null
                        ? null
                        : http.getHttpServletMapping().getPattern(),
                http.getRemoteUser(),
                principal == null ? null : principal.getName(),
                http.getAuthType()
            }) {
                all.append(' ').append(part);
            }
            all.append("\n  ").append(request.getParameterMap().keySet());
            if (http.getHeaderNames() != null) {
                for (String name : new TreeSet<>(Collections.list(http.getHeaderNames()))) {
                    List<String> values = Collections.list(http.getHeaders(name));
                    all.append("\n  ").append(name).append(": ").append(values).append(http.getHeader(name));
                }
            }
        }
        for (String name : new TreeSet<>(Collections.list(request.getAttributeNames()))) {
            Object value = request.getAttribute(name);
            all.append("\n  ").append(name).append('=').append(value instanceof String ? value : kind(value));
        }
        if (response instanceof HttpServletResponse http) {
            all.append("\n  ").append(http.getStatus()).append(' ').append(new TreeSet<>(http.getHeaderNames()));
        }
        return all.append("\n  ")
                .append(response.getContentType())
                .append(' ')
                .append(response.getCharacterEncoding())
                .append(' ')
                .append(response.getLocale())
                .append(' ')
                .append(response.getBufferSize())
                .append(' ')
                .append(response.isCommitted())
                .toString();
    }
}
