package dev.signet.start;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Jetty answers WebSocket handshakes in a filter of its own, which stands in front of all that {@code web.xml} declares.
 * There, a door for handshakes alone is put in front of it, for every filter of Signet's that {@code web.xml} has. Other
 * containers have theirs behind.
 */
public final class EarlyDoor implements ServletContainerInitializer {

    /** What stands behind the name of a filter in the name of its door. */
    public static final String SUFFIX = ".handshakes";

    private static final String FILTER = "dev.signet.SignetFilter";

    /** Called by the container. */
    public EarlyDoor() {}

    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
        if (!context.getClass().getName().startsWith("org.eclipse.jetty.")) {
            return;
        }
        for (FilterRegistration filter :
                List.copyOf(context.getFilterRegistrations().values())) {
            if (FILTER.equals(filter.getClassName())) {
                String name = filter.getName() + SUFFIX;
                // to every path: Jetty does not tell yet to which ones the filter is mapped
                FilterRegistration.Dynamic door = context.addFilter(name, new HandshakeDoor(context, filter, name));
                if (door != null) { // else there is one already
                    door.setAsyncSupported(true);
                    door.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
                }
            }
        }
    }
}
