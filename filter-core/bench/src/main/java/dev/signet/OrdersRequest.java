package dev.signet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** A request for {@code /orders} that no container has, so that a benchmark measures Signet alone. */
class OrdersRequest extends HttpServletRequestWrapper {

    OrdersRequest() {
        super((HttpServletRequest) Proxy.newProxyInstance(
                HttpServletRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, method, given) -> {
                    throw new UnsupportedOperationException(method.getName());
                }));
    }

    @Override
    public String getMethod() {
        return "GET";
    }

    @Override
    public String getContextPath() {
        return "";
    }

    @Override
    public String getRequestURI() {
        return "/orders";
    }

    @Override
    public String getServletPath() {
        return "/orders";
    }

    @Override
    public @Nullable String getPathInfo() {
        return null;
    }

    @Override
    public String getRemoteAddr() {
        return "192.0.2.7";
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return null;
    }
}
