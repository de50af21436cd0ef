package dev.signet.envelope;

import jakarta.servlet.ServletException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Set;

/**
 * Tells whether what an application threw means that its caller went away while the request was read or the answer sent:
 * by the classes of containers, and where those are the JDK's, by who threw them.
 */
final class CallerGone {

    private static final Set<String> NAMES = Set.of(
            "org.apache.catalina.connector.ClientAbortException",
            "org.eclipse.jetty.io.EofException",
            "org.eclipse.jetty.server.internal.HttpConnection$HttpEofException",
            "org.eclipse.jetty.http.BadMessageException$Eof");
    private static final int DEEPEST = 20; // causes may form a circle

    private CallerGone() {}

    static boolean isMeantBy(Throwable thrown) {
        Throwable at = thrown;
        for (int depth = 0; at != null && depth < DEEPEST; depth++) {
            if (at instanceof IOException && (isNamed(at) || isLost(at) && isOfContainer(at))) {
                return true;
            }
            Throwable cause = at.getCause();
            at = cause == null && at instanceof ServletException servlet ? servlet.getRootCause() : cause;
        }
        return false;
    }

    private static boolean isNamed(Throwable thrown) {
        for (Class<?> type = thrown.getClass(); type != null; type = type.getSuperclass()) {
            if (NAMES.contains(type.getName())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLost(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage());
        return thrown instanceof EOFException
                || thrown instanceof ClosedChannelException
                || message.contains("closed")
                || message.contains("reset by peer")
                || message.contains("Broken pipe");
    }

    /** Whether the first frames that are not the JDK's are a container's. */
    private static boolean isOfContainer(Throwable thrown) {
        for (StackTraceElement frame : thrown.getStackTrace()) {
            String name = frame.getClassName();
            if (!name.startsWith("java.") && !name.startsWith("sun.")) {
                return name.startsWith("org.apache.")
                        || name.startsWith("org.eclipse.jetty.")
                        || name.startsWith("io.undertow.")
                        || name.startsWith("org.xnio.")
                        || name.startsWith("org.glassfish.grizzly.")
                        || name.startsWith("com.ibm.");
            }
        }
        return false;
    }
}
