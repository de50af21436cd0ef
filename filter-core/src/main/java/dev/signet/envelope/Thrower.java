package dev.signet.envelope;

import jakarta.servlet.ServletException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Who made an exception, where its class does not tell: the frames of its stack in front of the first of the application. */
final class Thrower {

    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.");
    /** Not the JDK's, whose names begin alike once they are moved for containers of Servlet 4.0. */
    private static final List<String> NOT_JDK = List.of("jakarta.servlet.", "jakarta.validation.", "jakarta.ws.rs.");

    private static final List<String> CONTAINERS = List.of(
            "org.apache.catalina.",
            "org.apache.coyote.",
            "org.apache.tomcat.",
            "org.eclipse.jetty.",
            "io.undertow.",
            "org.xnio.",
            "org.glassfish.grizzly.",
            "com.ibm.");
    /** Those that have a client with the exceptions of their server. */
    private static final List<String> BOTH_ENDS = List.of(
            "org.eclipse.jetty.",
            "jakarta.ws.rs.",
            "org.glassfish.jersey.",
            "org.jboss.resteasy.",
            "org.apache.cxf.",
            "org.eclipse.microprofile.");

    private Thrower() {}

    /** Whether it is a container's, perhaps by way of the JDK. */
    static boolean isContainer(Throwable thrown) {
        return frames(thrown, CONTAINERS).anyMatch(frame -> !isJdk(frame));
    }

    /** Whether an HTTP client has made it of the answer of another server. */
    static boolean isClient(Throwable thrown) {
        return frames(thrown, BOTH_ENDS).anyMatch(frame -> frame.getClassName().contains(".client."));
    }

    /**
     * The status that a plain exception stands for which a container made of the request, or 0: an unknown charset, bytes
     * that are not of the charset, whatever Undertow's parsers of forms do not like, and a static file that Liberty has
     * not found. A disk that is full, or a reader where there is a stream already, is no mistake of the caller's.
     */
    static int statusOfRequest(Throwable thrown) {
        if (thrown instanceof UnsupportedEncodingException) {
            return calls(thrown, frame -> frame.getMethodName().equals("getReader")) ? 415 : 0;
        }
        if (thrown instanceof CharacterCodingException) {
            return calls(thrown, frame -> frame.getMethodName().startsWith("read")) ? 400 : 0;
        }
        StackTraceElement[] stack = thrown.getStackTrace();
        if (thrown instanceof FileNotFoundException) {
            return stack.length > 0 && stack[0].getClassName().startsWith("com.ibm.ws.webcontainer.") ? 404 : 0;
        }
        if (stack.length == 0 || !stack[0].getClassName().startsWith("io.undertow.")) {
            return 0;
        }
        if (thrown.getClass() == IOException.class) {
            return calls(thrown, frame -> frame.getClassName().startsWith("io.undertow.server.handlers.form."))
                    ? 400
                    : 0;
        }
        boolean notMultipart = thrown.getClass() == ServletException.class
                && stack[0].getMethodName().equals("loadParts");
        return notMultipart ? 415 : 0;
    }

    private static boolean calls(Throwable thrown, Predicate<StackTraceElement> what) {
        return frames(thrown, CONTAINERS).anyMatch(frame -> !isJdk(frame) && what.test(frame));
    }

    /** The first frames, as long as they are the JDK's or of one of these. */
    private static Stream<StackTraceElement> frames(Throwable thrown, List<String> packages) {
        return Arrays.stream(thrown.getStackTrace()).takeWhile(frame -> isJdk(frame) || isOf(packages, frame));
    }

    private static boolean isJdk(StackTraceElement frame) {
        return isOf(JDK, frame) && !isOf(NOT_JDK, frame);
    }

    private static boolean isOf(List<String> packages, StackTraceElement frame) {
        String name = frame.getClassName();
        for (String prefix : packages) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
