package dev.signet.envelope;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Set;

/**
 * Tells whether what an application threw means that its caller went away while the request was read or the answer sent:
 * by the classes of containers, and where those are the JDK's, by who threw them.
 *
 * @hidden public for the filter alone
 */
public final class CallerGone {

    private static final Set<String> NAMES = Set.of(
            "org.apache.catalina.connector.ClientAbortException",
            "org.eclipse.jetty.io.EofException",
            "org.eclipse.jetty.server.internal.HttpConnection$HttpEofException",
            "org.eclipse.jetty.http.BadMessageException$Eof");

    private CallerGone() {}

    /**
     * Whether it means that.
     *
     * @param thrown what an application threw
     * @return true where nobody is there any more to be answered
     */
    public static boolean isMeantBy(Throwable thrown) {
        for (Throwable at : Causes.of(thrown)) {
            if (at instanceof IOException && (isNamed(at) || isLost(at) && Thrower.isContainer(at))) {
                return true;
            }
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
}
