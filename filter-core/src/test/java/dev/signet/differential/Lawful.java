package dev.signet.differential;

import java.util.Set;

/**
 * The differences between the bare container and Signet in what an application hears that are allowed, each with its
 * reason. Those in its type and charset are {@link LawfulInTheType}, those behind the commit or the end of an answer
 * {@link LawfulBehindTheEnd}, and those in what goes over the wire {@link LawfulOnTheWire}.
 */
enum Lawful {
    /** Signet holds more than the container does, so what follows a write that the container sends can still be said. */
    LARGER_BUFFER {
        @Override
        boolean allows(HeardItem it) {
            if (!it.isHeldLonger()) {
                return false;
            }
            return switch (it.item()) {
                case "buffer" -> it.asked(call -> call.verb().equals("buffer"));
                case "header content-length" -> it.isLikeTwin() || it.asked(Call::declaresLength);
                case "encoding" ->
                    it.isLikeTwin()
                            || Media.of(it.heard().item("type")) == Media.NONE // it prefers UTF-8
                            || LawfulInTheType.UTF8_FOR_JSON.allows(it.ofTwins());
                default -> it.isLikeTwin();
            };
        }
    },

    /** Jetty has closed its stream when it refuses a redirect that keeps the body; Signet refuses it first, and goes on. */
    REFUSED_BEFORE_THE_CLOSE {
        @Override
        boolean allows(HeardItem it) {
            return it.item().equals("threw")
                    && it.from().equals("IOException")
                    && it.to().isEmpty()
                    && it.call().writes()
                    && it.bareRefused(call ->
                            call.verb().equals("redirect") && call.text().endsWith(" keep"));
        }
    },

    /**
     * Behind an interim answer Jetty may refuse, where nothing blocks, what it then sends all the same; and so may the
     * {@link Twin}, which is played in its place and flushes by itself.
     */
    SENT_BEHIND_AN_INTERIM_ANSWER {
        @Override
        boolean allows(HeardItem it) {
            return it.item().equals("threw")
                    && it.from().equals("IllegalStateException")
                    && it.to().isEmpty()
                    && it.call().writes()
                    && it.program().form().equals("async-ready")
                    && it.program().has(Call::isInterim);
        }
    },

    /** Undertow makes headers of cookies when it commits, and Signet may still hold what the bare container has sent. */
    COOKIES_OF_WHAT_IS_HELD {
        @Override
        boolean allows(HeardItem it) {
            return it.item().equals("header set-cookie")
                    && it.to() == null
                    && it.bare().get(it.index()).committed()
                    && !it.heard().committed()
                    && it.bare().stream().allMatch(heard -> heard.committed() || heard.item(it.item()) == null);
        }
    },

    /** What a container of an earlier release does with a method that it does not know is the interface's doing. */
    METHOD_OF_A_LATER_RELEASE {
        @Override
        boolean allows(HeardItem it) {
            return it.item().equals("threw")
                    && it.from().equals("NullPointerException")
                    && it.to().isEmpty()
                    && it.call().verb().equals("charsetObject");
        }
    },

    /** A buffer that was asked for, and is told, holds as much; Jetty keeps the one in which something was written before. */
    BUFFER_AS_TOLD {
        @Override
        boolean allows(HeardItem it) {
            return it.item().equals("committed")
                    && it.to().equals("false")
                    && it.before(call -> call.verb().equals("buffer"))
                    && it.written() < Integer.parseInt(it.bare().get(it.index()).item("buffer"))
                    && !it.before(Call::flushes);
        }
    },

    /** What a filter in front has set stays when the application resets its response; it is not the application's. */
    FRONT_SURVIVES_RESET {
        @Override
        boolean allows(HeardItem it) {
            String set = it.inFront();
            if (!it.before(call -> call.verb().equals("reset"))) {
                return false;
            }
            if (it.item().equals("names")) {
                return it.program().has(Program.Part.FRONT); // each of them is told by itself
            }
            return it.item().startsWith("header ")
                    && set != null
                    && it.to() != null
                    && (isBehind(set, it.from(), it.to())
                            || (it.isHeldLonger() || Judge.needsTwin(it.program()))
                                    && isBehind(set, it.ofTwin(), it.to()));
        }
    },

    /** Within an include all but bytes is without effect; Undertow resets there, and others close and send errors. */
    BYTES_OF_AN_INCLUDE {
        @Override
        boolean allows(HeardItem it) {
            return it.heard().part().compareTo(Program.Part.BEFORE) > 0
                    && Judge.needsTwin(it.program())
                    && it.program().form().equals("include")
                    && (it.isLikeTwin()
                            || it.item().equals("buffer") && (it.isUnchanged() || it.index() == 0)
                            || it.differsInCharset() && it.hasCharsetWithin());
        }
    },

    /**
     * A flush within an include is a flush of the includer, and so is what does not fit into its buffer; Undertow does
     * nothing until the include has returned.
     */
    FLUSH_OF_AN_INCLUDE {
        @Override
        boolean allows(HeardItem it) {
            boolean within = it.program().includes(it.heard().part());
            boolean committed = it.item().equals("committed") && it.to().equals("true");
            boolean late = it.heard().committed() && !it.item().equals("threw") && it.isUnchanged();
            return (committed || !within && (it.isLikeTwin() || late))
                    && it.behind().subList(0, it.index() + 1).stream()
                            .anyMatch(heard -> it.program().includes(heard.part())
                                    && (heard.call().flushes() || heard.call().writes() && heard.committed()));
        }
    },

    /** Liberty tells the size of what it has at the moment: nothing yet, a stream without a byte, a stream with some. */
    BUFFER_OF_THE_MOMENT {
        @Override
        boolean allows(HeardItem it) {
            return it.item().equals("buffer") && MOMENTS.contains(it.from()) && MOMENTS.contains(it.to());
        }
    },

    /** A buffer that has content keeps its size (Servlet, ServletResponse.setBufferSize); Payara is lax. */
    BUFFER_WITH_CONTENT {
        @Override
        boolean allows(HeardItem it) {
            return it.item().equals("buffer")
                            && it.isUnchanged()
                            && it.before(Call::writes)
                            && it.before(call -> call.verb().equals("buffer"))
                    || it.item().equals("threw")
                            && it.call().verb().equals("buffer")
                            && it.to().equals("IllegalStateException")
                            && it.before(Call::writes);
        }
    },

    /**
     * Within a forward stream or writer can be chosen anew everywhere, as on Jetty; and then it is the other that is refused.
     * What follows from that is as for the {@link Twin} that can choose.
     */
    DOOR_WITHIN_A_FORWARD {
        @Override
        boolean allows(HeardItem it) {
            boolean refused = it.bareRefused(Call::isOfTheBody);
            boolean other = "IllegalStateException".equals(it.to()) && refused;
            boolean chosen = it.item().equals("threw")
                    && (it.to().isEmpty() || other)
                    && it.heard().part() == Program.Part.INSIDE
                    && it.call().isOfTheBody();
            return (chosen || refused && it.isLikeTwin())
                    && it.program().form().startsWith("forward")
                    && it.heard().part().compareTo(Program.Part.BEFORE) > 0
                    && it.program().calls(Program.Part.BEFORE).stream().anyMatch(Call::isOfTheBody);
        }
    },

    /** Where nothing was written the size of the buffer can be set; Undertow refuses it once there is a writer. */
    BUFFER_BEFORE_THE_FIRST_BYTES {
        @Override
        boolean allows(HeardItem it) {
            boolean taken = it.item().equals("threw")
                    && it.to().isEmpty()
                    && it.call().verb().equals("buffer");
            return (taken
                            || it.item().equals("buffer")
                                    && it.asked(call -> call.verb().equals("buffer")))
                    && !it.wasTaken(call -> call.writes() && !call.pieceName().equals("empty"));
        }
    },

    /** A body that a redirect keeps gets the room that it needs, and the container counts it. */
    ROOM_FOR_A_KEPT_BODY {
        @Override
        boolean allows(HeardItem it) {
            boolean counted = it.item().equals("header content-length") && it.to() == null;
            return (it.item().equals("buffer") || counted)
                    && it.call().toString().endsWith("keep");
        }
    },

    /**
     * What is held is counted in UTF-8, and all of it; containers count in their own charset, and Tomcat keeps some
     * characters beside its buffer.
     */
    BEYOND_THE_BUFFER {
        @Override
        boolean allows(HeardItem it) {
            return it.item().equals("committed")
                    && it.to().equals("true")
                    && it.before(Call::needsWriter)
                    && it.written() > Integer.parseInt(it.bare().get(it.index()).item("buffer"));
        }
    },

    /** In UTF-8 a text can be longer than in a charset that lacks its letters, so it is sent earlier. */
    LONGER_IN_UTF8 {
        @Override
        boolean allows(HeardItem it) {
            return it.item().equals("committed")
                    && it.to().equals("true")
                    && it.hadUndecidedWriter()
                    && it.before(call -> call.toString().startsWith("print zh"));
        }
    },

    /** What was sent earlier, because it is counted in UTF-8, or was not refused, can no longer be changed. */
    SENT_EARLIER {
        @Override
        boolean allows(HeardItem it) {
            HeardItem commit = it.earlierCommit();
            return commit != null
                    && it.isUnchanged()
                    && !it.item().equals("threw")
                    && (BEYOND_THE_BUFFER.allows(commit)
                            || LONGER_IN_UTF8.allows(commit)
                            || CHARACTERS_OF_A_STREAM.allows(commit));
        }
    },

    /**
     * Characters that are printed to a stream are in the charset of JSON where they may become that; the servlet API knows
     * ISO-8859-1 alone, and refuses others by an IOException, and Jetty none where the type has none, or one that nobody
     * knows.
     */
    CHARACTERS_OF_A_STREAM {
        @Override
        boolean allows(HeardItem it) {
            boolean taken = it.item().equals("threw")
                    && it.to().isEmpty()
                    && ((it.mayBeJson() || it.isTypeTaken()) && it.from().equals("IOException")
                            || UNREADABLE.contains(it.from()))
                    && it.isLikeTwin();
            boolean refused =
                    it.item().equals("threw") && it.to().equals("IOException") && UNREADABLE.contains(it.from());
            boolean unknown = it.item().equals("threw") // a charset that came too late for the bare container
                    && UNREADABLE.contains(it.to())
                    && it.isHeldLonger()
                    && it.before(Call::asksForUnknownCharset);
            boolean sent = it.item().equals("committed")
                    && it.to().equals("true")
                    && UNREADABLE.contains(it.bare().get(it.index()).item("threw"));
            return (taken || refused || unknown || sent)
                    && it.call().verb().equals("out")
                    && PieceDoor.isOfCharacters(it.call().door());
        }
    },

    /** An answer whose status has no body takes none, and no length, on some; its envelope has both. */
    ANSWER_WITHOUT_BODY {
        @Override
        boolean allows(HeardItem it) {
            boolean taken = it.item().equals("threw")
                    && it.to().isEmpty()
                    && (it.call().writes() || it.call().flushes() || it.call().closes());
            boolean told = it.item().equals("header content-length")
                    && it.program().form().contains("buffered")
                    && (it.from() == null || it.from().equals("0"));
            return (taken || told)
                    && Set.of("204", "205", "304").contains(it.heard().item("status"));
        }
    };

    private static final Set<String> UNREADABLE = Set.of("NullPointerException", "UnsupportedCharsetException");
    private static final Set<String> MOMENTS = Set.of("0", "4096", "32768");

    private static boolean isBehind(String set, String alone, String all) {
        return all.equals(alone == null ? set : set + " & " + alone);
    }

    /** Whether this is why the application hears another thing. */
    boolean allows(HeardItem it) {
        return false;
    }

    static boolean anyAllows(HeardItem it) {
        for (Lawful lawful : values()) {
            if (lawful.allows(it)) {
                return true;
            }
        }
        return false;
    }
}
