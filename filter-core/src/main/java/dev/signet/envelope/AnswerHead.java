package dev.signet.envelope;

import dev.signet.envelope.DeclaredType.Door;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Status, type and headers of one answer. The container has them, as the filters in front and the application set them,
 * and is asked for them: so the application hears what it would hear without us. The one thing kept aside is the length,
 * because some containers end an answer whose length is reached.
 *
 * <p>Once the head of an envelope has taken the place of the application's own, that is shown from here. Used under the
 * lock of {@link Turn}.
 */
final class AnswerHead extends DeclaredType {

    static final String ENVELOPE_TYPE = "application/json;charset=UTF-8";

    private final boolean crossOrigin;
    private @Nullable InnerHeaders inner; // made for the first header that is set inside
    private int statuses; // how often one was set
    private int looked = -1; // how often headers had been set when they were last looked at
    private boolean part; // and what they said
    private boolean compressed;
    private boolean attached;
    private volatile @Nullable Object guard; // the rule that asks for a token
    private int sizeBefore; // of the buffer, where it was made larger for what was held

    AnswerHead(HttpServletResponse real, EnvelopeSettings settings) {
        super(real, settings.waysOf(real));
        this.crossOrigin = settings.crossOrigin;
    }

    void guardedBy(Object rule) {
        guard = rule;
    }

    /** The head is whole. */
    void noteCaching(EnvelopeSettings settings) {
        Object rule = guard;
        if (rule != null && real.getHeader("Cache-Control") != null) { // most have none, and this costs less
            settings.noteCaching(rule, real.getHeaders("Cache-Control"));
        }
    }

    /** The same of an answer that may be over for the container as well, which then tells nothing; 0 in that case. */
    int lastStatus() {
        try {
            return status();
        } catch (RuntimeException e) { // as of a response that serves another call
            return 0;
        }
    }

    void status(int value) {
        real.setStatus(value);
        statuses++;
    }

    /** Whether the answer sends the caller elsewhere. */
    boolean isRedirect() {
        return status() >= 300 && status() < 400 && contains("Location");
    }

    /** Refuses a redirect in the place of a container that would be over by the time it does. */
    void refuseRedirect(@Nullable String location, int status) {
        if (ways().closesBeforeRefusing()) {
            new ContainerMethods(ways(), real).refuseRedirect(location, status);
        }
    }

    /** How often something was set that may decide what becomes of the answer. */
    int changes() {
        return statuses + typeChanges() + headers();
    }

    /** Whether the body is a part of another one (RFC 9110 §14). */
    boolean isPart() {
        look();
        return part;
    }

    /** Whether the body is compressed. */
    boolean isCompressed() {
        look();
        return compressed;
    }

    /** Whether the body is a file to be saved. */
    boolean isAttached() {
        look();
        return attached;
    }

    /** How often a header was set inside. */
    private int headers() {
        return inner == null ? 0 : inner.changes();
    }

    /** Asks the container for what decides, again where a header was set since: with some, each question costs memory. */
    private void look() {
        if (looked == headers()) {
            return;
        }
        looked = headers();
        String encoding = isEncodedInFront() ? null : header("Content-Encoding");
        String disposition = header("Content-Disposition");
        part = contains("Content-Range");
        compressed = encoding != null // most have none, and this costs less
                && !headers("Content-Encoding").stream().allMatch("identity"::equalsIgnoreCase);
        attached = disposition != null && disposition.strip().regionMatches(true, 0, "attachment", 0, 10);
    }

    /** A wrapper in front says how it encodes, not how the bytes are encoded that it is given. */
    private boolean isEncodedInFront() {
        return InFront.isWrapped(real) && (inner == null || !inner.isInner("Content-Encoding"));
    }

    /** Type and charset. */
    DeclaredType declared() {
        return this;
    }

    /** What the container holds before it commits, as the application has it. */
    int bufferSize() {
        return sizeBefore > 0 ? sizeBefore : real.getBufferSize();
    }

    void bufferSize(int size) {
        if (size >= 0 || !ways().takesImpossibleBuffers()) {
            real.setBufferSize(size);
            sizeBefore = 0;
        }
    }

    void locale(Locale value) {
        inner().touch("Content-Language");
        setByLocale(value);
    }

    void trailers(Supplier<Map<String, String>> supplier) {
        besideLength(() -> real.setTrailerFields(supplier));
        inner().trailers = supplier;
    }

    /** Whether no length may be declared (RFC 9112 §6.2). */
    boolean hasTrailers() {
        return inner != null && inner.trailers != null || real.getTrailerFields() != null;
    }

    void setHeader(String name, @Nullable String value) {
        if (isType(name)) {
            set(value, Door.HEADER);
        } else {
            inner().setHeader(name, value);
        }
    }

    void addHeader(String name, @Nullable String value) {
        if (isType(name)) {
            set(value, value != null && ways().addsTypeAside() ? Door.TYPE : Door.ADDED_HEADER);
        } else {
            inner().addHeader(name, value);
        }
    }

    /** What the application reads. */
    ShownHead shown() {
        return this;
    }

    /** The doors of headers that are no types. */
    InnerHeaders inner() {
        InnerHeaders known = inner == null ? new InnerHeaders(real, ways(), crossOrigin) : inner;
        inner = known;
        return known;
    }

    private static boolean isType(@Nullable String name) {
        return name != null && name.equalsIgnoreCase("Content-Type");
    }

    /** Drops what was set inside; what outer filters had set stays. */
    void reset(Wire wire) {
        inner().trailers = null;
        resetTo(inner().surviving(name -> false), wire, false);
        real.setStatus(HttpServletResponse.SC_OK); // as it is sent; Liberty goes on telling the one before
        inner().forget();
        forget();
        reset();
    }

    /** Hands the container what it has not learned yet. */
    void passLength(Wire wire) {
        if (passedLength() >= 0 && !hasTrailers()) {
            passLength();
            wire.promise(passedLength());
        }
    }

    /** Takes back what {@link #passLength} has given the container. */
    void takeBackLength(Wire wire) {
        if (passedLength() >= 0) {
            if (ways().lengths().areKept()) {
                reopen(wire);
            } else {
                LengthWays.drop(real);
            }
            wire.promise(Long.MAX_VALUE);
        }
    }

    /** Makes the container begin anew with the head as it is, without a length, and with its stream to be had. */
    void reopen(Wire wire) {
        int status = real.getStatus();
        String told = isTaken() ? null : real.getContentType();
        String type = told == null || !isUndecided() ? told : ContentType.withoutCharset(told); // it was not asked for
        resetTo(inner().surviving(name -> true), wire, true);
        real.setStatus(status);
        if (type != null) {
            real.setContentType(type);
        }
    }

    /** Takes back what {@link #passLength} and the head of an envelope have given the container. */
    void takeBack(Wire wire) {
        keepSeen();
        resetTo(inner().surviving(name -> true), wire, true);
    }

    /** Gives the container the head of an envelope with those headers of the application's that stay true. */
    void envelopeTo(int wireStatus, Predicate<String> survives, Wire wire) {
        keepSeen();
        List<String> dropped = inner == null ? List.of() : inner.dropped(survives);
        boolean anew = wire.isPrinting() || !dropped.isEmpty() || isMeasuredInFront();
        if (anew) {
            dropped.forEach(this::keepSeen);
            resetTo(inner().surviving(survives), wire, survives.test("Content-Language"));
        } else {
            wire.resetBuffer(); // what filters in front have written is no part of an envelope
        }
        real.setStatus(wireStatus);
        if (anew || isTypeAdded() || !isKeptAs(ENVELOPE_TYPE)) {
            real.setContentType(ENVELOPE_TYPE);
        }
        wire.writesJson();
    }

    /**
     * The container is about to get so many bytes that it must not commit yet.
     *
     * @return false where it has no room for them
     */
    boolean makeRoom(int count) {
        int size = real.getBufferSize();
        if (count > size) {
            try {
                real.setBufferSize(count);
                sizeBefore = size;
            } catch (IllegalStateException e) {
                return false; // something was written in front, or a writer is in use
            }
        }
        return true;
    }

    /**
     * Whether a filter in front has written something that was not sent: the size of the buffer is fixed then, and nothing
     * else tells. Asked where the container has nothing from inside, of the container itself: a wrapper in front may refuse
     * to set a size for reasons of its own.
     *
     * @param empty whether an envelope without data is all that can follow
     */
    boolean isWrittenInFront(boolean empty) {
        if (!ways().fixesWrittenBuffers()) {
            return false;
        }
        ServletResponse container = ContainerName.bottom(real);
        int size = container.getBufferSize();
        int asked = empty ? ways().roomForEmpty(size) : size;
        try {
            container.setBufferSize(asked);
            sizeBefore = empty && asked != size && sizeBefore == 0 ? size : sizeBefore;
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    /** Commits it, and its body never comes, so that the caller sees that it is broken. */
    void commitBroken() throws IOException {
        real.setContentLengthLong(1);
        real.flushBuffer();
    }

    private void resetTo(HeldHeaders stay, Wire wire, boolean keepsLocale) {
        Locale before = real.getLocale(); // some containers make a header of it when they commit
        real.reset();
        wire.forget();
        if (keepsLocale && !real.getLocale().equals(before)) { // null on Tomcat 10, where one was set
            real.setLocale(before);
        }
        stay.restore(real);
        Supplier<Map<String, String>> trailers = inner().trailers;
        if (trailers != null) {
            real.setTrailerFields(trailers);
        }
    }
}
