package dev.signet.envelope;

import dev.signet.envelope.EnvelopeOptions.Hints;
import dev.signet.envelope.EnvelopeOptions.LanguageChoice;
import dev.signet.envelope.EnvelopeOptions.Message;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What stands in front of the data of one envelope: status and headers, code and message. The half of the
 * {@link EnvelopeComposer} that is about no byte of the body.
 */
abstract class EnvelopeHead {

    private static final String HINT = "X-Signet-Reason";

    final HttpServletRequest request;
    final Wire wire;
    final AnswerHead head;
    final EnvelopeSettings settings;
    private @Nullable Verdict sent;
    private @Nullable Integer own; // of an envelope of the application's

    EnvelopeHead(HttpServletRequest request, Wire wire, AnswerHead head, EnvelopeSettings settings) {
        this.request = request;
        this.wire = wire;
        this.head = head;
        this.settings = settings;
    }

    /** What the caller was told; null where nothing was, or not by an envelope. */
    @Nullable
    final Verdict sent() {
        return sent;
    }

    /** Says something of the answer. */
    final AnswerNotes notes() {
        return new AnswerNotes(settings, request, head.real);
    }

    /** Adds to a head that is sent as it is. */
    final void addToPassed() {
        if (settings.requestIds.areOnAll()) {
            putRequestId();
        }
    }

    /** The code of the envelope that was sent. */
    final int sentCode() {
        return own != null ? own : sent == null ? 0 : sent.code();
    }

    /** The application sends an envelope of its own, with this code. */
    final void ownCode(int chosen) {
        own = chosen;
    }

    /** Gives the container the head of an envelope. */
    final void put(Verdict told, Predicate<String> survives) {
        sent = told;
        int code = sentCode();
        EnvelopeAttributes.tellStatus(request, told.status());
        EnvelopeAttributes.set(request, EnvelopeAttributes.SENT_CODE, code);
        // most have none, and this costs less
        Collection<String> etags =
                head.header("ETag") == null ? List.of() : head.shown().headers("ETag");
        head.envelopeTo(keepsStatus(told) ? told.status() : HttpServletResponse.SC_OK, survives, wire);
        if (!etags.isEmpty() && survives.test("ETag")) {
            head.keepSeen("ETag");
            boolean first = true;
            for (String etag : etags) {
                if (first) {
                    head.real.setHeader("ETag", EntityTag.marked(etag));
                } else {
                    head.real.addHeader("ETag", EntityTag.marked(etag));
                }
                first = false;
            }
        }
        if (settings.statusHeader != null) {
            head.keepSeen(settings.statusHeader);
            head.real.setHeader(settings.statusHeader, told.status() + "; code=" + code);
        }
        if (settings.requestIds.areOn(code)) {
            putRequestId();
        }
        if (told.hint() != null && settings.hints == Hints.HEADER) {
            head.keepSeen(HINT);
            head.real.setHeader(HINT, told.hint());
        }
        if (settings.language == LanguageChoice.ACCEPT_LANGUAGE) {
            head.keepSeen("Vary");
            head.real.addHeader("Vary", "Accept-Language");
        }
        if (told.challenge() != null && keepsStatus(told)) {
            head.keepSeen("WWW-Authenticate");
            head.real.setHeader("WWW-Authenticate", told.challenge());
        }
        if (told.code() != ErrorCode.SUCCESS.code() || told.status() >= 400) {
            head.keepSeen("Cache-Control");
            head.real.setHeader("Cache-Control", "no-store");
        } else {
            head.noteCaching(settings);
        }
    }

    /** What the application or a filter in front has set stays. */
    private void putRequestId() {
        String header = settings.requestIds.header();
        String id = settings.requestIds.of(request, head.real);
        if (!head.real.containsHeader(header)) {
            head.keepSeen(header);
            head.real.setHeader(header, id);
        }
    }

    /** Whether a status never has a body (RFC 9110 §15.3.5, §15.3.6 and §15.4.5). */
    static boolean isBodiless(int status) {
        return status == HttpServletResponse.SC_NO_CONTENT
                || status == HttpServletResponse.SC_RESET_CONTENT
                || status == HttpServletResponse.SC_NOT_MODIFIED;
    }

    /** Whether an answer that passes has a body at all. */
    final boolean hasBody() {
        return !isBodiless(head.status());
    }

    private boolean keepsStatus(Verdict told) {
        return settings.realStatus
                || told.status() >= 500
                        && Boolean.TRUE.equals(EnvelopeAttributes.get(request, EnvelopeAttributes.KEEP_STATUS));
    }

    /** A code and a message that the application chose stand above the table's; a failure stays one. */
    final Verdict told(Verdict what) {
        Object code = EnvelopeAttributes.get(request, EnvelopeAttributes.CODE);
        Object message = EnvelopeAttributes.get(request, EnvelopeAttributes.MESSAGE);
        if (code == null && message == null) {
            return what;
        }
        if (code != null && !(code instanceof Integer)) {
            settings.notices.once(
                    "code",
                    "The request attribute dev.signet.code must be an Integer; this value is ignored: "
                            + code.getClass().getName());
        }
        Integer own = code instanceof Integer number
                        && (number != ErrorCode.SUCCESS.code() || what.code() == ErrorCode.SUCCESS.code())
                ? number
                : null;
        return new Verdict(
                own != null ? own : what.code(),
                message instanceof String text ? Message.of(text) : own != null ? null : what.message(),
                what.status(),
                what.challenge(),
                what.hint());
    }

    /** The bytes up to the data. */
    final byte[] prefix(Verdict told) {
        Message message = told.message();
        boolean hinted = told.hint() != null && settings.hints == Hints.MESSAGE;
        ErrorCode known = message == null && !hinted ? ErrorTable.known(told.code()) : null;
        if (known != null) {
            return settings.format.prefix(known, language());
        }
        Language language = language();
        String text = message != null ? message.in(language) : settings.errors.message(told.code(), language);
        return EnvelopeFormat.prefix(told.code(), hinted ? text + " (" + told.hint() + ")" : text);
    }

    private Language language() {
        return switch (settings.language) {
            case ZH -> Language.CHINESE;
            case EN -> Language.ENGLISH;
            case ACCEPT_LANGUAGE -> Language.preferredBy(request);
        };
    }
}
