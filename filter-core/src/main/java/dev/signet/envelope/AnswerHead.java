package dev.signet.envelope;

import jakarta.servlet.http.HttpServletResponse;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
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
    private final ContainerWays ways;
    private final InnerHeaders inner;
    private final ShownHead shown;
    private boolean changed = true;
    private volatile @Nullable Object guard; // the rule that asks for a token
    private @Nullable Supplier<Map<String, String>> trailers;
    private boolean charsetGiven; // by the application or in front; else it is the container's default
    private boolean stale; // Undertow goes on telling a type that reset() has taken
    private @Nullable Locale locale; // set inside: some containers make a header of it when they commit
    private @Nullable String writerCharset; // what the container would have used in the place of our writer
    private String fixedCharset = "UTF-8"; // what the application hears while it is
    private boolean encoded; // the body is written through our UTF-8 writer
    private @Nullable String typeBehind; // as it was set while that was in use, with the charset that came too late
    private boolean takenBehind; // and whether it was taken away meanwhile
    private boolean opened; // there is, or was, a writer
    private boolean printing; // the container's writer is in use
    private boolean undecided; // it was chosen before there was a type

    AnswerHead(HttpServletResponse real, ContainerWays ways, boolean crossOrigin) {
        this.real = real;
        this.ways = ways;
        this.inner = new InnerHeaders(real, ways, crossOrigin);
        this.shown = new ShownHead(real, ways);
        String type = real.getContentType();
        String charset = real.getCharacterEncoding();
        this.charsetGiven = type != null && ContentType.hasCharset(type)
                || charset != null && !charset.equalsIgnoreCase("ISO-8859-1"); // the default of most containers
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

    void status(int value) {
        real.setStatus(value);
        changed = true;
    }

    /** Whether anything was set since the last call that may decide what becomes of the answer. */
    boolean takeChange() {
        boolean answer = changed;
        changed = false;
        return inner.takeChange() || answer;
    }

    MediaKind kind() {
        return isTypeTaken() ? MediaKind.NONE : MediaKind.of(type());
    }

    /** Whether the type is told, and not sent before something else sets it anew. */
    private boolean isTypeTaken() {
        return stale && !shown.isKept() && !real.containsHeader("Content-Type");
    }

    /** What the container holds before it commits. */
    int bufferSize() {
        return real.getBufferSize();
    }

    void bufferSize(int size) {
        real.setBufferSize(size);
    }

    Locale locale() {
        return shown.locale();
    }

    void locale(Locale value) {
        String before = real.getCharacterEncoding();
        inner.touch("Content-Language");
        real.setLocale(value);
        locale = value;
        charsetGiven |= !String.valueOf(before).equals(real.getCharacterEncoding());
    }

    void type(@Nullable String value) {
        if (encoded && value == null && ways.keepsTypeOfWriter()) {
            throw new IllegalStateException("the writer is in use"); // as that container has it
        }
        type(value, (name, type) -> real.setContentType(type));
    }

    /** Sets the type by one of its doors; once our writer is in use its charset stays, as the container's would. */
    private void type(@Nullable String value, BiConsumer<String, @Nullable String> door) {
        changed = true;
        stale &= value == null;
        if (encoded) {
            typeBehind = value;
            door.accept("Content-Type", value == null ? null : ContentType.inCharset(fixedCharset, value));
            takenBehind |= value == null && real.getContentType() == null; // some ignore a header that is null
            return;
        }
        String before = real.getCharacterEncoding();
        door.accept("Content-Type", value);
        charsetGiven = value == null
                ? charsetGiven && String.valueOf(before).equals(real.getCharacterEncoding())
                : charsetGiven || ContentType.hasCharset(value) || hasCharsetInFront();
    }

    /** One in front that is the container's default anyway cannot be told from none before there is a type. */
    private boolean hasCharsetInFront() {
        String told = opened ? null : real.getContentType();
        return told != null && ContentType.hasCharset(told);
    }

    @Nullable
    String type() {
        return shown.type();
    }

    void charset(@Nullable String value) {
        if (!encoded) {
            real.setCharacterEncoding(value);
            charsetGiven = value != null;
        }
    }

    /**
     * What the container says, but UTF-8 where nobody chose one for JSON. Without a type it is the container's still:
     * Struts sets its own only where another one is told, and a page after that has to be declared as that.
     */
    @Nullable
    String charset() {
        if (shown.isKept()) {
            return shown.charset();
        }
        if (encoded && charsetGiven) {
            return fixedCharset;
        }
        return charsetGiven || printing || MediaKind.of(type()) != MediaKind.JSON
                ? real.getCharacterEncoding()
                : "UTF-8";
    }

    /**
     * The container's writer is in use, and the charset is fixed: a type that was set since is heard as behind it.
     *
     * @param passes whether the answer is decided although it has no type
     */
    void usePrinter(boolean passes) {
        printing = true;
        opened = true;
        if (takenBehind && !ways.keepsTypeOfWriter()) {
            real.setContentType(null); // with which some forget the charset, too
            takenBehind = false;
        }
        if (typeBehind != null) {
            real.setContentType(typeBehind);
            typeBehind = null;
        }
        undecided = kind() == MediaKind.NONE && !passes;
    }

    /** Whether the container has chosen a charset for what nobody has said a word about. */
    boolean isUndecided() {
        return undecided && !charsetGiven && kind() == MediaKind.NONE;
    }

    /** Our own writer is in use, and the charset is fixed. */
    void useWriter() throws UnsupportedEncodingException {
        String own = real.getCharacterEncoding();
        writerCharset = own;
        if (!charsetGiven) {
            real.setCharacterEncoding("UTF-8");
        } else if (!Charset.isSupported(String.valueOf(charset()))) {
            throw new UnsupportedEncodingException(charset()); // as every container's getWriter()
        }
        fixedCharset = charsetGiven && own != null ? own : "UTF-8";
        encoded = true;
        opened = true;
        takenBehind = false;
    }

    /** Whether the body comes through our writer. */
    boolean isEncoded() {
        return encoded;
    }

    /** The type is not ours to encode after all: the charset is what it would be without us. */
    void undoWriter() {
        encoded = false;
        if (!String.valueOf(writerCharset).equalsIgnoreCase(real.getCharacterEncoding())) {
            real.setCharacterEncoding(writerCharset);
        }
    }

    /** The type is not ours, but the container has no writer for it: what was encoded is declared as it is. */
    void keepWriter() {
        encoded = true;
        typeBehind = null;
        real.setCharacterEncoding("UTF-8");
    }

    /** Stream and writer are open to choose again. */
    void forgetWriter() {
        encoded = false;
        printing = false;
        undecided = false;
        typeBehind = null;
    }

    void trailers(Supplier<Map<String, String>> supplier) {
        real.setTrailerFields(supplier);
        trailers = supplier;
    }

    /** Whether no length may be declared (RFC 9112 §6.2). */
    boolean hasTrailers() {
        return trailers != null;
    }

    /**
     * The declared charset where bytes must be transcoded, or null where they are UTF-8 already: those of our own writer
     * are, whatever was declared.
     */
    @Nullable
    Charset foreignCharset() {
        String type = type();
        boolean told = type != null && kind() != MediaKind.NONE && ContentType.hasCharset(type);
        if (!charsetGiven || encoded || printing || !told) {
            return null; // what is told without a type, or by a language, is not told to the caller
        }
        try {
            Charset declared = Charset.forName(String.valueOf(charset()));
            return declared.equals(StandardCharsets.UTF_8) ? null : declared;
        } catch (IllegalArgumentException e) {
            return null; // no such charset: the check of the body decides what it is
        }
    }

    // headers

    void setHeader(String name, @Nullable String value) {
        if (isType(name)) {
            type(value, real::setHeader);
        } else {
            inner.setHeader(name, value);
        }
    }

    void addHeader(String name, @Nullable String value) {
        if (isType(name)) {
            type(value, real::addHeader);
        } else {
            inner.addHeader(name, value);
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

    /** The container is about to get our own head, with these headers. */
    void keepSeen(String... changedNames) {
        shown.keep(charset(), changedNames);
    }

    /** The doors of headers that are no types. */
    InnerHeaders inner() {
        return inner;
    }

    private static boolean isType(@Nullable String name) {
        return name != null && name.equalsIgnoreCase("Content-Type");
    }

    /** Drops what was set inside; what outer filters had set stays. */
    void reset(Wire wire) {
        locale = null;
        resetTo(inner.surviving(name -> false), wire, false);
        inner.forget();
        shown.forget();
        trailers = null;
        charsetGiven = false;
        opened = false;
        stale = real.getContentType() != null;
        forgetWriter();
        changed = true;
    }

    /** Hands the container what it has not learned yet. */
    void passLength(Wire wire) {
        if (shown.passedLength() >= 0 && !hasTrailers()) {
            real.setContentLengthLong(shown.passedLength());
            wire.promise(shown.passedLength());
        }
    }

    /** Takes back what {@link #passLength} has given the container. */
    void takeBackLength(Wire wire) {
        if (shown.passedLength() >= 0) {
            if (ways.keepsLengths()) {
                reopen(wire);
            } else {
                real.setContentLengthLong(-1);
            }
            wire.promise(Long.MAX_VALUE);
        }
    }

    /** Makes the container begin anew with the head as it is, without a length, and with its stream to be had. */
    void reopen(Wire wire) {
        int status = real.getStatus();
        String type = isTypeTaken() ? null : real.getContentType();
        resetTo(inner.surviving(name -> true), wire, true);
        real.setStatus(status);
        if (type != null) {
            real.setContentType(type);
        }
    }

    /** Takes back what {@link #passLength} and the head of an envelope have given the container. */
    void takeBack(Wire wire) {
        keepSeen();
        resetTo(inner.surviving(name -> true), wire, true);
    }

    /** Gives the container the head of an envelope with those headers of the application's that stay true. */
    void envelopeTo(int wireStatus, Predicate<String> survives, Wire wire) {
        keepSeen();
        List<String> dropped = inner.dropped(survives);
        if (wire.isPrinting() || !dropped.isEmpty()) {
            dropped.forEach(this::keepSeen);
            resetTo(inner.surviving(survives), wire, survives.test("Content-Language"));
        }
        real.setStatus(wireStatus);
        real.setContentType(ENVELOPE_TYPE);
        wire.writesJson();
    }

    private void resetTo(HeldHeaders stay, Wire wire, boolean keepsLocale) {
        real.reset();
        wire.forget();
        if (locale != null && keepsLocale) {
            real.setLocale(locale);
        }
        stay.restore(real);
        if (trailers != null) {
            real.setTrailerFields(trailers);
        }
    }
}
