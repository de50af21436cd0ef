package dev.signet.envelope;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpUpgradeHandler;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The request as an application behind the envelope may see it: entity tags as the application sent them, and no offer
 * to compress what may still be wrapped.
 *
 * @hidden public for the filter alone
 */
@SuppressWarnings("exports") // of annotations that are read at compile time alone
public class EnvelopeRequest extends HttpServletRequestWrapper {

    private final @Nullable EnvelopeResponse response; // null: the answer is excluded, or a wrapper outside sees to it
    private final boolean neverJson; // by the path at which this wrapper was made
    private boolean starting; // a cycle, and the container asks where it will come back to

    /**
     * Wraps the request that {@code response} answers.
     *
     * @param request the request
     * @param response its answer, or null where that is excluded
     */
    public EnvelopeRequest(HttpServletRequest request, @Nullable EnvelopeResponse response) {
        super(request);
        this.response = isEnveloped(request) ? null : response;
        this.neverJson = this.response != null && FileNames.isNeverJson(request);
    }

    /**
     * Whether a request has, or wraps one that has, an answer that is not excluded.
     *
     * @param request any request
     * @return true where its asynchronous cycles are watched already
     */
    public static boolean isEnveloped(ServletRequest request) {
        for (ServletRequest at = request; at instanceof ServletRequestWrapper wrapper; at = wrapper.getRequest()) {
            if (at instanceof EnvelopeRequest enveloped && enveloped.response != null) {
                return true;
            }
        }
        return false;
    }

    @Override
    public AsyncContext startAsync() {
        // the container's own would hand out its raw response, past the envelope
        return response == null ? super.startAsync() : startAsync(response, this, response, false);
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse answer) {
        return response == null ? super.startAsync(request, answer) : startAsync(response, request, answer, true);
    }

    private AsyncContext startAsync(
            EnvelopeResponse own, ServletRequest request, ServletResponse answer, boolean pair) {
        boolean original = isSame(request, this) && isSame(answer, own);
        AsyncCycle cycle = new AsyncCycle(own, request, answer, original, home(own, request, pair));
        Runnable takeBack = own.answer.owners().begin(cycle);
        starting = original && own.answer.wire().ways().addsQueryOfWrapped();
        try {
            cycle.attach(super.startAsync(request, answer));
        } catch (RuntimeException e) {
            takeBack.run();
            throw e;
        } finally {
            starting = false;
        }
        cycle.watch();
        return cycle;
    }

    @SuppressWarnings("ReferenceEquality") // that very object, as the specification says
    private static boolean isSame(Object one, Object other) {
        return one == other;
    }

    /**
     * Where {@code dispatch()} goes (Servlet 6.1, {@code AsyncContext}): without a pair of the application's own to the
     * path of the caller, even from within a forward, with one to the path of its request. Null where the container
     * knows by itself; some keep one request for both and would go by the path that it has later.
     */
    private @Nullable String home(EnvelopeResponse own, ServletRequest request, boolean pair) {
        Object uri = getAttribute(RequestDispatcher.FORWARD_REQUEST_URI);
        Object query = getAttribute(RequestDispatcher.FORWARD_QUERY_STRING);
        ContainerWays ways = own.answer.wire().ways();
        if (uri != null && pair && request instanceof HttpServletRequest given) {
            uri = given.getRequestURI();
            query = given.getQueryString();
        }
        if (!(uri instanceof String path) || !path.startsWith(getContextPath())) {
            return null;
        }
        String home = path.substring(getContextPath().length());
        boolean kept = query == null || !pair && ways.addsQueryOfPath(); // the request has it
        return kept ? home : home + "?" + query;
    }

    /** The query, which Jetty would add to that of a wrapped request when a cycle comes back. */
    @Override
    public @Nullable String getQueryString() {
        return starting ? null : super.getQueryString();
    }

    @Override
    public AsyncContext getAsyncContext() {
        AsyncContext known = super.getAsyncContext(); // or its exception, where nothing was started
        Cycle cycle = response == null ? null : response.answer.owners().cycle();
        return cycle != null ? cycle : known;
    }

    @Override
    public @Nullable HttpSession getSession() {
        return getSession(true);
    }

    /** None is made where the application may believe that its cookie would come too late (Servlet 6.1 §7.1.1). */
    @Override
    public @Nullable HttpSession getSession(boolean create) {
        if (create
                && response != null
                && response.isCommitted()
                && !response.answer.wire().ways().makesSessionsBehindCommit()
                && super.getSession(false) == null) {
            throw new IllegalStateException("the response is committed, and there is no session");
        }
        return super.getSession(create);
    }

    @Override
    public String changeSessionId() {
        if (response != null
                && response.isCommitted()
                && response.answer.wire().ways().keepsSessionIdBehindCommit()) {
            throw new IllegalStateException("the response is committed");
        }
        return super.changeSessionId();
    }

    /** Whoever must first say who he is has his answer with that, where the container ends one that is not wrapped. */
    @Override
    public boolean authenticate(HttpServletResponse asking) throws IOException, ServletException {
        boolean known = super.authenticate(asking);
        if (!known && response != null && isSame(asking, response)) {
            response.endByChallenge();
        }
        return known;
    }

    @Override
    public <T extends HttpUpgradeHandler> T upgrade(Class<T> handler) throws IOException, ServletException {
        if (response != null && response.isCommitted()) { // which the container need not know
            response.answer.wire().ways().refuseLateUpgrade();
            response.passHeld();
            return super.upgrade(handler); // what follows is sent as well
        }
        T made = super.upgrade(handler);
        if (response != null) {
            response.leave(); // what follows is not an answer any more
        }
        return made;
    }

    /**
     * What a servlet asks first. A dispatch that was only made to wait for the end of the answer, and that a mapping
     * without ASYNC leads past the filter, waits here and goes no further: it is no call of the application.
     */
    @Override
    public String getMethod() {
        if (response != null && response.answer.owners().isParked()) {
            response.answer.owners().awaitSettled();
            throw new IllegalStateException("the response has ended, and Signet's filter has no <dispatcher>ASYNC");
        }
        return super.getMethod();
    }

    @Override
    public @Nullable String getHeader(@Nullable String name) {
        if (isHidden(name)) {
            return null;
        }
        String value = super.getHeader(name);
        return value != null && isMarked(name) ? EntityTag.unmarked(value) : value;
    }

    @Override
    public Enumeration<String> getHeaders(@Nullable String name) {
        if (isHidden(name)) {
            return Collections.emptyEnumeration();
        }
        Enumeration<String> values = super.getHeaders(name);
        return isMarked(name)
                ? Collections.enumeration(Collections.list(values).stream()
                        .map(EntityTag::unmarked)
                        .toList())
                : values;
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        List<String> names = Collections.list(super.getHeaderNames());
        names.removeIf(this::isHidden);
        return Collections.enumeration(names);
    }

    /**
     * An inner compressor would turn JSON into bytes that cannot be wrapped; the container may still compress. What is
     * known to pass, by its path or by what its head says already, may be compressed by anyone.
     */
    private boolean isHidden(@Nullable String name) {
        return response != null && "Accept-Encoding".equalsIgnoreCase(name) && !neverJson && !response.answer.passes();
    }

    /** Whether a header holds tags of answers that are wrapped; the application may have said that this one is raw. */
    private boolean isMarked(@Nullable String name) {
        boolean tags = "If-None-Match".equalsIgnoreCase(name)
                || "If-Match".equalsIgnoreCase(name)
                || "If-Range".equalsIgnoreCase(name);
        return tags && response != null && !response.isRaw();
    }

    @Override
    public @Nullable RequestDispatcher getRequestDispatcher(String path) {
        RequestDispatcher target = super.getRequestDispatcher(path);
        if (target == null || response == null) {
            return target;
        }
        Cycle cycle = response.answer.owners().cycle();
        boolean own = cycle != null && cycle.isDispatching(); // GlassFish wants the one that it made
        return own ? target : new EnvelopeDispatcher(target, response);
    }

    /**
     * The id of the call is made when somebody asks for it. A file that the container would send past every wrapper, with a
     * length of its own, is offered only where it would pass (Tomcat).
     */
    @Override
    public @Nullable Object getAttribute(@Nullable String name) {
        if (response != null && RequestIds.ATTRIBUTE.equals(name)) {
            return response.answer.notes().requestId();
        }
        boolean hidden = response != null && SentFile.SUPPORT.equals(name) && !response.answer.passes();
        return hidden ? null : super.getAttribute(name);
    }

    /** Without ours: who copies all of them, or takes all away, means the application's. */
    @Override
    public Enumeration<String> getAttributeNames() {
        List<String> names = Collections.list(super.getAttributeNames());
        names.removeIf(EnvelopeAttributes::isOurs);
        return Collections.enumeration(names);
    }
}
