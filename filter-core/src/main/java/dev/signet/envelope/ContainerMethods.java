package dev.signet.envelope;

import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Methods of the container's own response that no interface has, and for which the servlet API knows no other way. They
 * are found by name; another release may lack them, and then nothing is done.
 */
final class ContainerMethods {

    private final ServletResponse response;

    ContainerMethods(ServletResponse response) {
        this.response = response;
    }

    /** The cookies that Liberty does not show as headers. */
    List<Cookie> addedCookies() {
        Object told = call(response, "getAddedCookies");
        return told instanceof Cookie[] cookies ? List.of(cookies) : List.of();
    }

    /** Tells Undertow whether an include is under way; returns whether it has been told. */
    boolean setInsideInclude(boolean under) {
        try {
            response.getClass().getMethod("setInsideInclude", boolean.class).invoke(response, under);
            return true;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return false;
        }
    }

    /** Tells Jetty 11 that an include begins, or that it has returned; returns whether it has been told. */
    boolean include(boolean begins) {
        try {
            response.getClass().getMethod(begins ? "include" : "included").invoke(response);
            return true;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return false;
        }
    }

    /** Closes the connection of Undertow's exchange, which over HTTP/2 is that of one stream. */
    void closeConnection() {
        Object exchange = call(response, "getExchange");
        if (exchange != null && call(exchange, "getConnection") instanceof Closeable connection) {
            try {
                connection.close();
            } catch (IOException e) {
                // the caller went away
            }
        }
    }

    private static @Nullable Object call(@Nullable Object target, String name) {
        try {
            return target == null ? null : target.getClass().getMethod(name).invoke(target);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }
}
