package dev.signet;

import dev.signet.event.Event;
import dev.signet.event.Events;
import dev.signet.start.EarlyDoor;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.io.StringWriter;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks at start whether a container answers WebSocket handshakes in front of the filter. That is Jetty, where
 * {@link EarlyDoor} was not called, or called before Jetty's own filter was there.
 */
final class WebSocketDoor {

    /** As Jetty tells of what it has mapped, like {@code UriTemplatePathSpec@1b2c{MIDDLE_GLOB,/ws/{id}}=}. */
    private static final Pattern PATH = Pattern.compile("PathSpec@[0-9a-f]+\\{[A-Z_]+,(/\\S*?)\\}=");

    private WebSocketDoor() {}

    /** Tells of endpoints that this filter does not protect. */
    static void look(FilterConfig filter, Events events) {
        ServletContext context = filter.getServletContext();
        if (!context.getClass().getName().startsWith("org.eclipse.jetty.")) {
            return;
        }
        for (FilterRegistration registration : context.getFilterRegistrations().values()) {
            String className = String.valueOf(registration.getClassName());
            if (className.endsWith(".websocket.servlet.WebSocketUpgradeFilter")
                    && !isBehind(context, registration.getName(), filter.getFilterName(), events)) {
                events.tell(unprotected(className, filter.getFilterName(), paths(context, events)));
            }
        }
    }

    private static Event unprotected(String className, String filterName, Set<String> paths) {
        String text = "Jetty handles WebSocket handshakes in front of filter \"" + filterName
                + "\", so no rule applies to "
                + (paths.isEmpty() ? "endpoints" : "the endpoints " + String.join(", ", paths))
                + ". Put these lines into web.xml, behind the mappings of \"" + filterName + "\":\n"
                + "<filter><filter-name>" + className + "</filter-name>\n"
                + "  <filter-class>" + className + "</filter-class>"
                + "<async-supported>true</async-supported></filter>\n"
                + "<filter-mapping><filter-name>" + className + "</filter-name>"
                + "<url-pattern>/*</url-pattern></filter-mapping>\n"
                + "or, where filters are registered in code, register both in this order with isMatchAfter=false";
        return paths.isEmpty() ? new Event.Warned(text, null) : new Event.NotProtecting(text, null);
    }

    /** Whether Jetty's filter is asked behind ours, or behind the door of ours. */
    private static boolean isBehind(ServletContext context, String upgrade, String filterName, Events events) {
        try {
            for (Object mapping : (Object[]) call(handler(context), "getServletHandler", "getFilterMappings")) {
                Object name = call(mapping, "getFilterName");
                if (name.equals(filterName) || name.equals(filterName + EarlyDoor.SUFFIX)) {
                    return true;
                }
                if (name.equals(upgrade)) {
                    return false;
                }
            }
            return true;
        } catch (ReflectiveOperationException | RuntimeException e) {
            events.tell(new Event.Noted(Level.DEBUG, "Jetty does not reveal the order of filters", e));
            return context.getFilterRegistration(filterName + EarlyDoor.SUFFIX) != null;
        }
    }

    private static Set<String> paths(ServletContext context, Events events) {
        Set<String> paths = new TreeSet<>();
        try {
            Object mappings = handler(context)
                    .getClass()
                    .getMethod("getAttribute", String.class)
                    .invoke(handler(context), "org.eclipse.jetty.websocket.core.server.WebSocketMappings");
            if (mappings != null) {
                StringWriter dump = new StringWriter();
                mappings.getClass()
                        .getMethod("dump", Appendable.class, String.class)
                        .invoke(mappings, dump, "");
                Matcher matcher = PATH.matcher(dump.toString());
                while (matcher.find()) {
                    paths.add(matcher.group(1));
                }
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            events.tell(new Event.Noted(Level.DEBUG, "Jetty does not reveal its endpoints", e));
        }
        return paths;
    }

    private static Object handler(ServletContext context) throws ReflectiveOperationException {
        return call(context, "getContext", "getServletContextHandler");
    }

    /** Asks one after the other; the classes of the server cannot be named from within a webapp. */
    private static Object call(Object first, String... methods) throws ReflectiveOperationException {
        Object at = first;
        for (String method : methods) {
            at = at.getClass().getMethod(method).invoke(at);
            if (at == null) {
                throw new NoSuchMethodException(method);
            }
        }
        return at;
    }
}
