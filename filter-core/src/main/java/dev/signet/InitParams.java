package dev.signet;

import dev.signet.token.ParameterNames;
import dev.signet.token.Parameters;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** Reads a filter's init-params and the webapp's {@code signet.*} context-params; the init-param wins. */
final class InitParams {

    private InitParams() {}

    static Parameters of(FilterConfig filter) {
        ServletContext context = filter.getServletContext();
        Map<String, String> values = new HashMap<>();
        Map<String, String> unknown = new HashMap<>();
        for (String name : Collections.list(context.getInitParameterNames())) {
            if (name.startsWith(Parameters.CONTEXT_PREFIX)) {
                String own = name.substring(Parameters.CONTEXT_PREFIX.length());
                // names of the token endpoint are shared with it and not ours to read
                if (ParameterNames.FILTER.contains(own)) {
                    values.put(own, context.getInitParameter(name));
                } else if (!ParameterNames.ALL.contains(own)) {
                    unknown.put(own, context.getInitParameter(name));
                }
            }
        }
        for (String name : Collections.list(filter.getInitParameterNames())) {
            values.put(name, filter.getInitParameter(name));
        }
        values.putAll(unknown);
        return new Parameters(values, context::getResourceAsStream);
    }
}
