package dev.signet.config;

import jakarta.servlet.ServletContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an application hands over as an object, made by itself or by its container of beans: in code, or in an attribute of
 * the webapp under the name of the type, like {@code dev.signet.TokenCheck}. Immutable.
 */
public final class Beans {

    /** Nothing is handed over. */
    public static final Beans NONE = new Beans(Map.of(), name -> null);

    private final Map<Class<?>, Object> inCode;
    private final Function<String, @Nullable Object> attributes;
    private final @Nullable OnPaper paper;

    private Beans(Map<Class<?>, Object> inCode, Function<String, @Nullable Object> attributes) {
        this(inCode, attributes, null);
    }

    private Beans(
            Map<Class<?>, Object> inCode, Function<String, @Nullable Object> attributes, @Nullable OnPaper paper) {
        this.inCode = inCode;
        this.attributes = attributes;
        this.paper = paper;
    }

    /** Those that a webapp is said to hand over. */
    static Beans onPaper(OnPaper paper) {
        return new Beans(Map.of(), name -> paper.handedOver().contains(name) ? name : null, paper);
    }

    /** The webapp, where it does not run, so that nothing of it can be loaded or made; else null. */
    @Nullable
    OnPaper paper() {
        return paper;
    }

    /**
     * The same and an object that is handed over in code.
     *
     * @param type what it is meant to be
     * @param bean the object; takes the place of another of this type
     * @param <T> the type
     * @return these beans
     */
    public <T> Beans with(Class<T> type, T bean) {
        Map<Class<?>, Object> more = new HashMap<>(inCode);
        more.put(type, Objects.requireNonNull(bean, type.getSimpleName()));
        return new Beans(Map.copyOf(more), attributes);
    }

    /**
     * The same and those in the attributes of a webapp.
     *
     * @param webapp asked when a bean is looked for
     * @return these beans
     */
    public Beans in(ServletContext webapp) {
        return new Beans(inCode, webapp::getAttribute);
    }

    /**
     * Whether anything is handed over, right or wrong.
     *
     * @param type what it is meant to be
     * @return true where something is
     */
    public boolean has(Class<?> type) {
        return inCode.containsKey(type) || attribute(type) != null;
    }

    /**
     * How it is handed over, for messages.
     *
     * @param type of what is handed over
     * @return like {@code in code}
     */
    public String way(Class<?> type) {
        return inCode.containsKey(type) ? "in code" : "as the attribute " + type.getName() + " of the ServletContext";
    }

    /**
     * What is handed over.
     *
     * @param type what it is meant to be
     * @param <T> the type
     * @return the object, or null where there is none
     * @throws IllegalArgumentException when it is something else, or there are two
     */
    <T> @Nullable T get(Class<T> type) {
        Object attribute = attribute(type);
        if (attribute != null && !type.isInstance(attribute)) {
            throw new IllegalArgumentException(type.getName() + ": the attribute of the ServletContext is a "
                    + attribute.getClass().getName() + ", not a " + type.getName()
                    + (hasNamesake(attribute.getClass(), type.getName())
                            ? " of this class loader: the jar of Signet is on the class path twice"
                            : ""));
        }
        Object made = inCode.get(type);
        if (attribute != null && made != null && isOther(attribute, made)) {
            throw new IllegalArgumentException(
                    type.getName() + ": one is set in code and another one as the attribute of the ServletContext; set"
                            + " only one of the two");
        }
        return type.cast(made == null ? attribute : made);
    }

    /**
     * Refuses attributes of which whoever set them may believe that they count, where only what is handed over in code does.
     *
     * @param webapp whose attributes are looked at
     * @param types of the objects that would count
     * @throws IllegalArgumentException when there is any; the message names all of them
     */
    public void rejectOthers(ServletContext webapp, List<Class<?>> types) {
        String others = types.stream()
                .filter(type -> {
                    Object attribute = webapp.getAttribute(type.getName());
                    return attribute != null && isOther(attribute, inCode.get(type));
                })
                .map(type -> type.getName() + ": is set as an attribute of the ServletContext, which is ignored by"
                        + " a filter that is configured in code; hand it to the builder")
                .collect(Collectors.joining("\n  - "));
        if (!others.isEmpty()) {
            throw new IllegalArgumentException(others);
        }
    }

    private @Nullable Object attribute(Class<?> type) {
        return attributes.apply(type.getName());
    }

    @SuppressWarnings("ReferenceEquality") // whether it is the one, not one like it
    private static boolean isOther(Object one, @Nullable Object other) {
        return one != other;
    }

    /** Whether a class is of a type with this name, of whatever class loader. */
    private static boolean hasNamesake(Class<?> type, String name) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            for (Class<?> implemented : at.getInterfaces()) {
                if (implemented.getName().equals(name) || hasNamesake(implemented, name)) {
                    return true;
                }
            }
        }
        return false;
    }
}
