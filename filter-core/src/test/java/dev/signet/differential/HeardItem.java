package dev.signet.differential;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One item that the application hears differently.
 *
 * @param program the program
 * @param bare what was heard on the bare container
 * @param behind what was heard behind Signet
 * @param twin the twin
 * @param index after which call
 * @param item what was asked for
 * @param from the bare container's answer
 * @param to the answer behind Signet
 */
record HeardItem(
        Program program,
        List<Heard> bare,
        List<Heard> behind,
        Twin twin,
        int index,
        String item,
        String from,
        String to) {

    private static final Set<String> TYPES = Set.of("type", "header content-type");

    /** Whether a call threw. */
    static HeardItem threw(Stage.Pair pair, int index) {
        List<Heard> behind = pair.behind().heard();
        return new HeardItem(pair.program(), pair.bare().heard(), behind, null, index, "threw", "", "");
    }

    Heard heard() {
        return behind.get(index);
    }

    Call call() {
        return heard().call();
    }

    /** The same where headers that are known by their names are listed. */
    HeardItem listed() {
        return new HeardItem(program, bare, behind, twin, index, item, Hearing.listed(from), Hearing.listed(to));
    }

    /** The same with the twin in the place of the bare container, where it tells the item. */
    HeardItem ofTwins() {
        return twin.heard(index, heard()) == null
                ? this
                : new HeardItem(program, twin.played().heard(), behind, twin, index, item, ofTwin(), to);
    }

    boolean mayBeJson() {
        return Media.of(heard().item("type")).mayBeJson();
    }

    /** Whether a type is told that was reset, and will not be sent. */
    boolean isTypeTaken() {
        return heard().item("type") != null && heard().item("header content-type") == null;
    }

    /** Whether a writer was taken while the answer could still have become an envelope: it is UTF-8 from then on. */
    boolean hadUndecidedWriter() {
        return behind.subList(0, index + 1).stream()
                .anyMatch(heard -> heard.call().needsWriter()
                        && Media.of(heard.item("type")).mayBeJson());
    }

    boolean isLikeTwin() {
        Heard heard = twin.heard(index, bare.get(index));
        return heard != null
                && (item.equals("encoding")
                        ? String.valueOf(heard.item(item)).equalsIgnoreCase(String.valueOf(to))
                        : Media.withoutCharset(Hearing.listed(heard.item(item)))
                                .equals(Media.withoutCharset(Hearing.listed(to))));
    }

    /** What the twin tells in the place of the bare container, or null. */
    String ofTwin() {
        Heard heard = twin.heard(index, bare.get(index));
        return heard == null ? null : heard.item(item);
    }

    /** The write by which this was committed, while the bare container was not; or null. */
    HeardItem earlierCommit() {
        for (int i = 0; i < index; i++) {
            if (behind.get(i).committed() || bare.get(i).committed()) {
                boolean earlier =
                        !bare.get(i).committed() && behind.get(i).call().writes();
                return earlier ? new HeardItem(program, bare, behind, twin, i, "committed", "false", "true") : null;
            }
        }
        return null;
    }

    /** Whether this was committed first, and the bare container not. */
    boolean wasCommittedEarlier() {
        for (int i = 0; i <= index; i++) {
            if (behind.get(i).committed() || bare.get(i).committed()) {
                return !bare.get(i).committed();
            }
        }
        return false;
    }

    /** The charset as the application hears it. */
    String encoding() {
        return String.valueOf(heard().item("encoding")).toLowerCase(Locale.ROOT);
    }

    /** Whether it is the charset of a type that differs, and nothing else of it. */
    boolean differsInCharset() {
        return item.equals("encoding")
                || TYPES.contains(item) && Media.withoutCharset(from).equals(Media.withoutCharset(to));
    }

    /** How many bytes were written, and not taken back. */
    int written() {
        return bytes().written(part -> true);
    }

    /** How many of them went to a wrapper of the application. */
    int buffered() {
        return bytes().written(program::buffers);
    }

    /** How many bytes the declared length is short of what was written; 0 where none is declared. */
    int overrun() {
        return bytes().overrun();
    }

    /** How many of them, behind an end that the bare container has refused. */
    int bufferedBehindRefusedEnd() {
        int from = 0;
        for (int i = 0; i <= index; i++) {
            from = bare.get(i).threw() && bare.get(i).call().ends() ? i + 1 : from;
        }
        return new HeardBytes(program, behind.subList(from, index + 1)).written(program::buffers);
    }

    private HeardBytes bytes() {
        return new HeardBytes(program, behind.subList(0, index + 1));
    }

    /** Whether the bare container has refused a call of that sort. */
    boolean bareRefused(Predicate<Call> what) {
        return bare.subList(0, index + 1).stream().anyMatch(heard -> heard.threw() && what.test(heard.call()));
    }

    /** Whether this has refused a call in that way, and the bare container has not. */
    boolean wasRefusedHere(String exception) {
        for (int i = 0; i <= index; i++) {
            if (behind.get(i).item("threw").equals(exception) && !bare.get(i).threw()) {
                return true;
            }
        }
        return false;
    }

    /** The language of the locale, as a header tells it. */
    String language() {
        return heard().item("locale").replace('_', '-');
    }

    /** Whether the bare container tells the item when it commits, and not before. */
    boolean isToldAtCommit() {
        for (Heard heard : bare.subList(0, index + 1)) {
            if (!heard.committed() && heard.item(item) != null) {
                return false;
            }
        }
        return true;
    }

    /** Whether the included servlet asked for a charset. */
    boolean hasCharsetWithin() {
        return program.calls(Program.Part.INSIDE).stream()
                .anyMatch(call -> call.toString().contains("charset"));
    }

    /** Whether the call has changed nothing; the first one, nothing of a response that nobody has touched. */
    boolean isUnchanged() {
        if (index == 0) {
            return to == null || item.equals("encoding") && "iso-8859-1".equalsIgnoreCase(to);
        }
        return Objects.equals(behind.get(index - 1).item(item), to);
    }

    /** Whether the call has changed nothing but the charset of a type. */
    boolean isUnchangedType() {
        return index > 0
                && TYPES.contains(item)
                && Media.withoutCharset(behind.get(index - 1).item(item)).equals(Media.withoutCharset(to));
    }

    /** Whether the bare container has told the item so, up to the call. */
    boolean bareTold(Predicate<String> so) {
        return bare.subList(0, index + 1).stream()
                .map(heard -> heard.item(item))
                .filter(Objects::nonNull)
                .anyMatch(so);
    }

    /** Whether both were committed before the call; what some containers take back behind a commit stays committed. */
    boolean wereCommitted() {
        return index > 0
                && bare.subList(0, index).stream().anyMatch(Heard::committed)
                && behind.get(index - 1).committed();
    }

    /** Whether the bare container has gone on behind the end, although it was committed. */
    boolean wasTakenBack() {
        boolean committed = false;
        for (Heard heard : bare.subList(0, index + 1)) {
            if (committed && !heard.committed()) {
                return true;
            }
            committed |= heard.committed();
        }
        return false;
    }

    /** Whether the bare container has sent already what Signet still holds. */
    boolean isHeldLonger() {
        Heard like = twin.heard(index, bare.get(index));
        return twin.firstHeldLonger(bare) <= index
                || like != null
                        && !like.threw()
                        && bare.get(index).item("threw").equals("IllegalStateException");
    }

    /** Whether a call like this one, so far, has asked for that value; like {@code length 10}. */
    boolean asked(Predicate<Call> what) {
        return to != null
                && behind.subList(0, index + 1).stream()
                        .map(Heard::call)
                        .anyMatch(call -> what.test(call)
                                && call.text()
                                        .substring(call.text().indexOf(':') + 1)
                                        .strip()
                                        .equals(to));
    }

    /** Whether a call of that sort was made, this one included. */
    boolean before(Predicate<Call> what) {
        return bare.subList(0, index + 1).stream().map(Heard::call).anyMatch(what);
    }

    /** Whether the bare container has taken a call of that sort. */
    boolean wasTaken(Predicate<Call> what) {
        return bare.subList(0, index + 1).stream().anyMatch(heard -> !heard.threw() && what.test(heard.call()));
    }

    /** How many calls of that sort were made, this one included. */
    long count(Predicate<Call> what) {
        return bare.subList(0, index + 1).stream().map(Heard::call).filter(what).count();
    }

    /** Whether the answer had ended after the call of that index. */
    boolean hasEnded(int last) {
        return behind.subList(0, Math.max(0, last + 1)).stream()
                .anyMatch(heard -> !heard.threw()
                        && !program.includes(heard.part())
                        && (heard.call().ends() && !heard.call().isInterim()
                                || heard.call().closes() && !program.buffers(heard.part())
                                || heard.part() == Program.Part.MODE && program.hasEndedBefore(Program.Part.AFTER)));
    }

    /** What the filter in front heard last, or null. */
    String inFront() {
        String set = null;
        for (Heard heard : bare) {
            set = heard.part() == Program.Part.FRONT ? heard.item(item) : set;
        }
        return set;
    }

    /**
     * Whether the application has asked for a charset, by its name and in time, since it last reset the response. One in
     * front that is the containers' default cannot be told from none.
     */
    boolean hasOwnCharset() {
        boolean own = false;
        boolean late = false; // a writer, or the commit, has settled it
        String before = null;
        for (Heard heard : bare.subList(0, index + 1)) {
            String verb = heard.call().verb();
            String text = heard.call().text().toLowerCase(Locale.ROOT);
            String encoding = heard.item("encoding");
            if (program.includes(heard.part())) {
                late |= heard.call().needsWriter();
                continue;
            }
            boolean reset = verb.equals("reset") && (!heard.threw() || hasReset(heard));
            if (reset) {
                own = false;
                late = false;
            } else if (!late && verb.startsWith("charset")) {
                own = !heard.threw() && text.equalsIgnoreCase(encoding);
            } else if (!late && heard.call().forgetsType()) {
                own &= Objects.equals(before, encoding);
            } else if (!late) {
                own = text.contains("charset=") || own && Objects.equals(before, encoding); // Jetty's types bring some
            }
            own &= heard.part() != Program.Part.FRONT || !"iso-8859-1".equalsIgnoreCase(encoding);
            boolean chosen = heard.call().needsWriter() && !"IllegalStateException".equals(heard.item("threw"));
            late |= heard.committed() && !reset || chosen && !program.buffers(heard.part());
            before = encoding;
        }
        return own;
    }

    /** Whether what the bare container had sent could still be reset. */
    private boolean hasReset(Heard refused) {
        int at = bare.indexOf(refused);
        return isHeldLonger() && !behind.get(at).threw();
    }
}
