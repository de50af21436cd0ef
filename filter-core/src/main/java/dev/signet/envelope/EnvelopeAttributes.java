package dev.signet.envelope;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Request attributes through which an application and the envelope speak, with no compile-time dependency.
 *
 * <p>They are asked for while a response is being written, perhaps long after its dispatch came back. Liberty may by then
 * have taken the request's own state away, for the end of another call's, so that asking throws; a response that needs
 * nothing of its request must not be lost by that.
 */
final class EnvelopeAttributes {

    /** Integer, set by the application: the code to answer with. */
    static final String CODE = "dev.signet.code";
    /** String, set by the application: the message to answer with. */
    static final String MESSAGE = "dev.signet.message";
    /** Boolean, set by the application: leave this answer as it is. */
    static final String RAW = "dev.signet.raw";
    /** Boolean, set by the token endpoint while it is not set up: its status stays on the wire. */
    static final String KEEP_STATUS = "dev.signet.keep-status";
    /** Integer, set by the envelope: the status before it became 200. */
    static final String STATUS = "dev.signet.status";

    /** Integer, set by the envelope: the code that was sent. */
    static final String SENT_CODE = "dev.signet.sent-code";

    private static final Integer OK = HttpServletResponse.SC_OK;

    private EnvelopeAttributes() {}

    /** Whether an attribute is set by the filter, and not by the application. */
    static boolean isOurs(String name) {
        return name.startsWith("dev.signet.") && !name.equals(CODE) && !name.equals(MESSAGE) && !name.equals(RAW);
    }

    /** What an attribute says; null also where the container can no longer tell. */
    static @Nullable Object get(HttpServletRequest request, String name) {
        try {
            return request.getAttribute(name);
        } catch (RuntimeException e) {
            return null;
        }
    }

    /** Sets an attribute, where the container still takes it. */
    static void set(HttpServletRequest request, String name, Object value) {
        try {
            request.setAttribute(name, value);
        } catch (RuntimeException e) {
            return; // who would read it reads the same request
        }
    }

    /** Says what the status was; without a new number for the usual one. */
    static void tellStatus(HttpServletRequest request, int status) {
        set(request, STATUS, status == HttpServletResponse.SC_OK ? OK : Integer.valueOf(status));
    }
}
