package dev.signet.config;

import dev.signet.text.Shown;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * What an installer plugs in: an object that is handed over, the class that a parameter names, or, where there is neither,
 * the one service that {@link ServiceLoader} offers. Used while one filter or servlet is set up.
 *
 * @param plugin the choice; null where nothing was plugged in, or what was is wrong
 * @param isWrong whether it is, which has been noted as a problem; also where nobody can tell before the webapp starts
 * @param <T> what it has to be
 */
public record Plugin<T>(@Nullable T plugin, boolean isWrong) {

    private static final String RECOMPILE =
            "; it was compiled against another version of Signet, or of a library that it uses: recompile it";

    /**
     * Chooses.
     *
     * @param parameters where the name of a class and what is handed over are, and where problems are noted
     * @param type what the plugin has to be
     * @param parameter names a class; null where none can
     * @param <T> the type
     * @return what was chosen
     */
    public static <T> Plugin<T> choose(Parameters parameters, Class<T> type, @Nullable Parameter parameter) {
        String name = parameter == null || !parameters.has(parameter) ? null : parameters.text(parameter);
        boolean named = parameter != null && parameters.has(parameter);
        Beans beans = parameters.beans();
        if (beans.has(type) && named) {
            return wrong(
                    parameters,
                    parameter + ": a " + type.getSimpleName() + " is also set " + beans.way(type)
                            + "; set only one of the two",
                    null);
        }
        OnPaper paper = beans.paper();
        if (paper != null) {
            return onPaper(paper, parameters, type, parameter, name);
        }
        try {
            T bean = beans.get(type);
            if (bean != null) {
                return new Plugin<>(bean, false);
            }
        } catch (IllegalArgumentException e) {
            return wrong(parameters, String.valueOf(e.getMessage()), null);
        }
        if (parameter == null || !named) {
            return offered(parameters, type, parameter == null ? type.getSimpleName() : parameter.text());
        }
        return name == null ? new Plugin<>(null, true) : made(parameters, type, parameter, name);
    }

    /** What only a start can judge counts as wrong, so that nobody goes on with it, and is noted as not judged. */
    private static <T> Plugin<T> onPaper(
            OnPaper paper,
            Parameters parameters,
            Class<T> type,
            @Nullable Parameter parameter,
            @Nullable String className) {
        boolean named = parameter != null && parameters.has(parameter);
        if (parameters.beans().has(type)) {
            parameters.unjudged("the " + type.getSimpleName() + " that the application hands over");
        } else if (!named && paper.offered().contains(type.getName())) {
            parameters.unjudged("the service of " + type.getName());
        } else if (!named) {
            return new Plugin<>(null, false);
        } else if (className != null) {
            parameters.unjudged(parameter + ": the class " + Shown.of(className));
        }
        return new Plugin<>(null, true);
    }

    private static <T> Plugin<T> made(Parameters parameters, Class<T> type, Parameter parameter, String className) {
        String allowed =
                "a public class that implements " + type.getName() + " with a public constructor without parameters";
        try {
            Class<?> found = Class.forName(className, true, loader());
            if (type.isAssignableFrom(found)) {
                return new Plugin<>(type.cast(found.getConstructor().newInstance()), false);
            }
            parameters.problem(parameter, allowed);
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause() == null ? e : e.getCause();
            return wrong(
                    parameters,
                    parameter + ": the constructor of " + className + " threw " + name(thrown) + advice(thrown),
                    thrown);
        } catch (LinkageError e) {
            Throwable thrown = e.getCause() == null ? e : e.getCause();
            return wrong(
                    parameters,
                    parameter + ": " + className + " could not be loaded: " + name(thrown) + advice(thrown),
                    thrown);
        } catch (ReflectiveOperationException e) {
            parameters.problem(parameter, allowed + " (" + e.getClass().getSimpleName() + ")");
        }
        return new Plugin<>(null, true);
    }

    private static <T> Plugin<T> offered(Parameters parameters, Class<T> type, String subject) {
        try {
            List<ServiceLoader.Provider<T>> offered =
                    ServiceLoader.load(type, loader()).stream().toList();
            if (offered.size() <= 1) {
                return new Plugin<>(offered.isEmpty() ? null : offered.get(0).get(), false);
            }
            List<String> names =
                    offered.stream().map(provider -> provider.type().getName()).toList();
            return wrong(
                    parameters,
                    subject + ": several services of " + type.getName() + " were found, but only one can be used: "
                            + String.join(", ", names),
                    null);
        } catch (ServiceConfigurationError | LinkageError e) {
            return wrong(
                    parameters,
                    subject + ": a service of " + type.getName() + " was found but cannot be created: "
                            + e.getMessage(),
                    e.getCause() == null ? e : e.getCause());
        }
    }

    private static <T> Plugin<T> wrong(Parameters parameters, String sentence, @Nullable Throwable thrown) {
        if (thrown == null) {
            parameters.problem(sentence);
        } else {
            parameters.problem(sentence, thrown);
        }
        return new Plugin<>(null, true);
    }

    /**
     * What helps against what a plugin threw.
     *
     * @param thrown by it, or while it was loaded
     * @return words that go behind those of what happened; none where nobody can tell
     */
    public static String advice(Throwable thrown) {
        return thrown instanceof IncompatibleClassChangeError ? RECOMPILE : "";
    }

    private static String name(Throwable thrown) {
        return thrown.getClass().getName();
    }

    /** The webapp's own; a container that sets none has at least ours. */
    private static ClassLoader loader() {
        ClassLoader webapp = Thread.currentThread().getContextClassLoader();
        return webapp == null ? Plugin.class.getClassLoader() : webapp;
    }
}
