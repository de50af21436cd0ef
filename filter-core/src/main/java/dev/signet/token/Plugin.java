package dev.signet.token;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Makes what an installer plugs in: the class a parameter names, or the one service that {@link ServiceLoader} offers. A
 * mistake is noted as a problem of the parameter. Used while one filter or servlet is set up.
 */
public final class Plugin {

    private Plugin() {}

    /**
     * An instance of the class that a parameter names.
     *
     * @param parameters where the name is and where problems are noted
     * @param name the parameter
     * @param type what the class has to be
     * @param <T> the same
     * @return the instance, or null where the parameter was not given, or after a problem was noted
     */
    public static <T> @Nullable T named(Parameters parameters, String name, Class<T> type) {
        String className = parameters.text(name);
        if (className == null) {
            return null;
        }
        String allowed =
                "a public class that implements " + type.getName() + " with a public constructor without parameters";
        try {
            Class<?> found = Class.forName(className, true, loader());
            if (type.isAssignableFrom(found)) {
                return type.cast(found.getConstructor().newInstance());
            }
            parameters.problem(name, allowed);
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause() == null ? e : e.getCause();
            parameters.problem(
                    name + ": the constructor of " + className + " threw "
                            + thrown.getClass().getName(),
                    thrown);
        } catch (LinkageError e) {
            Throwable thrown = e.getCause() == null ? e : e.getCause();
            parameters.problem(
                    name + ": " + className + " could not be loaded: "
                            + thrown.getClass().getName(),
                    thrown);
        } catch (ReflectiveOperationException e) {
            parameters.problem(name, allowed + " (" + e.getClass().getSimpleName() + ")");
        }
        return null;
    }

    /**
     * An instance of the only service of a type.
     *
     * @param parameters where problems are noted
     * @param name the parameter that could name one instead
     * @param type the service
     * @param <T> the same
     * @return the instance, or null where none is offered, or after a problem was noted
     */
    public static <T> @Nullable T offered(Parameters parameters, String name, Class<T> type) {
        try {
            List<ServiceLoader.Provider<T>> offered =
                    ServiceLoader.load(type, loader()).stream().toList();
            if (offered.size() > 1) {
                parameters.problem(name + ": several services of " + type.getName() + " were found, but only one can be"
                        + " used: "
                        + String.join(
                                ", ",
                                offered.stream()
                                        .map(provider -> provider.type().getName())
                                        .toList()));
                return null;
            }
            return offered.isEmpty() ? null : offered.get(0).get();
        } catch (ServiceConfigurationError | LinkageError e) {
            Throwable thrown = e.getCause() == null ? e : e.getCause();
            parameters.problem(
                    name + ": a service of " + type.getName() + " was found but cannot be created: " + e.getMessage(),
                    thrown);
            return null;
        }
    }

    /** The webapp's own; a container that sets none has at least ours. */
    private static ClassLoader loader() {
        ClassLoader webapp = Thread.currentThread().getContextClassLoader();
        return webapp == null ? Plugin.class.getClassLoader() : webapp;
    }
}
