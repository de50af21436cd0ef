package dev.signet.config;

import dev.signet.config.Parameter.Owner;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Reads init-params of a filter or servlet and the webapp's {@code signet.*} context-params; the init-param wins. A
 * context-param that nobody knows is kept with its prefix, to be reported. Objects are found in the webapp's attributes.
 */
public final class InitParams {

    private InitParams() {}

    /**
     * What was given to a filter.
     *
     * @param filter the filter's configuration
     * @return its parameters
     */
    public static Parameters of(FilterConfig filter) {
        return of(
                filter.getInitParameterNames(),
                filter::getInitParameter,
                filter.getServletContext(),
                Owner.FILTER,
                Beans.NONE);
    }

    /**
     * What was given to a servlet of the token endpoint's side.
     *
     * @param servlet the servlet's configuration
     * @param owner which of them it is
     * @param beans what was handed over in code
     * @return its parameters
     */
    public static Parameters of(ServletConfig servlet, Owner owner, Beans beans) {
        return of(
                servlet.getInitParameterNames(), servlet::getInitParameter, servlet.getServletContext(), owner, beans);
    }

    private static Parameters of(
            Enumeration<String> names, UnaryOperator<String> value, ServletContext context, Owner owner, Beans beans) {
        Map<String, String> values = new HashMap<>();
        Set<String> shared = Set.copyOf(Collections.list(context.getInitParameterNames()));
        for (String name : shared) {
            if (name.startsWith(Parameter.CONTEXT_PREFIX)) {
                String bare = name.substring(Parameter.CONTEXT_PREFIX.length());
                Parameter known = Parameter.named(bare);
                if (known == null || known.isFor(owner)) {
                    values.put(known == null ? name : bare, context.getInitParameter(name));
                }
            }
        }
        Set<String> own = Set.copyOf(Collections.list(names));
        own.forEach(name -> values.put(name, value.apply(name)));
        return new Parameters(
                values, owner, context::getResourceAsStream, new IdleParameters(own, shared, owner), beans.in(context));
    }
}
