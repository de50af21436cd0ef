package dev.signet.envelope;

import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * A container's response that its own container does not know again: Tomcat 11 looks for it below a wrapper and shuts it
 * at the end of a forward, although the body is still in that wrapper.
 */
final class HiddenResponse {

    private HiddenResponse() {}

    /**
     * Hides it below everything that stands on it: Tomcat looks from above for what it has put in between itself, as for
     * an include.
     */
    static void hideBelow(ServletResponseWrapper wrapper) {
        ServletResponseWrapper lowest = wrapper;
        while (lowest.getResponse() instanceof ServletResponseWrapper next) {
            lowest = next;
        }
        ServletResponse real = lowest.getResponse();
        if (real.getClass().getName().equals("org.apache.catalina.connector.ResponseFacade")) {
            lowest.setResponse(of((HttpServletResponse) real));
        }
    }

    private static HttpServletResponse of(HttpServletResponse real) {
        InvocationHandler handler = (proxy, method, values) -> {
            try {
                return method.invoke(real, values);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return (HttpServletResponse) Proxy.newProxyInstance(
                HiddenResponse.class.getClassLoader(), new Class<?>[] {HttpServletResponse.class}, handler);
    }
}
