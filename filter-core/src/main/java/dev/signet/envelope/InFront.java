package dev.signet.envelope;

import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletResponse;

/** What filters in front do to a response, and an operator should know of. */
final class InFront {

    private InFront() {}

    /** What a filter in front has written is all that there is. */
    static void noteWritten(Notices notices) {
        notices.once(
                "written",
                "A filter in front of Signet wrote a response to which the application added nothing, and which is sent as"
                        + " it is. Map Signet's filter in front of the filter that writes it");
    }

    /** Looks at a response as it arrives; each thing is said once. */
    static void look(HttpServletResponse response, Notices notices) {
        if (response instanceof ServletResponseWrapper && !(response instanceof CrossOriginResponse)) {
            String name = response.getClass().getName();
            notices.once(
                    name,
                    "A filter in front of Signet wraps the response (" + name + "): responses that it produces itself"
                            + " have no envelope. If possible, map Signet's filter in front of it");
        }
        if (response.isCommitted()) {
            notices.once(
                    "committed",
                    "A response was committed before it reached Signet, and is sent as it is. Map Signet's filter in"
                            + " front of the filter that writes it");
        }
    }
}
