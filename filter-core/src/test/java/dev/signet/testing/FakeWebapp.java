package dev.signet.testing;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import java.io.ByteArrayInputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** What a container tells a filter or servlet at its start: parameters, attributes and files below WEB-INF, nothing else. */
public final class FakeWebapp {

    private final Map<String, String> contextParams = new HashMap<>();
    private final Map<String, String> initParams = new HashMap<>();
    private final Map<String, String> files = new HashMap<>();
    private final Map<String, Object> attributes = new HashMap<>();

    /** Sets a context-param. */
    public FakeWebapp context(String name, String value) {
        contextParams.put(name, value);
        return this;
    }

    /** Sets an init-param. */
    public FakeWebapp init(String name, String value) {
        initParams.put(name, value);
        return this;
    }

    /** Sets an attribute of the ServletContext. */
    public FakeWebapp attribute(String name, Object value) {
        attributes.put(name, value);
        return this;
    }

    /** Adds a file, like {@code /WEB-INF/web.xml}. */
    public FakeWebapp file(String path, String text) {
        files.put(path, text);
        return this;
    }

    /** For a filter with the name "signet". */
    public FilterConfig filter() {
        return config(FilterConfig.class);
    }

    /** For a servlet. */
    public ServletConfig servlet() {
        return config(ServletConfig.class);
    }

    private <T> T config(Class<T> type) {
        return proxy(type, (proxy, method, args) -> switch (method.getName()) {
            case "getInitParameterNames" -> Collections.enumeration(initParams.keySet());
            case "getInitParameter" -> initParams.get(args[0]);
            case "getServletContext" -> context();
            case "getFilterName", "getServletName" -> "signet";
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private ServletContext context() {
        return proxy(ServletContext.class, (proxy, method, args) -> switch (method.getName()) {
            case "getInitParameterNames" -> Collections.enumeration(contextParams.keySet());
            case "getInitParameter" -> contextParams.get(args[0]);
            case "getAttribute" -> attributes.get(args[0]);
            case "getResourceAsStream" ->
                files.containsKey(args[0])
                        ? new ByteArrayInputStream(files.get(args[0]).getBytes(StandardCharsets.UTF_8))
                        : null;
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    /** An implementation of an interface in one lambda. */
    public static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
