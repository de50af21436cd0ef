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

    static boolean isNeededBelow(ServletResponse wrapper) {
        ServletResponse below = wrapper;
        while (below instanceof ServletResponseWrapper known) {
            below = known.getResponse();
        }
        return below.getClass().getName().equals("org.apache.catalina.connector.ResponseFacade");
    }

    /** Puts one in the place of what it hides; below the wrapper of an include, which is taken out when that is over. */
    static void putBelow(ServletResponseWrapper own) {
        ServletResponseWrapper last = own;
        for (ServletResponse at = own; at instanceof ServletResponseWrapper wrapper; at = wrapper.getResponse()) {
            if (wrapper.getClass().getName().startsWith("org.apache.catalina.")) {
                last = wrapper;
            }
        }
        last.setResponse(of((HttpServletResponse) last.getResponse()));
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
