package dev.signet.envelope;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What {@code HttpServlet} says is allowed where a servlet answers OPTIONS by it: that of Tomcat asks Tomcat's own request
 * whether TRACE is, and finds that it is where the request is wrapped.
 */
final class AllowedMethods {

    private static final String TRACE = "TRACE";

    private AllowedMethods() {}

    /** The value of a header as it would be set if the request were not wrapped by us. */
    static @Nullable String unwrapped(HttpServletRequest arrived, @Nullable String name, @Nullable String value) {
        if (value == null || !value.endsWith(TRACE) || !"Allow".equalsIgnoreCase(name)) {
            return value;
        }
        if (allowsTrace(arrived) || !Callers.areOptions()) {
            return value;
        }
        String others = value.substring(0, value.length() - TRACE.length());
        return others.endsWith(", ") ? others.substring(0, others.length() - 2) : others;
    }

    private static boolean allowsTrace(HttpServletRequest arrived) {
        if (!arrived.getClass().getName().equals("org.apache.catalina.connector.RequestFacade")) {
            return true; // another container, or wrapped by somebody in front as well
        }
        try {
            return !Boolean.FALSE.equals(
                    arrived.getClass().getMethod("getAllowTrace").invoke(arrived));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return true; // another release of it
        }
    }
}
