package dev.signet.envelope;

import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletResponse;

/**
 * What containers do in their own ways about things that the specification leaves open, and cannot be asked for: it is
 * known by the class of their response. A container that is not known does nothing of this.
 */
final class ContainerWays {

    private final String name;
    private volatile boolean including;

    ContainerWays(HttpServletResponse real) {
        ServletResponse bottom = real; // filters in front may have put wrappers around it
        while (bottom instanceof ServletResponseWrapper wrapper) {
            bottom = wrapper.getResponse();
        }
        this.name = bottom.getClass().getName();
    }

    private boolean isJetty() {
        return name.startsWith("org.eclipse.jetty.");
    }

    private boolean isLiberty() {
        return name.startsWith("com.ibm.") || name.startsWith("io.openliberty.");
    }

    /** Whether a write behind an error that was told is dropped; others refuse it. */
    boolean dropsWhatIsLate() {
        return name.startsWith("org.apache.catalina.");
    }

    /** Whether what exceeds the declared length is dropped, but only within one write; the next one fails. */
    boolean dropsBeyondLength() {
        return dropsWhatIsLate();
    }

    /** Whether the container fails at the end of an answer whose stream is closed; flushed it is committed, too. */
    boolean mustStayOpen() {
        return isLiberty();
    }

    /** Whether a cookie is no header until it is sent, and a reset takes it: nobody but who has added it can restore it. */
    boolean hidesCookies() {
        return isLiberty();
    }

    /** Whether {@code sendError} of this status is an interim answer. */
    boolean sendsInterim(int status) {
        return isJetty() && (status == 102 || status == 103);
    }

    /** Whether a forward clears the container's own response, whatever wrapper it was given. */
    boolean clearsOnForward() {
        return isJetty();
    }

    /** Whether an answer is held to its declared length: beyond it a write throws, and below it the answer is 500. */
    boolean refusesWrongLengths() {
        return isJetty();
    }

    /** Whether the type cannot be taken away any more once there is a writer. */
    boolean keepsTypeOfWriter() {
        return isJetty();
    }

    /** Whether the head cannot be set at the moment, because an include is under way. */
    boolean keepsHeadOfInclude() {
        return including && name.startsWith("io.undertow.");
    }

    /** An include begins or ends. */
    void include(boolean begins) {
        including = begins;
    }
}
