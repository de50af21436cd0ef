package dev.signet.spring.boot;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * What Signet is set up with in an application: parameters by their names in {@code web.xml}, without {@code signet.} in front,
 * and beans by their types. Immutable.
 */
public final class SignetSetup {

    private final Map<String, String> parameters;
    private final Map<String, String> unreadable; // what is wrong with parameters that could not be read
    private final Map<Class<?>, Object> beans;

    SignetSetup(Map<String, String> parameters, Map<String, String> unreadable, Map<Class<?>, Object> beans) {
        this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        this.unreadable = Collections.unmodifiableMap(new LinkedHashMap<>(unreadable));
        this.beans = Map.copyOf(beans);
    }

    /**
     * The parameters.
     *
     * @return names to text; unmodifiable
     */
    public Map<String, String> parameters() {
        return parameters;
    }

    /** What is wrong with those that are still meant to be there. */
    Collection<String> problems() {
        return unreadable.values();
    }

    /** The beans, by the type that Signet asks for. */
    Map<Class<?>, Object> beans() {
        return beans;
    }

    /**
     * The same with another value of a parameter.
     *
     * @param name like {@code jwt.issuer}
     * @param value its text
     * @return the changed setup
     */
    public SignetSetup with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(parameters);
        more.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        return new SignetSetup(more, fewer(unreadable, name::equals), beans);
    }

    /**
     * The same with another bean.
     *
     * @param type what Signet asks for, like {@code KeySource.class}
     * @param bean takes the place of another of this type
     * @param <T> the type
     * @return the changed setup
     */
    public <T> SignetSetup with(Class<T> type, T bean) {
        Map<Class<?>, Object> more = new LinkedHashMap<>(beans);
        more.put(type, Objects.requireNonNull(bean, "bean"));
        return new SignetSetup(parameters, unreadable, more);
    }

    /**
     * The same without some of the parameters.
     *
     * @param names which ones
     * @return the changed setup
     */
    public SignetSetup without(Predicate<String> names) {
        return new SignetSetup(fewer(parameters, names), fewer(unreadable, names), beans);
    }

    private static Map<String, String> fewer(Map<String, String> all, Predicate<String> names) {
        Map<String, String> fewer = new LinkedHashMap<>(all);
        fewer.keySet().removeIf(names);
        return fewer;
    }

    /** Names alone: values may be secrets. */
    @Override
    public String toString() {
        return "SignetSetup" + parameters.keySet();
    }
}
