package dev.signet;

import dev.signet.token.ParameterNames;
import dev.signet.token.Parameters;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Reads a filter's init-params and the webapp's {@code signet.*} context-params; the init-param wins. */
final class InitParams {

    private InitParams() {}

    static Parameters of(FilterConfig filter) {
        ServletContext context = filter.getServletContext();
        return Parameters.of(
                all(context.getInitParameterNames(), context::getInitParameter),
                all(filter.getInitParameterNames(), filter::getInitParameter),
                ParameterNames.FILTER,
                context::getResourceAsStream);
    }

    private static Map<String, String> all(Enumeration<String> names, UnaryOperator<String> value) {
        Map<String, String> all = new HashMap<>();
        Collections.list(names).forEach(name -> all.put(name, value.apply(name)));
        return all;
    }
}
