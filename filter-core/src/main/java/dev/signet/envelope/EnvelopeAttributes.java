package dev.signet.envelope;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Request attributes through which an application and the envelope speak, with no compile-time dependency. */
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

    /** Says what the status was; without a new number for the usual one. */
    static void tellStatus(HttpServletRequest request, int status) {
        request.setAttribute(STATUS, status == HttpServletResponse.SC_OK ? OK : Integer.valueOf(status));
    }
}
