package dev.signet.envelope;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Rows 3 to 6 of the decision table: answers that are not ours to wrap, by what their head says. */
final class PassingAnswers {

    private PassingAnswers() {}

    /** Rows 3 and 4 of the decision table: answers whose status forbids or explains another body. */
    static boolean passesByStatus(AnswerHead head) {
        int status = head.status();
        return status < 200
                || status == HttpServletResponse.SC_NOT_MODIFIED
                || head.isRedirect()
                || status == HttpServletResponse.SC_PARTIAL_CONTENT
                || head.isPart();
    }

    /** Rows 5 and 6: successful answers that are not ours to wrap. */
    static boolean passesByBody(AnswerHead head, MediaKind kind, boolean wrapTextPlain) {
        if (head.status() >= 400) {
            return false;
        }
        return switch (kind) {
            case OTHER -> true;
            case TEXT -> !wrapTextPlain || head.isCompressed() || head.isAttached();
            case JSON, NONE -> head.isCompressed() || head.isAttached();
        };
    }

    /** An operator is told of JSON that has no envelope because somebody was faster. */
    static void tellOfEncoding(AnswerHead head, EnvelopeSettings settings, HttpServletRequest request) {
        if (isEncodedJson(head)) {
            settings.notices.once(
                    "encoded",
                    "A JSON response has a Content-Encoding and is sent as it is, without an envelope: "
                            + request.getRequestURI() + ". Let the container or a filter in front of Signet compress;"
                            + " if this is intended, add the path to envelope.exclude");
        }
    }

    /** JSON that would have been wrapped, had it not been compressed first. */
    private static boolean isEncodedJson(AnswerHead head) {
        return head.kind() == MediaKind.JSON && !passesByStatus(head) && head.status() < 400 && head.isCompressed();
    }
}
