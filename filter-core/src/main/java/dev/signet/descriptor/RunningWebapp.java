package dev.signet.descriptor;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** A webapp as its container tells of it. */
public final class RunningWebapp {

    private RunningWebapp() {}

    /**
     * Asks the container.
     *
     * @param context the webapp
     * @param descriptor what its file declares, or null
     * @return its filters and servlets
     */
    public static Webapp of(ServletContext context, @Nullable Descriptor descriptor) {
        return new Webapp(
                context.getContextPath(),
                context.getFilterRegistrations().values().stream()
                        .map(each -> new Webapp.MappedFilter(
                                each.getName(),
                                String.valueOf(each.getClassName()),
                                names(each.getUrlPatternMappings()),
                                names(each.getServletNameMappings())))
                        .toList(),
                context.getServletRegistrations().values().stream()
                        .map(each -> new Webapp.MappedServlet(
                                each.getName(), String.valueOf(each.getClassName()), names(each.getMappings())))
                        .toList(),
                descriptor);
    }

    /** Some containers have none where there is nothing. */
    private static Set<String> names(@Nullable Collection<String> told) {
        return told == null ? Set.of() : Set.copyOf(told);
    }

    /**
     * Reads the file itself.
     *
     * @param context the webapp
     * @param unreadable hears why it cannot be read
     * @return what its web.xml declares, or null where there is none or it cannot be read
     */
    public static @Nullable Descriptor descriptor(ServletContext context, Consumer<Exception> unreadable) {
        try (InputStream in = context.getResourceAsStream("/WEB-INF/web.xml")) {
            return in == null ? null : Descriptor.read(in);
        } catch (IOException | XMLStreamException | RuntimeException e) {
            unreadable.accept(e);
            return null;
        }
    }

    /**
     * Tomcat 11 and later: no url-pattern matches a dispatch by name, and behind its end the response is shut. Told by
     * classes, because what a server calls itself can be set; GlassFish has some of the same name, and no Coyote.
     *
     * @param context the webapp
     * @return whether it is one of these
     */
    public static boolean losesNamedForwards(ServletContext context) {
        Class<?> facade = context.getClass();
        if (!facade.getName().startsWith("org.apache.catalina.")) {
            return false;
        }
        try {
            Class.forName("org.apache.coyote.Request", false, facade.getClassLoader());
        } catch (ClassNotFoundException e) {
            return false;
        }
        int major = context.getMajorVersion();
        return major > 6 || major == 6 && context.getMinorVersion() >= 1;
    }
}
