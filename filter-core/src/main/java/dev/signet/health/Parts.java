package dev.signet.health;

import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The filters and endpoints that are at work in a webapp. They are in one attribute of its context, which ends with it, so
 * that no webapp sees another's and nothing stays when it is deployed anew; and only in classes of the platform, since a
 * filter of the server's library and a servlet of {@code WEB-INF/lib} have different classes of ours. Thread-safe.
 */
public final class Parts {

    /** Of the webapp: from whoever is a part to a supplier of its facts. */
    static final String ATTRIBUTE = "dev.signet.parts";

    private Parts() {}

    /**
     * A part starts.
     *
     * @param webapp whose part it is
     * @param part the filter or servlet itself; one that starts again takes its own place
     * @param condition asked at every probe
     */
    public static void enter(ServletContext webapp, Object part, Supplier<Condition> condition) {
        Supplier<Map<String, Object>> facts = () -> condition.get().facts();
        parts(webapp).put(part, facts);
    }

    /**
     * A part stops.
     *
     * @param webapp whose part it was
     * @param part the filter or servlet itself
     */
    public static void leave(ServletContext webapp, Object part) {
        Map<Object, Object> parts = parts(webapp);
        parts.remove(part);
        if (parts.isEmpty()) {
            webapp.removeAttribute(ATTRIBUTE);
        }
    }

    /**
     * How they all are.
     *
     * @param webapp whose parts are asked
     * @return in no order
     */
    public static List<Condition> of(ServletContext webapp) {
        List<Condition> conditions = new ArrayList<>();
        for (Object facts : parts(webapp).values()) {
            if (facts instanceof Supplier<?> supplier && supplier.get() instanceof Map<?, ?> told) {
                conditions.add(Condition.of(told));
            }
        }
        return conditions;
    }

    /** Containers start parts one after the other, but some load a servlet with its first call. */
    @SuppressWarnings("unchecked") // nobody else writes there
    private static synchronized Map<Object, Object> parts(ServletContext webapp) {
        if (webapp.getAttribute(ATTRIBUTE) instanceof ConcurrentHashMap<?, ?> parts) {
            return (Map<Object, Object>) parts;
        }
        Map<Object, Object> parts = new ConcurrentHashMap<>();
        webapp.setAttribute(ATTRIBUTE, parts);
        return parts;
    }
}
