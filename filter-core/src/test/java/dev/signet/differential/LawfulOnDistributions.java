package dev.signet.differential;

import java.util.Set;

/**
 * The ways of one distribution, measured on its bare webapp, that neither the decision table nor what the application hears
 * can follow, each with its reason. They hold for that distribution alone.
 */
enum LawfulOnDistributions {
    /** What fails behind its head is ended as if it were whole, and nothing in reach can make them cut it. */
    BROKEN_AS_WHOLE(Kin.LIBERTY_AND_GLASSFISH) {
        @Override
        boolean allows(Program program, Kind kind) {
            return kind.item().equals("answer")
                    && "broken".equals(kind.from())
                    && !kind.to().startsWith("code ");
        }
    },

    /** A status that a reset has taken goes on to be told, while 200 is sent; behind Signet 200 is told. */
    STATUS_BEHIND_A_RESET(Kin.LIBERTY) {
        @Override
        boolean allows(HeardItem it) {
            return it.item().equals("status")
                    && it.to().equals("200")
                    && it.before(call -> call.verb().equals("reset"));
        }
    },

    /** A type that was set to null goes on to be told, while none is sent. */
    TYPE_SET_TO_NULL(Kin.LIBERTY) {
        @Override
        boolean allows(HeardItem it) {
            return DESCRIBES.contains(it.item())
                    && it.before(call -> call.text().equals("Content-Type: <null>"));
        }
    },

    /** The size of the buffer is that of what is written to at the moment, whatever was asked for. */
    BUFFER_OF_THE_MOMENT(Kin.LIBERTY) {
        @Override
        boolean allows(HeardItem it) {
            return it.item().equals("buffer");
        }
    },

    /** A language becomes a header when the answer is committed, which an answer in a forward is not there yet. */
    LANGUAGE_BEHIND_A_FORWARD(Kin.LIBERTY) {
        @Override
        boolean allows(HeardItem it) {
            return it.item().equals("header content-language")
                    && it.from() == null
                    && it.language().equals(it.to())
                    && it.heard().part() == Program.Part.MODE
                    && it.program().hasEndedBefore(Program.Part.AFTER);
        }
    },

    /**
     * A forward that has written nothing leaves the answer open. Behind Signet it has ended, as the specification says (9.4)
     * and every other container does.
     */
    OPEN_BEHIND_AN_EMPTY_FORWARD(Kin.LIBERTY) {
        @Override
        boolean allows(Program program, Kind kind) {
            return program.hasEndedBefore(Program.Part.AFTER)
                    && program.has(Program.Part.AFTER)
                    && program.calls(Program.Part.INSIDE).stream()
                            .noneMatch(call -> call.writes() || call.flushes() || call.closes());
        }
    },

    /** A write behind a redirect is dropped, unless the stream was asked for in front of it; behind Signet in any case. */
    WRITE_BEHIND_A_REDIRECT(Kin.LIBERTY) {
        @Override
        boolean allows(HeardItem it) {
            boolean copies = it.heard().part() == Program.Part.MODE
                    && it.program().form().contains("buffered");
            return it.item().equals("threw")
                    && it.to().isEmpty()
                    && (it.call().writes() || copies)
                    && it.before(call -> call.verb().equals("redirect"));
        }
    },

    /** An answer whose status forbids a body drops it, and is not committed by it. */
    BODY_OF_NONE(Kin.LIBERTY) {
        @Override
        boolean allows(HeardItem it) {
            boolean refused = it.item().equals("threw")
                    && it.to().equals("IllegalStateException")
                    && it.call().takesBack();
            return (refused || it.item().equals("committed") && it.to().equals("true"))
                    && Set.of("204", "205", "304").contains(it.heard().item("status"))
                    && it.written() > 0;
        }
    },

    /** A flush is held back until there is another, so that a length which is not kept can still be corrected. */
    LENGTH_BEHIND_A_FLUSH(Kin.LIBERTY) {
        @Override
        boolean allows(Program program, Kind kind) {
            return program.has(Call::declaresLength)
                    && program.has(Call::flushes)
                    && kind.item().equals("answer")
                    && kind.from().startsWith("untouched")
                    && kind.to().startsWith("cut");
        }
    },

    /** A type that is set as a header behind the writer is told, and sent, with a charset that its bytes do not have. */
    CHARSET_BEHIND_THE_WRITER(Kin.LIBERTY_AND_GLASSFISH) {
        @Override
        boolean allows(HeardItem it) {
            return it.differsInCharset()
                    && it.before(Call::needsWriter)
                    && it.before(call -> call.text().startsWith("Content-Type: "));
        }

        @Override
        boolean allows(Program program, Kind kind) {
            return kind.item().equals("header content-type")
                    && Media.withoutCharset(kind.from()).equals(Media.withoutCharset(kind.to()))
                    && program.has(Call::needsWriter)
                    && program.has(call -> call.text().startsWith("Content-Type: "));
        }
    },

    /** An include that closes its stream ends the includer's answer. */
    CLOSED_WITHIN_AN_INCLUDE(Kin.LIBERTY) {
        @Override
        boolean allows(HeardItem it) {
            return it.program().form().equals("include")
                    && it.program().calls(Program.Part.INSIDE).stream().anyMatch(Call::closes)
                    && it.heard().part().compareTo(Program.Part.BEFORE) > 0
                    && (it.item().equals("committed") || it.item().equals("threw"));
        }
    },

    /** The encoding {@code identity} is none, and is neither told nor sent once the answer is committed. */
    IDENTITY(Kin.GLASSFISH) {
        @Override
        boolean allows(HeardItem it) {
            return (it.item().equals("header content-encoding") || it.item().equals("names"))
                    && "identity".equals(it.heard().item("header content-encoding"))
                    && it.bare().get(it.index()).committed();
        }
    },

    /** The end of a forward asks for the writer, to close it; so a type gets the charset of one that nobody has used. */
    CHARSET_AT_THE_END_OF_A_FORWARD(Kin.GLASSFISH) {
        @Override
        boolean allows(Program program, Kind kind) {
            return program.form().startsWith("forward") && addsDefaultCharset(kind.from(), kind.to());
        }
    },

    /** A wrapper of the application that copies its body behind a redirect is refused, and what comes next is not done. */
    COPY_BEHIND_A_REDIRECT(Kin.LIBERTY_AND_GLASSFISH) {
        @Override
        boolean allows(HeardItem it) {
            return it.item().equals("threw")
                    && it.heard().part() == Program.Part.MODE
                    && it.program().form().contains("buffered")
                    && it.before(call -> call.verb().equals("redirect"));
        }

        @Override
        boolean allows(Program program, Kind kind) {
            return kind.item().equals("calls")
                    && program.form().contains("buffered")
                    && program.has(call -> call.verb().equals("redirect"));
        }
    },

    /** A language that was set as a header is told, and not sent. */
    LANGUAGE_AS_A_HEADER(Kin.GLASSFISH) {
        @Override
        boolean allows(Program program, Kind kind) {
            return kind.item().equals("header content-language")
                    && kind.from() == null
                    && program.has(call -> call.text().equals("Content-Language: " + kind.to()));
        }
    },

    /** What exceeds a declared length is cut off; behind Signet, too, but the length is not told. */
    LENGTH_OF_WHAT_IS_CUT(Kin.GLASSFISH) {
        @Override
        boolean allows(Program program, Kind kind) {
            return kind.item().equals("header content-length")
                    && kind.from() != null
                    && kind.to() == null
                    && program.has(call -> call.declaresLength() && call.text().endsWith(kind.from()));
        }
    },

    /** A 205 never ends where the connection is kept. */
    RESET_CONTENT(Kin.GLASSFISH) {
        @Override
        boolean allows(Program program, Kind kind) {
            return kind.item().equals("answer")
                    && program.has(call -> call.toString().equals("status 205"))
                    && (kind.to().startsWith("hung 205") || kind.from().equals("broken"));
        }
    },

    /** A redirect brings a page along, or none, and the type with or without a charset. */
    PAGE_OF_A_REDIRECT(Kin.GLASSFISH) {
        @Override
        boolean allows(Program program, Kind kind) {
            return program.has(call -> call.verb().equals("redirect"))
                    && (addsDefaultCharset(kind.from(), kind.to()) || addsDefaultCharset(kind.to(), kind.from()));
        }
    },

    /** Type and length are said to be there, and listed once the answer is committed; behind Signet that comes later. */
    LISTED_ONCE_COMMITTED(Kin.TOMCAT_10_0) {
        @Override
        boolean allows(HeardItem it) {
            return (it.item().equals("header content-type") || it.item().equals("header content-length"))
                    && " containsHeader=true".equals(it.to())
                    && it.from() != null
                    && it.bare().get(it.index()).committed();
        }
    },

    /** A redirect has the type of whatever the container makes of it, a page of its own where the servlet then throws. */
    TYPE_OF_A_REDIRECT(Kin.TOMCAT_10_0) {
        @Override
        boolean allows(Program program, Kind kind) {
            return kind.item().equals("header content-type")
                    && kind.from() != null
                    && program.has(call -> call.verb().equals("redirect"));
        }
    };

    /** Distributions that are built of the same parts. */
    private enum Kin {
        /** TomEE 9 has it, too, and Tomcat 9 is the same but for the names of its packages. */
        TOMCAT_10_0,
        LIBERTY,
        /** Payara is a fork of it. */
        GLASSFISH,
        LIBERTY_AND_GLASSFISH;

        boolean has(String container) {
            return switch (this) {
                case TOMCAT_10_0 ->
                    Set.of("tomcat-9", "tomcat-10.0").contains(container) || container.startsWith("tomee");
                case LIBERTY -> container.startsWith("liberty");
                case GLASSFISH -> container.startsWith("glassfish") || container.startsWith("payara");
                case LIBERTY_AND_GLASSFISH -> LIBERTY.has(container) || GLASSFISH.has(container);
            };
        }
    }

    private static final Set<String> DESCRIBES = Set.of("encoding", "type", "header content-type");

    private final Kin kin;

    LawfulOnDistributions(Kin kin) {
        this.kin = kin;
    }

    /** Whether this is why the application hears another thing. */
    boolean allows(HeardItem it) {
        return false;
    }

    /** Whether this is why another thing goes over the wire. */
    boolean allows(Program program, Kind kind) {
        return false;
    }

    private static boolean addsDefaultCharset(String type, String plain) {
        return plain != null && (plain + ";charset=ISO-8859-1").equals(type);
    }

    static boolean anyAllows(String container, HeardItem it) {
        for (LawfulOnDistributions lawful : values()) {
            if (lawful.kin.has(container) && lawful.allows(it)) {
                return true;
            }
        }
        return false;
    }

    static boolean anyAllows(String container, Program program, Kind kind) {
        for (LawfulOnDistributions lawful : values()) {
            if (lawful.kin.has(container) && lawful.allows(program, kind)) {
                return true;
            }
        }
        return false;
    }
}
