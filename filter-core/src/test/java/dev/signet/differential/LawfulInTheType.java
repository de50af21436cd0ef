package dev.signet.differential;

import java.util.Locale;
import java.util.Set;

/** The differences that are allowed in what an application hears of its type and charset, each with its reason. */
enum LawfulInTheType {
    /** JSON is UTF-8, and so is what may become JSON, where the application asks for no charset of its own. */
    UTF8_FOR_JSON {
        @Override
        boolean allows(HeardItem it) {
            if (it.item().equals("header content-length")) {
                return String.valueOf(it.buffered()).equals(it.to()); // as a wrapper counts its bytes
            }
            if (!DESCRIBES.contains(it.item()) || !it.mayBeJson() && !it.hadUndecidedWriter()) {
                return false;
            }
            return it.item().equals("encoding")
                    ? !it.hasOwnCharset() && "utf-8".equalsIgnoreCase(it.to())
                    : Media.withoutCharset(it.from()).equals(Media.withoutCharset(it.to()))
                            && Media.isUtf8(it.to())
                            && (!it.hasOwnCharset() || Media.isUtf8(it.from()));
        }
    },

    /** The same type in another case, or with a blank more, is the same type (RFC 9110 §8.3.1). */
    SPELLING {
        @Override
        boolean allows(HeardItem it) {
            return DESCRIBES.contains(it.item()) && it.from() != null && Media.isSame(it.from(), it.to());
        }
    },

    /** The target of a forward may choose a writer and its charset anew, as on Jetty, where the servlet in front had. */
    CHARSET_BEHIND_A_FORWARD {
        @Override
        boolean allows(HeardItem it) {
            return it.differsInCharset()
                    && it.program().form().startsWith("forward")
                    && it.heard().part().compareTo(Program.Part.BEFORE) > 0
                    && it.program().calls(Program.Part.BEFORE).stream().anyMatch(Call::isOfTheBody);
        }
    },

    /** A type that comes behind the writer is told with the writer's charset; Jetty tells some without any. */
    TYPE_BEHIND_THE_WRITER {
        @Override
        boolean allows(HeardItem it) {
            return it.differsInCharset()
                    && it.from() != null
                    && it.from().equals(Media.withoutCharset(it.from()))
                    && it.to() != null
                    && it.to().toLowerCase(Locale.ROOT).endsWith(";charset=" + it.encoding())
                    && it.mayBeJson()
                    && it.before(Call::needsWriter)
                    && it.count(Call::setsType) > 1;
        }
    },

    /** A writer that was chosen within an include is the container's once the type is known, behind it; and adds a charset. */
    CHARSET_BEHIND_AN_INCLUDE {
        @Override
        boolean allows(HeardItem it) {
            return it.differsInCharset()
                    && it.program().form().equals("include")
                    && it.heard().part() == Program.Part.AFTER
                    && it.program().calls(Program.Part.INSIDE).stream().anyMatch(Call::needsWriter);
        }
    },

    /** What becomes of a second Content-Type is each container's own; Undertow drops it when a writer is asked for. */
    SECOND_TYPE {
        @Override
        boolean allows(HeardItem it) {
            boolean second = (it.from() + it.to()).contains(" & ")
                    || it.before(call -> call.toString().startsWith("add Content-Type"))
                            && it.count(Call::setsType) > 1;
            return DESCRIBES.contains(it.item()) && second;
        }
    },

    /** A charset that nobody knows is refused when a writer is asked for; Tomcat 10 goes back to the one before it. */
    UNKNOWN_CHARSET {
        @Override
        boolean allows(HeardItem it) {
            boolean refused =
                    it.item().equals("threw") && (it.to() + it.from()).contains("UnsupportedEncodingException");
            boolean undone = it.isUnchanged() && it.wasRefusedHere("UnsupportedEncodingException"); // as by closeWriter
            return (refused || undone || it.differsInCharset()) && it.before(Call::asksForUnknownCharset);
        }
    };

    private static final Set<String> DESCRIBES = Set.of("encoding", "type", "header content-type");

    /** Whether this is why the application hears another thing. */
    boolean allows(HeardItem it) {
        return false;
    }

    static boolean anyAllows(HeardItem it) {
        for (LawfulInTheType lawful : values()) {
            if (lawful.allows(it)) {
                return true;
            }
        }
        return false;
    }
}
