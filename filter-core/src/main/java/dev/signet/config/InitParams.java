package dev.signet.config;

import dev.signet.config.Parameter.Owner;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
        return of(
                values(names, value),
                values(context.getInitParameterNames(), context::getInitParameter),
                owner,
                context::getResourceAsStream,
                beans.in(context),
                Parameters.WORKING_FOLDER,
                () -> Secrets.ofEveryone(context));
    }

    private static Map<String, String> values(Enumeration<String> names, UnaryOperator<String> value) {
        Map<String, String> values = new HashMap<>();
        Set.copyOf(Collections.list(names)).forEach(name -> values.put(name, value.apply(name)));
        return values;
    }

    /**
     * What a descriptor gives to a filter or servlet of a webapp that does not run.
     *
     * @param own its init-params
     * @param shared the context-params of the webapp
     * @param owner who reads them
     * @param paper the webapp
     * @return its parameters
     */
    public static Parameters of(Map<String, String> own, Map<String, String> shared, Owner owner, OnPaper paper) {
        return of(own, shared, owner, paper.webapp(), Beans.onPaper(paper), paper.base(), List::of);
    }

    private static Parameters of(
            Map<String, String> own,
            Map<String, String> shared,
            Owner owner,
            Function<String, @Nullable InputStream> webapp,
            Beans beans,
            Path base,
            Supplier<List<Map<String, String>>> others) {
        Map<String, String> values = new HashMap<>();
        shared.forEach((name, value) -> {
            if (name.startsWith(Parameter.CONTEXT_PREFIX)) {
                String bare = name.substring(Parameter.CONTEXT_PREFIX.length());
                Parameter known = Parameter.named(bare);
                if (known == null || known.isFor(owner)) {
                    values.put(known == null ? name : bare, value);
                }
            }
        });
        values.putAll(own);
        return new Parameters(
                values,
                owner,
                webapp,
                new IdleParameters(own.keySet(), shared.keySet(), owner),
                beans,
                base,
                () -> Stream.concat(Stream.of(own, shared), others.get().stream())
                        .toList());
    }
}
