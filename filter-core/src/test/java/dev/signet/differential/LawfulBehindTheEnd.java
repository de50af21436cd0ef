package dev.signet.differential;

import java.util.List;
import java.util.Set;

/**
 * The differences between the bare container and Signet in what an application hears once its answer is committed or has
 * ended that are allowed, each with its reason.
 */
enum LawfulBehindTheEnd {
    /** What is set after the commit is never sent, and what is taken back then throws; Undertow is lax in both. */
    SPECIFIED_AFTER_COMMIT {
        @Override
        boolean allows(HeardItem it) {
            return it.wereCommitted() && (it.isLikeTwin() || !it.item().equals("threw") && it.isUnchanged());
        }
    },

    /**
     * What is committed is neither taken back nor forwarded (ServletResponse.resetBuffer, RequestDispatcher.forward); Undertow
     * lets that pass where no flush has come, and drops what is left in its buffer.
     */
    COMMITTED_IS_FINAL {
        @Override
        boolean allows(HeardItem it) {
            boolean back = it.call().takesBack() && "IllegalStateException".equals(it.to());
            boolean forward = it.program().form().startsWith("forward")
                    && it.heard().part() == Program.Part.MODE
                    && "thrown".equals(it.to());
            return it.item().equals("threw") && it.from().isEmpty() && (back || forward) && it.wereCommitted();
        }
    },

    /** An error that was told stands, while Undertow lets it be reset, and goes on with another answer. */
    ENDED_FOR_GOOD {
        @Override
        boolean allows(HeardItem it) {
            return it.wasTakenBack()
                    && it.hasEnded(it.index() - 1)
                    && (it.item().equals("threw") || it.isUnchanged());
        }
    },

    /** Once an answer has ended what is heard of it stays: a container's own page, or what was not sent any more, does not count. */
    FINAL_AT_THE_END {
        @Override
        boolean allows(HeardItem it) {
            boolean page = Set.of("header content-length", "header content-language", "header cache-control", "names")
                    .contains(it.item());
            return it.item().equals("committed")
                    ? it.hasEnded(it.index()) && it.to().equals("true")
                    : !it.item().equals("threw")
                            && (it.isUnchanged() || it.isUnchangedType())
                            && it.hasEnded(page || DESCRIBES.contains(it.item()) ? it.index() : it.index() - 1);
        }
    },

    /**
     * Behind the end nothing is left to be flushed or closed, and so nothing to fail; a write may fail in any way, which a
     * writer tells or not, and whether stream or writer was chosen is not looked at any more.
     */
    NOTHING_BEHIND_THE_END {
        @Override
        boolean allows(HeardItem it) {
            if (it.item().equals("told")) {
                return it.call().verb().equals("checkError") && it.hasEnded(it.index() - 1);
            }
            if (!it.item().equals("threw")) {
                return false;
            }
            boolean nothing =
                    it.to().isEmpty() && (it.call().flushes() || it.call().closes());
            boolean both = (it.call().isOfTheBody() || it.call().ends())
                    && !it.from().isEmpty()
                    && !it.to().isEmpty();
            boolean door = it.call().isOfTheBody() && DOOR.contains(it.from()) && DOOR.contains(it.to());
            boolean included = it.call().writes() && it.program().form().equals("include");
            boolean refused = (it.call().takesBack() || it.call().verb().equals("trailers"))
                    && it.to().equals("IllegalStateException"); // it is committed
            boolean empty = it.call().writes() && it.call().pieceName().equals("empty"); // which some do not look at
            return (nothing || empty || both || door || included || refused) && it.hasEnded(it.index() - 1);
        }
    },

    /** What is written behind the end by another thread than the container's fails, or it might reach the next answer. */
    LATE_ON_ANOTHER_THREAD {
        @Override
        boolean allows(HeardItem it) {
            return it.item().equals("threw")
                    && it.to().equals("IOException")
                    && it.program().hasThread()
                    && it.heard().part() == Program.Part.INSIDE
                    && it.call().writes()
                    && it.hasEnded(it.index() - 1);
        }
    },

    /** Which of stream and writer a container has closed at the end of a forward is not for the application to know. */
    DOOR_BEHIND_A_FORWARD {
        @Override
        boolean allows(HeardItem it) {
            return it.item().equals("threw")
                    && it.program().hasEndedBefore(it.heard().part())
                    && it.call().isOfTheBody()
                    && (it.call().writes() || DOOR.contains(it.from()) && DOOR.contains(it.to()));
        }
    },

    /** Once an answer is committed some containers tell what they have put into its head by themselves. */
    CONTAINERS_OWN_HEADERS {
        @Override
        boolean allows(HeardItem it) {
            if (it.item().equals("header set-cookie")) {
                return it.heard().committed()
                        && (it.from() == null || it.to() == null
                                ? it.isToldAtCommit()
                                : it.from().contains(it.to()) || it.to().contains(it.from()));
            }
            if (!it.bare().get(it.index()).committed() || !it.heard().committed()) {
                return false;
            }
            return switch (it.item()) {
                case "locale" -> it.from().equals("null");
                case "header content-type" ->
                    it.to() == null || it.to().equals(it.heard().item("type"));
                case "header content-length" -> it.to() == null || it.isUnchanged();
                case "header content-language" ->
                    it.isUnchanged() || it.to() != null && it.to().equals(it.language());
                default -> false;
            };
        }
    },

    /** Catalina's forks know a type or length by its name and do not list it, some of them until it is sent. */
    UNLISTED {
        @Override
        boolean allows(HeardItem it) {
            return it.bareTold(told -> told.startsWith(Hearing.UNLISTED))
                    && it.from() != null
                    && it.to() != null
                    && (Hearing.listed(it.from()).equals(Hearing.listed(it.to()))
                            || Lawful.anyAllows(it.listed())
                            || LawfulInTheType.anyAllows(it.listed()));
        }
    },

    /**
     * Behind an error that has ended the answer only some containers still make the dispatch that was asked for, or let
     * another thread have the cycle, which it may come too late for; and what is written there may fail.
     */
    DISPATCH_BEHIND_AN_ERROR {
        @Override
        boolean allows(HeardItem it) {
            return it.item().equals("threw")
                    && it.to().equals("IOException")
                    && it.call().writes()
                    && it.program().dispatches()
                    && it.heard().part() == Program.Part.INSIDE
                    && it.behind().stream().anyMatch(LawfulBehindTheEnd::isErrorOfTheFirst);
        }

        @Override
        boolean allowsCalls(Program program, List<Heard> bare, List<Heard> behind) {
            List<Heard> more = bare.size() > behind.size() ? bare : behind;
            return (program.dispatches() || program.hasThread())
                    && more.subList(Math.min(bare.size(), behind.size()), more.size()).stream()
                            .allMatch(heard -> heard.part() == Program.Part.INSIDE)
                    && behind.stream().anyMatch(heard -> heard.call().verb().equals("error") && !heard.threw());
        }
    },

    /** A wrapper of the application copies what it holds in front of an error; in UTF-8 that may be too long to be replaced. */
    COPIED_IN_UTF8 {
        @Override
        boolean allows(HeardItem it) {
            return it.program().buffers(it.heard().part())
                    && it.hadUndecidedWriter()
                    && it.before(Call::ends)
                    && it.buffered()
                            > Integer.parseInt(it.bare().get(it.index()).item("buffer"))
                    && it.isLikeTwin();
        }
    },

    /** A forward ends the answer, and what was streamed up to there and turns out to be no JSON is broken. */
    BROKEN_AT_THE_END_OF_A_FORWARD {
        @Override
        boolean allows(HeardItem it) {
            return it.item().equals("threw")
                    && it.heard().part() == Program.Part.MODE
                    && it.program().hasEndedBefore(Program.Part.AFTER)
                    && it.mayBeJson()
                    && it.written() > Player.LIMIT;
        }

        @Override
        boolean allowsCalls(Program program, List<Heard> bare, List<Heard> behind) {
            int last = behind.size() - 1;
            return last >= 0
                    && behind.get(last).threw()
                    && bare.size() > last
                    && allows(new HeardItem(program, bare, behind, null, last, "threw", "", "thrown"));
        }
    },

    /** An answer ends with the forward that made it: an exception behind that changes nothing. The {@link Twin} throws none. */
    EXCEPTION_BEHIND_A_FORWARD,

    /** An ended answer is committed, always, so a filter in front has nothing to say any more. The {@link Twin} hears none. */
    FRONT_TOO_LATE,

    /** A body that a wrapper of the application holds outlives a forward; Tomcat 11 is told to let it where it is bare. */
    WRAPPED_FORWARD,

    /** What is no status ends no answer above 99 and breaks one below. Containers send it as one; the {@link Twin} nothing. */
    NO_STATUS {
        @Override
        boolean allows(HeardItem it) {
            boolean both = it.item().equals("threw")
                    && !it.from().isEmpty()
                    && !it.to().isEmpty();
            boolean copied = it.program().form().contains("buffered")
                    && (it.item().equals("committed") || !it.heard().committed() && it.isToldAtCommit());
            boolean tooLong = it.item().equals("threw")
                    && it.to().equals("IllegalStateException")
                    && it.call().isBelowOk()
                    && it.heard().committed()
                    && it.buffered() > Player.LIMIT; // a wrapper copies first what it holds
            return it.before(Call::isBelowOk) && (it.isLikeTwin() || copied)
                    || tooLong
                    || both && it.program().has(Call::isBelowOk);
        }
    };

    private static boolean isErrorOfTheFirst(Heard heard) {
        return heard.part() == Program.Part.BEFORE && heard.call().verb().equals("error") && !heard.threw();
    }

    private static final Set<String> DOOR = Set.of("", "IllegalStateException", "UnsupportedEncodingException");
    private static final Set<String> DESCRIBES = Set.of("encoding", "type", "header content-type");

    /** Whether this is why the application hears another thing. */
    boolean allows(HeardItem it) {
        return false;
    }

    /** Whether this is why other calls were made. */
    boolean allowsCalls(Program program, List<Heard> bare, List<Heard> behind) {
        return false;
    }

    static boolean anyAllows(HeardItem it) {
        for (LawfulBehindTheEnd lawful : values()) {
            if (lawful.allows(it)) {
                return true;
            }
        }
        return false;
    }

    static boolean anyAllowsCalls(Program program, List<Heard> bare, List<Heard> behind) {
        for (LawfulBehindTheEnd lawful : values()) {
            if (lawful.allowsCalls(program, bare, behind)) {
                return true;
            }
        }
        return false;
    }
}
