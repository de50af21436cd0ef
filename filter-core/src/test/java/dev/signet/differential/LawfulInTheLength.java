package dev.signet.differential;

import java.util.List;
import java.util.Set;

/** Why the application may hear another thing than on the bare container where it declares the length of its answer. */
enum LawfulInTheLength {
    /** A wrapped answer has another length than the application's, so a wrong one cannot make it throw or end. */
    LENGTH_OF_A_WRAPPED_ANSWER {
        @Override
        boolean allows(HeardItem it) {
            return (Set.of("threw", "committed", "told").contains(it.item()) || it.bareRefused(call -> true))
                    && it.mayBeJson()
                    && it.before(Call::declaresLength)
                    && it.isLikeTwin();
        }
    },

    /** Of two lengths that are added the last one is told, and an answer with two is none (RFC 9112 §6.3). */
    LAST_OF_TWO_LENGTHS {
        @Override
        boolean allows(HeardItem it) {
            return it.item().equals("header content-length")
                    && it.from() != null
                    && it.from().endsWith(" & " + it.to());
        }
    },

    /** A length that is declared behind the first bytes is not handed on: the container has not seen those. */
    LENGTH_BEHIND_THE_FIRST_BYTES {
        @Override
        boolean allows(HeardItem it) {
            boolean shown = it.item().equals("header content-length") && it.asked(Call::declaresLength);
            boolean taken =
                    it.item().equals("threw") && it.to().isEmpty() && it.call().declaresLength();
            boolean again = it.heard().part() == Program.Part.MODE
                    && it.program().buffers(Program.Part.INSIDE)
                    && it.bareRefused(Call::ends); // by a wrapper of the application, which tries again
            boolean copied = again
                    && (it.item().equals("threw")
                            ? it.to().isEmpty()
                            : it.item().equals("header content-length")
                                    && String.valueOf(it.bufferedBehindRefusedEnd())
                                            .equals(it.to()));
            boolean fits = it.item().equals("told")
                    && it.to().equals("false")
                    && it.before(Call::declaresLength)
                    && it.overrun() > 0;
            return (shown || taken || copied || fits) && it.before(Call::writes);
        }
    },

    /** A redirect has no length but its own, where Jetty refuses it for one; it has ended the answer, which takes no more. */
    REFUSED_REDIRECT {
        @Override
        boolean allows(HeardItem it) {
            return it.item().equals("threw")
                    && it.to().equals("IOException")
                    && it.call().writes()
                    && it.before(Call::declaresLength)
                    && it.bareRefused(call -> call.verb().equals("redirect"))
                    && it.hasEnded(it.index() - 1);
        }
    },

    /** Where more is written than was declared, and where less was when the answer ends, each container fails in its own way. */
    ANOTHER_LENGTH_THAN_DECLARED {
        @Override
        boolean allows(HeardItem it) {
            boolean fails = it.call().writes()
                    || it.call().flushes()
                    || it.call().closes()
                    || it.call().ends()
                    || it.call().verb().equals("redirect");
            boolean copies = it.heard().part() == Program.Part.MODE && it.isLikeTwin();
            boolean another = it.item().equals("threw")
                    ? fails && it.overrun() != 0 || copies
                    : it.wasCommittedEarlier() && (it.item().equals("committed") || it.isUnchanged());
            boolean more = it.from() == null
                    || it.item().equals("names")
                            && Set.of(it.to().split(",", -1))
                                    .containsAll(List.of(
                                            it.from().isEmpty()
                                                    ? it.to().split(",", -1)
                                                    : it.from().split(",", -1)));
            boolean ended = (it.item().startsWith("header ")
                            || it.item().equals("names")
                            || it.item().equals("type"))
                    && (more || it.bareRefused(Call::writes))
                    && (it.overrun() >= 0 || it.isUnchanged())
                    && it.before(Call::writes); // Undertow takes no header once it has all bytes
            boolean ends = it.item().equals("threw")
                    && it.heard().part() == Program.Part.MODE
                    && it.program().hasEndedBefore(Program.Part.AFTER)
                    && it.overrun() != 0;
            boolean replaced = it.item().equals("committed") && it.to().equals("false") && it.overrun() > 0;
            boolean told = it.item().equals("told")
                    && it.call().verb().equals("checkError")
                    && it.overrun() > 0
                    && it.to().equals("true");
            boolean wrapped = it.item().equals("threw")
                    && it.call().writes()
                    && it.heard().part() == Program.Part.AFTER
                    && it.program().form().equals("forward-buffered")
                    && it.buffered() > 0; // of which the wrapper has declared the length
            boolean end = it.program().form().contains("buffered") // which copies first what it holds
                    && (it.bareRefused(Call::ends) || it.wasRefusedHere("IllegalStateException"))
                    && it.before(Call::ends)
                    && it.overrun() != 0
                    && it.isLikeTwin();
            boolean late = it.item().equals("threw")
                    && it.to().equals("IllegalStateException")
                    && (it.call().takesBack() || it.call().verb().equals("trailers"))
                    && it.wasCommittedEarlier();
            boolean later = (it.item().endsWith("type") || it.item().equals("encoding"))
                    && it.overrun() > 0
                    && it.bare().get(it.index()).committed()
                    && !it.heard().committed();
            return (another || ended || ends || replaced || told || end || late || later)
                            && (copies || it.before(Call::declaresLength))
                    || wrapped;
        }
    };

    /** Whether this is why the application hears another thing. */
    boolean allows(HeardItem it) {
        return false;
    }

    static boolean anyAllows(HeardItem it) {
        for (LawfulInTheLength lawful : values()) {
            if (lawful.allows(it)) {
                return true;
            }
        }
        return false;
    }
}
