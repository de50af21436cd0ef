package dev.signet.envelope;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpUpgradeHandler;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The request as an application behind the envelope may see it: entity tags as the application sent them, and no offer
 * to compress what is still to be wrapped.
 */
public class EnvelopeRequest extends HttpServletRequestWrapper {

    private final EnvelopeResponse response;
    private final boolean nested; // inside another one, which sees to everything asynchronous

    /**
     * Wraps the request that {@code response} answers.
     *
     * @param request the request
     * @param response its answer
     */
    public EnvelopeRequest(HttpServletRequest request, EnvelopeResponse response) {
        super(request);
        this.response = response;
        this.nested = isEnveloped(request);
    }

    /**
     * Whether a request is one of these, or wraps one.
     *
     * @param request any request
     * @return true where its asynchronous cycles are watched already
     */
    public static boolean isEnveloped(ServletRequest request) {
        return request instanceof EnvelopeRequest
                || request instanceof ServletRequestWrapper wrapper && wrapper.isWrapperFor(EnvelopeRequest.class);
    }

    @Override
    public AsyncContext startAsync() {
        // the container's own would hand out its raw response, past the envelope
        return startAsync(this, response, true);
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse answer) {
        return startAsync(request, answer, false);
    }

    private AsyncContext startAsync(ServletRequest request, ServletResponse answer, boolean original) {
        if (nested || response.isUntouched()) {
            return original ? super.startAsync() : super.startAsync(request, answer);
        }
        AsyncCycle before = response.cycle();
        AsyncCycle cycle = response.beginCycle(original, home(request, original));
        try {
            cycle.attach(super.startAsync(request, answer));
        } catch (RuntimeException e) {
            response.cycle(before);
            throw e;
        }
        cycle.watch();
        return cycle;
    }

    /**
     * Where {@code dispatch()} goes (Servlet 6.1, {@code AsyncContext}): without a pair of the application's own to the
     * path of the caller, even from within a forward, with one to the path of its request. Null where the container
     * knows by itself; some keep one request for both and would go by the path that it has later.
     */
    private @Nullable String home(ServletRequest request, boolean original) {
        Object uri = getAttribute(RequestDispatcher.FORWARD_REQUEST_URI);
        Object query = getAttribute(RequestDispatcher.FORWARD_QUERY_STRING);
        if (uri != null && !original && request instanceof HttpServletRequest own) {
            uri = own.getRequestURI();
            query = own.getQueryString();
        }
        if (!(uri instanceof String path) || !path.startsWith(getContextPath())) {
            return null;
        }
        return path.substring(getContextPath().length()) + (query == null ? "" : "?" + query);
    }

    @Override
    public AsyncContext getAsyncContext() {
        AsyncContext known = super.getAsyncContext(); // or its exception, where nothing was started
        AsyncCycle cycle = response.cycle();
        return cycle != null && !nested ? cycle : known;
    }

    @Override
    public <T extends HttpUpgradeHandler> T upgrade(Class<T> handler) throws IOException, ServletException {
        response.passHead(); // what follows is not an answer any more
        return super.upgrade(handler);
    }

    @Override
    public @Nullable String getHeader(String name) {
        if (isHidden(name)) {
            return null;
        }
        String value = super.getHeader(name);
        return value != null && isTagList(name) ? bothForms(value) : value;
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        if (isHidden(name)) {
            return Collections.emptyEnumeration();
        }
        Enumeration<String> values = super.getHeaders(name);
        return isTagList(name)
                ? Collections.enumeration(Collections.list(values).stream()
                        .map(EnvelopeRequest::bothForms)
                        .toList())
                : values;
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        List<String> names = Collections.list(super.getHeaderNames());
        names.removeIf(this::isHidden);
        return Collections.enumeration(names);
    }

    /** An inner compressor would turn JSON into bytes that cannot be wrapped; the container may still compress. */
    private boolean isHidden(String name) {
        return !response.isUntouched() && name.equalsIgnoreCase("Accept-Encoding");
    }

    private static boolean isTagList(String name) {
        return name.equalsIgnoreCase("If-None-Match") || name.equalsIgnoreCase("If-Match");
    }

    /** Shows every weak tag in both forms: the application may have sent it strong, and the envelope made it weak. */
    static String bothForms(String tags) {
        if (!tags.contains("W/\"")) {
            return tags;
        }
        Set<String> shown = new LinkedHashSet<>();
        int at = 0;
        while (at < tags.length()) {
            int open = tags.indexOf('"', at);
            int close = open < 0 ? -1 : tags.indexOf('"', open + 1);
            if (close < 0) {
                return tags; // not a list of tags
            }
            String opaque = tags.substring(open, close + 1);
            if (tags.startsWith("W/", open - 2)) {
                shown.add("W/" + opaque);
            }
            shown.add(opaque);
            at = close + 1;
        }
        return String.join(", ", shown);
    }

    @Override
    public @Nullable RequestDispatcher getRequestDispatcher(String path) {
        RequestDispatcher target = super.getRequestDispatcher(path);
        AsyncCycle cycle = response.cycle();
        boolean own = cycle != null && cycle.isDispatching(); // GlassFish wants the one that it made
        return target == null || own ? target : new EnvelopeDispatcher(target);
    }

    /**
     * Tells the answer of forwards and includes, so that it need not rely on how the container or web.xml dispatches.
     */
    private final class EnvelopeDispatcher implements RequestDispatcher {

        private final RequestDispatcher target;

        EnvelopeDispatcher(RequestDispatcher target) {
            this.target = target;
        }

        @Override
        public void forward(ServletRequest request, ServletResponse answer) throws ServletException, IOException {
            response.enterForward();
            target.forward(request, answer);
            response.afterForward();
        }

        @Override
        public void include(ServletRequest request, ServletResponse answer) throws ServletException, IOException {
            response.enterInclude();
            try {
                target.include(request, answer);
            } finally {
                response.exitInclude();
            }
        }
    }
}
