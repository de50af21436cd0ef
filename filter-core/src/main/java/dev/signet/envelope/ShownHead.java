package dev.signet.envelope;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The head as the application reads it. The container tells it; but once the container has the head of an envelope, what
 * the application had set is told from here, and so is the length, which some containers would act upon.
 *
 * <p>Used under the lock of {@link Turn}.
 */
abstract class ShownHead {

    final HttpServletResponse real;
    private final ContainerWays ways;
    private volatile boolean including;
    private long length = -1;
    private boolean sure; // the length was declared in front of the first bytes
    private boolean named; // it came as a header, which Undertow does not count by while bytes are written
    private boolean refused; // the container would not have taken it
    private Shown shows = Shown.LISTED; // how this container shows a declared length
    private boolean kept; // what the application set, because the container has ours
    private int keptStatus;
    private @Nullable String keptType;
    private boolean inFront; // a length, which the container keeps
    private boolean keptTaken; // the type was told, and not sent
    private @Nullable String keptCharset;
    private Locale keptLocale = Locale.ROOT;
    private @Nullable HeldHeaders changed; // its headers of which the container then has other values

    /** How a header that has a method of its own is shown among the others. */
    private enum Shown {
        NOT,
        /** Said to be there, and not to be had: Tomcat 10.0. */
        CONTAINED,
        LISTED;

        static Shown of(HttpServletResponse response, String name) {
            if (response.getHeader(name) != null) {
                return LISTED;
            }
            return response.containsHeader(name) ? CONTAINED : NOT;
        }
    }

    /** What this container does in its own way. */
    final ContainerWays ways() {
        return ways;
    }

    ShownHead(HttpServletResponse real, ContainerWays ways) {
        this.real = real;
        this.ways = ways;
        if (real.containsHeader("Content-Length") && !real.isCommitted()) {
            takeLength();
        }
    }

    /** A length that was declared in front is kept apart as well: that of an envelope is another one. */
    private void takeLength() {
        try {
            length = Long.parseLong(String.valueOf(real.getHeader("Content-Length")));
        } catch (NumberFormatException e) {
            return; // hidden, or none
        }
        sure = true;
        shows = Shown.LISTED;
        inFront = ways.lengths().areKept();
        if (!inFront) {
            LengthWays.drop(real);
        }
    }

    /** Whether the container goes on to act upon a length that was declared in front, unless all begins anew. */
    final boolean isMeasuredInFront() {
        return inFront;
    }

    final int status() {
        return kept ? keptStatus : real.getStatus();
    }

    final @Nullable String type() {
        return kept ? keptType : real.getContentType();
    }

    /** Whether the container has our own head, so that the application's is told from here. */
    final boolean isKept() {
        return kept;
    }

    /** Whether the type that is kept is this one, and was sent as it was told: most containers make new objects for each. */
    final boolean isKeptAs(String type) {
        return type.equals(keptType)
                && !keptTaken
                && !ways.addsTypeAside()
                && (!ways.spellsTypeAnew() || type.equals(real.getHeader("Content-Type")));
    }

    /** The charset, once it is kept. */
    final @Nullable String keptCharset() {
        return keptCharset;
    }

    final Locale locale() {
        return kept ? keptLocale : real.getLocale();
    }

    /** An include begins or ends. */
    final void include(boolean begins) {
        including = begins;
    }

    /** Whether the head cannot be set at the moment, because an include is under way. */
    final boolean isFixedByInclude() {
        return including && ways.keepsHeadOfInclude();
    }

    /** Sets the head of an answer that becomes too long to be held, perhaps while an include is under way. */
    final void setWithinInclude(Runnable head) {
        if (including) {
            new ContainerMethods(ways, real).setHeadOfInclude(head);
        } else {
            head.run();
        }
    }

    final long length() {
        return length;
    }

    /**
     * Declares a length. The container is not told of one that is set behind the first bytes: who sets it may know
     * nothing of those in front.
     *
     * @param written how many bytes those are
     * @param asHeader whether it was set as a header, and not by a method of its own
     */
    final void length(long value, int written, boolean asHeader) {
        length = value;
        named = asHeader;
        sure = written == 0;
        refused = value < written && ways.lengths().refusesShort();
        if (value < 0 && inFront && !kept && ways.container().isJetty()) {
            LengthWays.drop(real); // its headers at least forget it
        }
        learnLength();
    }

    /** What has forgotten a length has come to nothing: it is told again, and not handed on. */
    final void restore(long before) {
        length = before;
        sure = false;
        learnLength();
    }

    /** There is no length any more. */
    final void forgetLength() {
        length(-1, 0, false);
    }

    /** Gives the container a length by the door through which the application's came. */
    private void tell(long value) {
        if (named) {
            real.setHeader("Content-Length", Long.toString(value));
        } else {
            real.setContentLengthLong(value);
        }
    }

    /**
     * The first bytes were taken back: a length that was declared stands in front of the next ones, unless the container does
     * not hold them to it any more.
     */
    final void begin() {
        sure = !ways.lengths().areForgottenByReset();
        if (refused) {
            length = -1; // it was not even as long as those
            refused = false;
        }
    }

    /** Whether so many bytes are more than was declared in front of them. */
    final boolean isExceededBy(int count) {
        return length >= 0 && sure && count > length;
    }

    /** Whether so many bytes are all that was declared in front of them. */
    final boolean isReachedBy(int count) {
        return length >= 0 && sure && count >= length;
    }

    final boolean contains(@Nullable String name) {
        if ("Content-Length".equalsIgnoreCase(name)) {
            return length >= 0 && shows != Shown.NOT;
        }
        if (kept && "Content-Type".equalsIgnoreCase(name)) {
            return typed() != Shown.NOT;
        }
        Collection<String> shown = shown(name);
        return shown != null ? !shown.isEmpty() : real.containsHeader(name);
    }

    final @Nullable String header(@Nullable String name) {
        Collection<String> shown = shown(name);
        if (shown != null) {
            return shown.isEmpty() ? null : shown.iterator().next();
        }
        return real.getHeader(name);
    }

    /** A copy that may be changed without effect, as containers hand it out. */
    final Collection<String> headers(@Nullable String name) {
        Collection<String> shown = shown(name);
        return new ArrayList<>(shown != null ? shown : real.getHeaders(name));
    }

    final Collection<String> headerNames() {
        Collection<String> now = real.getHeaderNames();
        List<String> names = new ArrayList<>(changed == null ? now : changed.names(now));
        if (kept && !contains("Content-Type")) {
            names.removeIf("Content-Type"::equalsIgnoreCase); // that one is of the envelope
        }
        names.removeIf("Content-Length"::equalsIgnoreCase);
        if (length >= 0 && shows == Shown.LISTED) {
            names.add("Content-Length");
        }
        return names;
    }

    /** The values that are not the container's to tell, or null. */
    private @Nullable Collection<String> shown(@Nullable String name) {
        if ("Content-Length".equalsIgnoreCase(name)) {
            return length >= 0 && shows == Shown.LISTED ? List.of(Long.toString(length)) : List.of();
        }
        if (!kept) {
            return null;
        }
        if ("Content-Type".equalsIgnoreCase(name)) {
            return typed() == Shown.LISTED ? List.of(String.valueOf(keptType)) : List.of();
        }
        return changed == null ? null : changed.find(name);
    }

    /** Tries how this container shows a declared length among the headers. */
    private void learnLength() {
        shows = Shown.LISTED;
        if (canBeTold()) {
            try {
                besideLength(() -> shows = Shown.of(real, "Content-Length"));
            } catch (RuntimeException e) {
                shows = Shown.LISTED;
            }
        }
    }

    /** Asks the container for something that goes by the length that was declared: Undertow takes no trailers beside one. */
    final void besideLength(Runnable asked) {
        if (length < 0 || !canBeTold()) {
            asked.run();
            return;
        }
        tell(ways.lengths().like(length));
        try {
            asked.run();
        } finally {
            LengthWays.drop(real);
        }
    }

    /** Whether the container takes a length, and forgets it again. */
    private boolean canBeTold() {
        return !kept && !real.isCommitted() && !ways.lengths().areKept();
    }

    /** How the application's type is shown: as the container shows the one that it has now. */
    private Shown typed() {
        return keptType == null || keptTaken ? Shown.NOT : Shown.of(real, "Content-Type");
    }

    /**
     * The container is about to get our own head: what it has is the application's.
     *
     * @param taken whether the type is told, and not sent
     */
    final void keep(@Nullable String type, @Nullable String charset, boolean taken) {
        keptStatus = real.getStatus();
        keptType = type;
        keptTaken = taken;
        keptCharset = charset;
        keptLocale = real.getLocale();
        kept = true;
    }

    /** One of the application's headers will have another value or none. */
    final void keep(String name) {
        HeldHeaders known = changed == null ? new HeldHeaders() : changed;
        changed = known;
        known.keep(name, real);
    }

    /** Forgets everything, as {@code reset()} does. */
    final void forget() {
        kept = false;
        changed = null;
        length = -1;
    }

    /** The length for a container that is to send the body as it is, or -1. */
    final long passedLength() {
        return sure ? length : -1;
    }

    /** Gives the container that length. */
    final void passLength() {
        tell(length);
    }
}
