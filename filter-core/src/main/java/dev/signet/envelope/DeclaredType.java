package dev.signet.envelope;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the body of one answer is said to be, its type and charset, and who makes bytes of its characters: our writer or
 * the container's. Used under the lock of {@link Turn}.
 */
abstract class DeclaredType extends ShownHead {

    /** By which the container is told of a type. */
    enum Door {
        TYPE {
            @Override
            void set(HttpServletResponse real, @Nullable String value) {
                real.setContentType(value);
            }
        },
        HEADER {
            @Override
            void set(HttpServletResponse real, @Nullable String value) {
                real.setHeader("Content-Type", value);
            }
        },
        ADDED_HEADER {
            @Override
            void set(HttpServletResponse real, @Nullable String value) {
                real.addHeader("Content-Type", value);
            }
        };

        abstract void set(HttpServletResponse real, @Nullable String value);
    }

    private int typeChanges;
    private boolean added; // a type as a header beside another one, which stays
    private boolean charsetGiven; // by the application or in front; else it is the container's default
    private boolean stale; // Undertow goes on telling a type that reset() has taken, Liberty one that was set to null
    private @Nullable String writerCharset; // what the container would have used in the place of our writer
    private String fixedCharset = "UTF-8"; // what the application hears while it is
    private boolean encoded; // the body is written through our UTF-8 writer
    private boolean chosen; // which has chosen the charset
    private @Nullable String typeBefore; // as it was told when that was chosen
    private List<@Nullable String> typesBehind = List.of(); // set since, with charsets that came too late
    private boolean opened; // there is, or was, a writer
    private boolean localized; // a language was set, which may have brought a charset that nobody asked for
    private boolean printing; // the container's writer is in use
    private boolean undecided; // it was chosen before there was a type

    DeclaredType(HttpServletResponse real, ContainerWays ways) {
        super(real, ways);
        String type = real.getContentType();
        String charset = real.getCharacterEncoding();
        this.charsetGiven = type != null && ContentType.hasCharset(type)
                || charset != null && !charset.equalsIgnoreCase("ISO-8859-1"); // the default of most containers
    }

    /** Whether there may be two types, of which one is told. */
    final boolean isTypeAdded() {
        return added;
    }

    /** How often the type was set. */
    final int typeChanges() {
        return typeChanges;
    }

    final MediaKind kind() {
        return isTaken() ? MediaKind.NONE : MediaKind.of(type());
    }

    /** Whether the type is told, and not sent before something else sets it anew. */
    final boolean isTaken() {
        return stale && !isKept() && !real.containsHeader("Content-Type");
    }

    final void set(@Nullable String value) {
        if (encoded && value == null && ways().keepsTypeOfWriter()) {
            throw new IllegalStateException("the writer is in use"); // as that container has it
        }
        set(value, Door.TYPE);
    }

    /** Sets the type by one of its doors; once our writer is in use its charset stays, as the container's would. */
    final void set(@Nullable String value, Door door) {
        typeChanges++;
        added |= door == Door.ADDED_HEADER;
        stale &= value == null;
        if (encoded) {
            door.set(real, value == null ? null : ContentType.inCharset(fixedCharset, value));
            if (value != null || real.getContentType() == null) {
                addBehind(value); // some ignore a header that is null
            }
            return;
        }
        String before = real.getCharacterEncoding();
        door.set(real, value);
        stale = value == null && real.getContentType() != null;
        charsetGiven = value == null
                ? charsetGiven && String.valueOf(before).equals(real.getCharacterEncoding())
                : charsetGiven || ContentType.hasCharset(value) || hasCharsetInFront();
    }

    private void addBehind(@Nullable String type) {
        List<@Nullable String> known = typesBehind.isEmpty() ? new ArrayList<>(2) : typesBehind;
        typesBehind = known;
        known.add(type);
    }

    private void setBehind() {
        for (String type : typesBehind) {
            if (type == null && ways().keepsTypeOfWriter()) {
                real.setHeader("Content-Type", null); // the door by which it can be taken
            } else {
                real.setContentType(type);
            }
        }
        typesBehind = List.of();
    }

    /** One in front that is the container's default anyway cannot be told from none before there is a type. */
    private boolean hasCharsetInFront() {
        String told = opened || localized ? null : real.getContentType();
        return told != null && ContentType.hasCharset(told);
    }

    /** Some languages bring a charset with them. */
    final void setByLocale(Locale value) {
        String before = real.getCharacterEncoding();
        real.setLocale(value);
        localized = true;
        charsetGiven |= !String.valueOf(before).equals(real.getCharacterEncoding());
    }

    final void charset(@Nullable String value) {
        if (!encoded) {
            real.setCharacterEncoding(value);
            charsetGiven = value != null;
        }
    }

    /** The same by the door of Servlet 6.1. */
    final void charset(@Nullable Charset value) {
        if (!encoded) {
            real.setCharacterEncoding(value);
            charsetGiven = value != null;
        }
    }

    /**
     * What the container says, but UTF-8 where nobody chose one for JSON. Without a type it is the container's still:
     * Struts sets its own only where another one is told, and a page after that has to be declared as that.
     */
    final @Nullable String charset() {
        return isKept() ? keptCharset() : charsetOf(charsetGiven || printing ? null : type());
    }

    private @Nullable String charsetOf(@Nullable String type) {
        if (encoded && charsetGiven) {
            return fixedCharset;
        }
        return charsetGiven || printing || MediaKind.of(type) != MediaKind.JSON ? real.getCharacterEncoding() : "UTF-8";
    }

    /** The container is about to get our own head. */
    final void keepSeen() {
        if (!isKept()) {
            String told = type();
            keep(told, charsetOf(told), isTaken());
        }
    }

    /** The container is about to get a header of our own, or to lose one. */
    final void keepSeen(String name) {
        keepSeen();
        keep(name);
    }

    /**
     * The container's writer is in use, and the charset is fixed: a type that was set since is heard as behind it.
     *
     * @param passes whether the answer is decided although it has no type
     */
    final void usePrinter(boolean passes) {
        printing = true;
        opened = true;
        setBehind();
        undecided = kind() == MediaKind.NONE && !passes;
    }

    /** Whether the container has chosen a charset for what nobody has said a word about. */
    final boolean isUndecided() {
        return undecided && !charsetGiven && kind() == MediaKind.NONE;
    }

    /** Our own writer is in use, and the charset is fixed. */
    final void useWriter() {
        String own = real.getCharacterEncoding();
        writerCharset = own;
        typeBefore = real.getContentType();
        chosen = !charsetGiven && !isFixedByInclude() && !isTaken();
        if (chosen) {
            real.setCharacterEncoding("UTF-8");
        } else if (localized && !isFixedByInclude() && !isTaken()) {
            real.setCharacterEncoding(own); // that of a language, which the container's writer would have fixed
        }
        fixedCharset = charsetGiven && own != null ? own : "UTF-8";
        encoded = true;
        opened = true;
        typesBehind = List.of();
    }

    /** Whether a writer can encode what is declared. */
    final boolean isKnownCharset() {
        try {
            return !charsetGiven || Charset.isSupported(String.valueOf(charset()));
        } catch (IllegalArgumentException e) {
            return false; // not even a name
        }
    }

    /** Whether the body comes through our writer. */
    final boolean isEncoded() {
        return encoded;
    }

    /** The type is not ours to encode after all: the container is where it was when the writer was chosen. */
    final void undoWriter() {
        encoded = false;
        if (chosen) {
            real.setCharacterEncoding((String) null); // a default is told in another way than what somebody has chosen
        }
        if (chosen || !typesBehind.isEmpty()) {
            real.setContentType(typeBefore);
        }
        if (!String.valueOf(writerCharset).equalsIgnoreCase(real.getCharacterEncoding())) {
            real.setCharacterEncoding(writerCharset);
        }
    }

    /** The type is not ours, but the container has no writer for it: what was encoded is declared as it is. */
    final void keepWriter() {
        encoded = true;
        setBehind();
        real.setCharacterEncoding("UTF-8");
    }

    /** Stream and writer are open to choose again. */
    final void forgetWriter() {
        encoded = false;
        printing = false;
        undecided = false;
        typesBehind = List.of();
    }

    /**
     * The declared charset where bytes must be transcoded, or null where they are UTF-8 already: those of our own writer
     * are, whatever was declared.
     */
    final @Nullable Charset foreignCharset() {
        return kind() == MediaKind.NONE ? null : toldCharset(); // nobody said what those bytes are
    }

    /** The same, also where what is told is a charset and no type. */
    final @Nullable Charset toldCharset() {
        if (!charsetGiven || encoded || printing) {
            return null;
        }
        String type = type();
        if (type == null || isTaken() || !ContentType.hasCharset(type)) {
            return null; // what is told without a type, or by a language, is not told to the caller
        }
        try {
            Charset declared = Charset.forName(String.valueOf(charset()));
            return declared.equals(StandardCharsets.UTF_8) ? null : declared;
        } catch (IllegalArgumentException e) {
            return null; // no such charset: the check of the body decides what it is
        }
    }

    /** What was said inside was taken back. */
    final void reset() {
        added = false;
        charsetGiven = false;
        opened = false;
        localized = false;
        stale = real.getContentType() != null;
        forgetWriter();
        typeChanges++;
    }
}
