package dev.signet.envelope;

import dev.signet.envelope.EnvelopeOptions.Hints;
import dev.signet.envelope.EnvelopeOptions.LanguageChoice;
import dev.signet.text.Shown;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * How answers are wrapped, and what all of them share: the buffers, the table of codes, the notices. Thread-safe.
 *
 * @hidden public for the filter alone
 */
public final class EnvelopeSettings {

    final int bufferBytes;
    final boolean check;
    final boolean realStatus;
    final LanguageChoice language;
    final boolean wrapTextPlain;
    final boolean passNoContent;
    final @Nullable String statusHeader;
    final ErrorTable errors;
    final HeldBytes.Pool pool;
    final EnvelopeFormat format;
    final boolean crossOrigin;
    final RequestIds requestIds;
    final Hints hints;
    final AnswerListener listener;
    final Notices notices;
    private volatile @Nullable ContainerWays ways; // of the container met last, nearly always the same

    /** What the container of a response does in its own way. */
    ContainerWays waysOf(HttpServletResponse real) {
        ContainerWays known = ways;
        ContainerWays found = ContainerWays.of(real, known);
        if (found != known) {
            ways = found;
        }
        return found;
    }

    /**
     * The ids of calls.
     *
     * @return what makes and finds them
     */
    public RequestIds requestIds() {
        return requestIds;
    }

    /**
     * Warns once for each subject where an answer to a call that needs a token invites shared caches to keep it.
     *
     * @param subject what the answer belongs to, like an access rule
     * @param cacheControl the values of its {@code Cache-Control}
     */
    public void noteCaching(Object subject, Collection<String> cacheControl) {
        if (!cacheControl.isEmpty() && SharedCaches.mayKeep(cacheControl)) {
            notices.once(
                    "shared caches " + subject,
                    "A response to a call that needs a token has Cache-Control: "
                            + Shown.of(String.join(", ", cacheControl))
                            + ", so a shared cache may serve it to others without a token (RFC 9111 §3.5); let the"
                            + " application send private or no-store. Rule: " + subject);
        }
    }

    /**
     * What is said of an error, where its line says nothing itself.
     *
     * @param error of these settings
     * @return its message in each language
     */
    public EnvelopeOptions.Message message(EnvelopeOptions.CustomError error) {
        EnvelopeOptions.Message own = error.message();
        return own != null
                ? own
                : new EnvelopeOptions.Message(
                        errors.message(error.code(), Language.CHINESE), errors.message(error.code(), Language.ENGLISH));
    }

    /**
     * Settings of their own pool and notices.
     *
     * @param options what was chosen
     * @param crossOrigin whether {@link CrossOrigin} holds for what the application sets
     * @param clock tells the time of the timestamps
     * @param listener learns what becomes of answers
     */
    public EnvelopeSettings(EnvelopeOptions options, boolean crossOrigin, Clock clock, AnswerListener listener) {
        this.crossOrigin = crossOrigin;
        this.requestIds = options.requestIds();
        this.hints = options.hints();
        this.listener = listener;
        this.notices = new Notices(listener);
        this.bufferBytes = options.bufferBytes();
        this.check = options.check();
        this.realStatus = options.realStatus();
        this.language = options.language();
        this.wrapTextPlain = options.wrapTextPlain();
        this.passNoContent = options.passNoContent();
        this.statusHeader = options.statusHeader();
        this.errors = new ErrorTable(options.statuses(), options.exceptions(), options.reasons());
        this.pool = new HeldBytes.Pool(bufferBytes);
        this.format = new EnvelopeFormat(
                options.timestampAsNumber(),
                clock,
                errors,
                language == LanguageChoice.EN ? Language.ENGLISH : Language.CHINESE);
    }
}
