package dev.signet.spring.boot;

import dev.signet.TokenCheck;
import dev.signet.event.CallListener;
import dev.signet.issue.ClientStore;
import dev.signet.issue.TokenIssuer;
import dev.signet.token.KeySource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.util.ClassUtils;

/** The beans of an application that Signet takes, one of each type. What is not clear is noted as a problem. */
final class FoundBeans {

    /** Of the filter and of the endpoints. */
    private static final List<Class<?>> TYPES =
            List.of(TokenCheck.class, KeySource.class, CallListener.class, TokenIssuer.class, ClientStore.class);

    static final String METER_REGISTRY = "io.micrometer.core.instrument.MeterRegistry";

    private final ListableBeanFactory factory;
    private final Problems problems;

    FoundBeans(ListableBeanFactory factory, Problems problems) {
        this.factory = factory;
        this.problems = problems;
    }

    /** By the type that Signet asks for. */
    Map<Class<?>, Object> byType() {
        Map<Class<?>, Object> found = new LinkedHashMap<>();
        for (Class<?> type : TYPES) {
            Object bean = one(type);
            if (bean != null) {
                found.put(type, bean);
            }
        }
        return found;
    }

    /** The registry of Micrometer's, where the application has Micrometer and one of them. */
    @Nullable
    Object meterRegistry() {
        ClassLoader loader = FoundBeans.class.getClassLoader();
        return ClassUtils.isPresent(METER_REGISTRY, loader)
                ? one(ClassUtils.resolveClassName(METER_REGISTRY, loader))
                : null;
    }

    private @Nullable Object one(Class<?> type) {
        try {
            return factory.getBeanProvider(type).getIfAvailable();
        } catch (NoUniqueBeanDefinitionException e) {
            Collection<String> names = e.getBeanNamesFound();
            problems.add(type.getName() + ": there are several beans of this type"
                    + (names == null ? "" : " (" + String.join(", ", new TreeSet<>(names)) + ")")
                    + ", but only one can be used; expected one bean, or one with @Primary");
            return null;
        }
    }

    /** The data source that a parameter names, which is noted where there is none; not for a name of JNDI. */
    @Nullable
    DataSource dataSource(String parameter, String name) {
        if (name.startsWith("java:")) {
            return null;
        }
        if (factory.containsBean(name) && factory.isTypeMatch(name, DataSource.class)) {
            return factory.getBean(name, DataSource.class);
        }
        List<String> names = List.of(factory.getBeanNamesForType(DataSource.class));
        problems.add(parameter + ": there is no bean of this name that is a DataSource; expected "
                + (names.isEmpty() ? "" : "one of " + String.join(", ", names) + ", or ")
                + "a name of JNDI that begins with java:");
        return null;
    }
}
