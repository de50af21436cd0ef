package dev.signet.envelope;

import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Which container it is, by the class of its response.
 *
 * @param name of that class
 */
record ContainerName(String name) {

    private static final String JETTY = "org.eclipse.jetty.";

    /** The container's own response: filters in front may have put wrappers around it. */
    static ServletResponse bottom(HttpServletResponse real) {
        ServletResponse at = real;
        while (at instanceof ServletResponseWrapper wrapper) {
            at = wrapper.getResponse();
        }
        return at;
    }

    boolean isJetty() {
        return name.startsWith(JETTY);
    }

    /** Jetty for a generation of the servlet API; like {@code ee10.}. */
    boolean isJettyOf(String generation) {
        return isJetty() && name.startsWith(generation, JETTY.length());
    }

    /** Jetty 11, or Jetty 10: later ones have a response for each generation of the servlet API. */
    boolean isJetty11() {
        return name.equals("org.eclipse.jetty.server.Response");
    }

    boolean isUndertow() {
        return name.startsWith("io.undertow.");
    }

    /** Tomcat, and those that were made of it. */
    boolean isCatalina() {
        return name.startsWith("org.apache.catalina.");
    }

    boolean isLiberty() {
        return name.startsWith("com.ibm.") || name.startsWith("io.openliberty.");
    }
}
