package dev.signet.envelope;

import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What only the container's own response can do, by methods that no interface has: they are found by name. Another release
 * may lack them, and then nothing is done.
 */
final class ContainerMethods {

    private final ContainerWays ways;
    private final ServletResponse response;

    ContainerMethods(ContainerWays ways, HttpServletResponse real) {
        this.ways = ways;
        this.response = ContainerName.bottom(real);
    }

    /** The cookies that Liberty does not show as headers. */
    List<Cookie> hiddenCookies() {
        Object told = call(response, "getAddedCookies");
        return told instanceof Cookie[] cookies ? List.of(cookies) : List.of();
    }

    /**
     * Sets the head of an answer that becomes too long to be held while an include is under way; Undertow, and Jetty
     * before its release 12, take no head then, but their classes can be told that the include is over.
     */
    void setHeadOfInclude(Runnable head) {
        boolean told = tellInclude(false);
        try {
            head.run();
        } finally {
            if (told) {
                tellInclude(true);
            }
        }
    }

    private boolean tellInclude(boolean under) {
        try {
            if (ways.container().isUndertow()) {
                response.getClass().getMethod("setInsideInclude", boolean.class).invoke(response, under);
            } else if (ways.container().isJetty11()) {
                response.getClass().getMethod(under ? "include" : "included").invoke(response);
            } else {
                return false;
            }
            return true;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return false;
        }
    }

    /**
     * Lets the caller see that the answer is broken, where the container would end it as if it were whole: Undertow, whose
     * connection is closed (over HTTP/2 that of one stream), and Tomcat over HTTP/2, which resets a stream whose trailers
     * fail. Nothing in reach makes GlassFish or Liberty do so.
     */
    void cut(String protocol) {
        if (ways.container().isUndertow()) {
            closeConnection();
        } else if (ways.container().isCatalina()
                && protocol.startsWith("HTTP/2")
                && response instanceof HttpServletResponse catalina) {
            IOException reset = resetOfStream();
            catalina.setTrailerFields(() -> {
                throw Rethrown.<RuntimeException>asItIs(reset);
            });
        }
    }

    private void closeConnection() {
        Object exchange = call(response, "getExchange");
        if (exchange != null && call(exchange, "getConnection") instanceof Closeable connection) {
            try {
                connection.close();
            } catch (IOException e) {
                // the caller went away
            }
        }
    }

    /** Tomcat's own: what else is thrown there may close the connection, with all its streams. */
    private IOException resetOfStream() {
        String message = "the response was broken off behind its head";
        try {
            return Class.forName(
                            "org.apache.coyote.CloseNowException",
                            false,
                            response.getClass().getClassLoader())
                    .asSubclass(IOException.class)
                    .getConstructor(String.class)
                    .newInstance(message);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return new IOException(message);
        }
    }

    /**
     * Throws what Jetty throws of a redirect that it does not send; it asks the same method where the location leads.
     *
     * @param status the status; below 1 it chooses one itself
     */
    void refuseRedirect(@Nullable String location, int status) {
        boolean redirection = status >= 300 && status < 400 && status != HttpServletResponse.SC_NOT_MODIFIED;
        if (status > 0 && !redirection) {
            throw new IllegalArgumentException("Not a 3xx redirect code");
        }
        if (location == null) {
            throw new IllegalArgumentException("No location");
        }
        Object info = call(response, "getServletRequestInfo");
        Object request = info == null ? null : call(info, "getRequest");
        if (request == null) {
            return;
        }
        try {
            ClassLoader loader = response.getClass().getClassLoader();
            Class<?> type = Class.forName("org.eclipse.jetty.server.Request", false, loader);
            Class.forName("org.eclipse.jetty.server.Response", false, loader)
                    .getMethod("toRedirectURI", type, String.class)
                    .invoke(null, request, location);
        } catch (InvocationTargetException e) {
            throw Rethrown.<RuntimeException>asItIs(e.getTargetException());
        } catch (ReflectiveOperationException e) {
            // then it tells itself
        }
    }

    private static @Nullable Object call(Object target, String name) {
        try {
            return target.getClass().getMethod(name).invoke(target);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }
}
