package dev.signet.envelope;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletResponse;

/** What filters in front do to a response, and an operator should know of. They may make other bytes of ours. */
final class InFront {

    private InFront() {}

    /** What a filter in front has written is all that there is. */
    static void noteWritten(Notices notices) {
        notices.once(
                "written",
                "A filter in front of Signet wrote a response to which the application added nothing, and which is sent as"
                        + " it is. Map Signet's filter in front of the filter that writes it");
    }

    /** Whether a filter in front has wrapped the response. */
    static boolean isWrapped(HttpServletResponse response) {
        return arrived(response) instanceof ServletResponseWrapper;
    }

    /** What the filters in front have handed on. */
    private static ServletResponse arrived(HttpServletResponse response) {
        return response instanceof CrossOriginResponse own ? own.getResponse() : response;
    }

    /**
     * Whether other bytes may come out of a stream than go in, as out of one that compresses: it is not the container's
     * own, which is a neighbour of its response.
     */
    static boolean mayChange(ServletOutputStream stream, HttpServletResponse response) {
        return isWrapped(response)
                && !stream.getClass()
                        .getPackageName()
                        .equals(ContainerName.bottom(response).getClass().getPackageName());
    }

    /** Declares that no bytes come; not where a wrapper may still write something of its own. */
    static void declareEmpty(HttpServletResponse response) {
        if (!isWrapped(response)) {
            response.setContentLengthLong(0);
        }
    }

    /** Looks at a response as it arrives; each thing is said once. */
    static void look(HttpServletResponse response, Notices notices) {
        if (isWrapped(response)) {
            String name = arrived(response).getClass().getName();
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
