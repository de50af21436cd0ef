package dev.signet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import java.lang.StackWalker.Option;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A call of one of these filters that is under way on this thread. Where two mappings match, most containers call the
 * filter twice in one dispatch, one call inside the other.
 *
 * <p>What looks like another dispatch is taken for one: that asks the rules once more, and lets nobody in.
 */
final class FilterCall {

    private static final ThreadLocal<FilterCall> INNERMOST = new ThreadLocal<>();

    private static final StackWalker STACK =
            StackWalker.getInstance(Set.of(Option.RETAIN_CLASS_REFERENCE, Option.SHOW_HIDDEN_FRAMES));

    private final Filter filter;
    private final ServletRequest request; // the container's own
    private final DispatcherType type;
    private final @Nullable FilterCall around;
    private final boolean sameDispatch; // as the call around this one

    private FilterCall(Filter filter, ServletRequest request, DispatcherType type, @Nullable FilterCall around) {
        this.filter = filter;
        this.request = request;
        this.type = type;
        this.around = around;
        this.sameDispatch = around != null
                && around.isOf(request, type)
                && !(isOfDispatcher(type) && isDispatched(filter.getClass()));
    }

    /**
     * A filter is called, by its own {@code doFilter}.
     *
     * @return what ends with the call; null where a call around this one is of the same filter in the same dispatch
     */
    static @Nullable FilterCall enter(Filter filter, ServletRequest request) {
        FilterCall call = new FilterCall(filter, below(request), request.getDispatcherType(), INNERMOST.get());
        if (call.isSecond()) {
            return null;
        }
        INNERMOST.set(call);
        return call;
    }

    /** The call returns. */
    void leave() {
        if (around == null) {
            INNERMOST.remove(); // the thread outlives the webapp
        } else {
            INNERMOST.set(around);
        }
    }

    private boolean isSecond() {
        for (FilterCall at = this; at.around != null && at.sameDispatch; at = at.around) {
            if (at.around.filter.equals(filter)) {
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings("ReferenceEquality") // that very request, whatever a wrapper calls equal
    private boolean isOf(ServletRequest other, DispatcherType otherType) {
        return request == other && type == otherType;
    }

    /** The container's own request below all wrappers. */
    static ServletRequest below(ServletRequest request) {
        ServletRequest at = request;
        while (at instanceof ServletRequestWrapper wrapper) {
            at = wrapper.getRequest();
        }
        return at;
    }

    /** Whether a dispatch of that type can stand within another one of it; the stack is not walked for every call. */
    private static boolean isOfDispatcher(DispatcherType type) {
        return type != DispatcherType.REQUEST && type != DispatcherType.ASYNC;
    }

    /**
     * Whether a dispatcher stands between this call and the one around it. A forward to the same path, from within a
     * forward, shows in nothing else on a container that keeps one request for all of them (Undertow).
     */
    private static boolean isDispatched(Class<?> filter) {
        return STACK.walk(frames -> frames.map(StackWalker.StackFrame::getDeclaringClass)
                .dropWhile(frame -> frame != filter)
                .skip(1) // the doFilter that asks
                .takeWhile(frame -> frame != filter)
                .anyMatch(RequestDispatcher.class::isAssignableFrom));
    }
}
