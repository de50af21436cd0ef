package dev.signet.differential;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;

/** The methods that came with Servlet 6.1, called on containers that have them; on others what is nearest to them. */
final class Servlet61 {

    private static final Class<?>[] LOCATION = {String.class, int.class, boolean.class};

    private Servlet61() {}

    static void sendRedirect(HttpServletResponse response, String location, int status, boolean clears)
            throws IOException {
        if (!call(HttpServletResponse.class, "sendRedirect", LOCATION, response, location, status, clears)) {
            response.sendRedirect(location);
        }
    }

    static void sendRedirect(HttpServletResponse response, String location, boolean clears) throws IOException {
        Class<?>[] types = {String.class, boolean.class};
        if (!call(HttpServletResponse.class, "sendRedirect", types, response, location, clears)) {
            response.sendRedirect(location);
        }
    }

    static void sendRedirect(HttpServletResponse response, String location, int status) throws IOException {
        Class<?>[] types = {String.class, int.class};
        if (!call(HttpServletResponse.class, "sendRedirect", types, response, location, status)) {
            response.sendRedirect(location);
        }
    }

    static void setCharacterEncoding(HttpServletResponse response, Charset charset) throws IOException {
        Class<?>[] types = {Charset.class};
        if (!call(ServletResponse.class, "setCharacterEncoding", types, response, charset)) {
            response.setCharacterEncoding(charset == null ? null : charset.name());
        }
    }

    /** Jetty sends such bytes at once, whatever its buffer has room for; what Signet holds is a larger buffer. */
    static void write(ServletOutputStream stream, ByteBuffer bytes) throws IOException {
        Class<?>[] types = {ByteBuffer.class};
        boolean atOnce = stream.getClass().getName().startsWith("org.eclipse.jetty.");
        if (atOnce || !call(ServletOutputStream.class, "write", types, stream, bytes)) {
            byte[] array = new byte[bytes.remaining()];
            bytes.get(array);
            stream.write(array);
        }
    }

    /** Calls a method; false where the container has none of that name and types. */
    private static boolean call(Class<?> type, String name, Class<?>[] types, Object target, Object... arguments)
            throws IOException {
        try {
            type.getMethod(name, types).invoke(target, arguments);
            return true;
        } catch (NoSuchMethodException e) {
            return false;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
