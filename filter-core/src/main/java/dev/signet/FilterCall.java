package dev.signet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import java.lang.StackWalker.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The calls of these filters that are under way on one thread. Where two mappings match, most containers call the filter
 * twice in one dispatch, one call inside the other.
 *
 * <p>What looks like another dispatch is taken for one: that asks the rules once more, and lets nobody in.
 */
final class FilterCall {

    /**
     * Of each thread the calls from the outermost to the innermost, {@value #PARTS} elements each, so that nothing is made
     * for a call. A thread outlives the webapp: it keeps an empty list of the platform's, and nothing of ours.
     */
    private static final ThreadLocal<ArrayList<Object>> UNDER_WAY = ThreadLocal.withInitial(ArrayList::new);

    private static final int FILTER = 0;
    private static final int REQUEST = 1; // the container's own
    private static final int TYPE = 2;
    private static final int SAME_DISPATCH = 3; // as the call around this one
    private static final int PARTS = 4;

    private static final StackWalker STACK =
            StackWalker.getInstance(Set.of(Option.RETAIN_CLASS_REFERENCE, Option.SHOW_HIDDEN_FRAMES));

    private FilterCall() {}

    /**
     * A filter is called, by its own {@code doFilter}.
     *
     * @return what {@link #leave} is told when the call returns; negative where a call around this one is of the same filter
     *     in the same dispatch, and there is nothing to be told
     */
    static int enter(Filter filter, ServletRequest request) {
        ArrayList<Object> calls = UNDER_WAY.get();
        ServletRequest own = below(request);
        DispatcherType type = request.getDispatcherType();
        boolean same = isInnermost(calls, own, type) && !(isOfDispatcher(type) && isDispatched(filter.getClass()));
        if (same && isOfInnermostDispatch(calls, filter)) {
            return -1;
        }
        int around = calls.size();
        calls.ensureCapacity(around + PARTS); // first, so that all of it is there or nothing
        calls.add(filter);
        calls.add(own);
        calls.add(type);
        calls.add(same);
        return around;
    }

    /** The call returns; also what calls within it have left there, because the stack had no room for more. */
    static void leave(int around) {
        List<Object> calls = UNDER_WAY.get();
        for (int last = calls.size() - 1; last >= around; last--) {
            calls.remove(last);
        }
    }

    @SuppressWarnings("ReferenceEquality") // that very request, whatever a wrapper calls equal
    private static boolean isInnermost(List<Object> calls, ServletRequest request, DispatcherType type) {
        int last = calls.size() - PARTS;
        return last >= 0 && calls.get(last + REQUEST) == request && calls.get(last + TYPE) == type;
    }

    /** Whether a filter is called in the dispatch of the innermost call. */
    private static boolean isOfInnermostDispatch(List<Object> calls, Filter filter) {
        for (int at = calls.size() - PARTS; at >= 0; at -= PARTS) {
            if (calls.get(at + FILTER).equals(filter)) {
                return true;
            }
            if (calls.get(at + SAME_DISPATCH).equals(false)) {
                return false;
            }
        }
        return false;
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
