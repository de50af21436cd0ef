package dev.signet.envelope;

import dev.signet.envelope.DeclaredType.Door;
import jakarta.servlet.http.HttpServletResponse;
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
final class AnswerHead {

    static final String ENVELOPE_TYPE = "application/json;charset=UTF-8";

    private final HttpServletResponse real;
    private final boolean crossOrigin;
    private final ShownHead shown;
    private final DeclaredType declared;
    private @Nullable InnerHeaders inner; // made for the first header that is set inside
    private int statuses; // how often one was set
    private int looked = -1; // how often headers had been set when they were last looked at
    private boolean part; // and what they said
    private boolean encoded;
    private boolean attached;
    private volatile @Nullable Object guard; // the rule that asks for a token
    private int sizeBefore; // of the buffer, where it was made larger for what was held
    private @Nullable Supplier<Map<String, String>> trailers;

    AnswerHead(HttpServletResponse real, ContainerWays ways, boolean crossOrigin) {
        this.real = real;
        this.crossOrigin = crossOrigin;
        this.shown = new ShownHead(real, ways);
        this.declared = new DeclaredType(real, ways, shown);
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

    int status() {
        return shown.status();
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

    /** How often something was set that may decide what becomes of the answer. */
    int changes() {
        return statuses + declared.changes() + headers();
    }

    /** Whether the body is a part of another one (RFC 9110 §14). */
    boolean isPart() {
        look();
        return part;
    }

    /** Whether the body is compressed. */
    boolean isEncoded() {
        look();
        return encoded;
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
        String encoding = header("Content-Encoding");
        String disposition = header("Content-Disposition");
        part = contains("Content-Range");
        encoded = encoding != null // most have none, and this costs less
                && !shown.headers("Content-Encoding").stream().allMatch("identity"::equalsIgnoreCase);
        attached = disposition != null && disposition.strip().regionMatches(true, 0, "attachment", 0, 10);
    }

    /** Type and charset. */
    DeclaredType declared() {
        return declared;
    }

    MediaKind kind() {
        return declared.kind();
    }

    /** What the container holds before it commits, as the application has it. */
    int bufferSize() {
        return sizeBefore > 0 ? sizeBefore : real.getBufferSize();
    }

    void bufferSize(int size) {
        if (size >= 0 || !shown.ways().takesImpossibleBuffers()) {
            real.setBufferSize(size);
            sizeBefore = 0;
        }
    }

    Locale locale() {
        return shown.locale();
    }

    void locale(Locale value) {
        inner().touch("Content-Language");
        declared.setByLocale(value);
    }

    void trailers(Supplier<Map<String, String>> supplier) {
        shown.besideLength(() -> real.setTrailerFields(supplier));
        trailers = supplier;
    }

    /** Whether no length may be declared (RFC 9112 §6.2). */
    boolean hasTrailers() {
        return trailers != null || real.getTrailerFields() != null;
    }

    void setHeader(String name, @Nullable String value) {
        if (isType(name)) {
            declared.set(value, Door.HEADER);
        } else {
            inner().setHeader(name, value);
        }
    }

    void addHeader(String name, @Nullable String value) {
        if (isType(name)) {
            declared.set(value, value != null && shown.ways().addsTypeAside() ? Door.TYPE : Door.ADDED_HEADER);
        } else {
            inner().addHeader(name, value);
        }
    }

    /** What the application reads. */
    ShownHead shown() {
        return shown;
    }

    @Nullable
    String header(String name) {
        return shown.header(name);
    }

    boolean contains(String name) {
        return shown.contains(name);
    }

    /** The container is about to get our own head. */
    void keepSeen() {
        shown.keep(declared.charset(), declared.isTaken());
    }

    /** The container is about to get a header of our own, or to lose one. */
    void keepSeen(String name) {
        shown.keep(declared.charset(), declared.isTaken(), name);
    }

    /** The doors of headers that are no types. */
    InnerHeaders inner() {
        InnerHeaders known = inner == null ? new InnerHeaders(real, shown.ways(), crossOrigin) : inner;
        inner = known;
        return known;
    }

    private static boolean isType(@Nullable String name) {
        return name != null && name.equalsIgnoreCase("Content-Type");
    }

    /** Drops what was set inside; what outer filters had set stays. */
    void reset(Wire wire) {
        trailers = null;
        resetTo(inner().surviving(name -> false), wire, false);
        real.setStatus(HttpServletResponse.SC_OK); // as it is sent; Liberty goes on telling the one before
        inner().forget();
        shown.forget();
        declared.reset();
    }

    /** Hands the container what it has not learned yet. */
    void passLength(Wire wire) {
        if (shown.passedLength() >= 0 && !hasTrailers()) {
            shown.passLength();
            wire.promise(shown.passedLength());
        }
    }

    /** Takes back what {@link #passLength} has given the container. */
    void takeBackLength(Wire wire) {
        if (shown.passedLength() >= 0) {
            if (shown.ways().keepsLengths()) {
                reopen(wire);
            } else {
                ContainerWays.dropLength(real);
            }
            wire.promise(Long.MAX_VALUE);
        }
    }

    /** Makes the container begin anew with the head as it is, without a length, and with its stream to be had. */
    void reopen(Wire wire) {
        int status = real.getStatus();
        String type = declared.isTaken() ? null : real.getContentType();
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
        if (wire.isPrinting() || !dropped.isEmpty()) {
            dropped.forEach(this::keepSeen);
            resetTo(inner().surviving(survives), wire, survives.test("Content-Language"));
        } else {
            wire.resetBuffer(); // what filters in front have written is no part of an envelope
        }
        real.setStatus(wireStatus);
        real.setContentType(ENVELOPE_TYPE);
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

    private void resetTo(HeldHeaders stay, Wire wire, boolean keepsLocale) {
        Locale before = real.getLocale(); // some containers make a header of it when they commit
        real.reset();
        wire.forget();
        if (keepsLocale && !before.equals(real.getLocale())) {
            real.setLocale(before);
        }
        stay.restore(real);
        if (trailers != null) {
            real.setTrailerFields(trailers);
        }
    }
}
