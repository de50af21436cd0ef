package dev.signet.differential;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Tells in what a program differs behind Signet, and leaves out what is {@link Lawful}. */
final class Judge {

    private final Stage stage;
    private final LawfulAsAWhole whole;

    Judge(Stage stage) {
        this.stage = stage;
        this.whole = new LawfulAsAWhole(stage, this);
    }

    /** The kinds in which a program differs; empty, as it should be. */
    Set<Kind> differences(Stage.Pair pair) throws IOException {
        List<Heard> bare = application(pair.bare());
        List<Heard> behind = application(pair.behind());
        List<Kind> wire = differences(pair.program(), pair.bare(), pair.behind());
        Program program = pair.program();
        boolean bareSays = !needsTwin(program);
        if (bareSays && wire.isEmpty() && pair.bare().ended() == pair.behind().ended() && bare.equals(behind)) {
            return Set.of();
        }
        if (whole.isOfRecycledBuffer(pair) || bare.isEmpty() && !behind.isEmpty()) { // which was never played there
            return Set.of();
        }
        Set<Kind> fewest = null;
        for (Twin.Flavour flavour : Twin.Flavour.values()) {
            if (flavour.concerns(program) && (fewest == null || !fewest.isEmpty())) {
                Set<Kind> kinds = differences(pair, bare, behind, wire, stage.playTwin(program, flavour));
                fewest = fewest == null || kinds.size() < fewest.size() ? kinds : fewest;
            }
        }
        return fewest == null ? new LinkedHashSet<>(wire) : fewest;
    }

    /** The kinds in which a program differs, where one of its twins tells what is lawful. */
    private Set<Kind> differences(Stage.Pair pair, List<Heard> bare, List<Heard> behind, List<Kind> wire, Played twin)
            throws IOException {
        Program program = pair.program();
        String mode = program.mode();
        boolean bareSays = !needsTwin(program);
        boolean lawful = bareSays && wire.isEmpty()
                || likeTwin(program, twin, pair)
                || wire.isEmpty() && bare.equals(behind)
                || whole.allows(pair, twin, wire);
        Set<Kind> all =
                new LinkedHashSet<>(lawful ? List.of() : bareSays ? wire : differences(program, twin, pair.behind()));
        if (!pair.bare().ended() && pair.behind().ended()) {
            return all; // what makes the bare container hang need not make us
        }
        if (pair.bare().ended() != pair.behind().ended()) {
            all.add(new Kind(
                    mode, "ended", "" + pair.bare().ended(), "" + pair.behind().ended()));
        } else {
            List<Heard> like = application(twin);
            boolean asBare = samePlaces(bare, behind) || !samePlaces(like, behind);
            all.addAll(heard(
                    program,
                    asBare ? bare : like,
                    behind,
                    !asBare || program.has(Call::isBelowOk),
                    new Twin(new Played(like, null, true))));
        }
        return all;
    }

    private boolean isLawful(HeardItem it) {
        return Lawful.anyAllows(it)
                || LawfulInTheLength.anyAllows(it)
                || LawfulInTheType.anyAllows(it)
                || LawfulBehindTheEnd.anyAllows(it)
                || LawfulOnDistributions.anyAllows(stage.container(), it);
    }

    /** The twin has a buffer of its own, and its own spelling of UTF-8. */
    private static boolean isOfTwinAlone(String item, String from, String to) {
        return item.equals("buffer")
                || item.equals("encoding")
                || item.equals("header content-length") && from == null
                || from != null && Media.withoutCharset(from).equals(Media.withoutCharset(to));
    }

    /** Whether the same calls were made: behind one that throws, others of the program are not. */
    private static boolean samePlaces(List<Heard> one, List<Heard> other) {
        boolean same = one.size() == other.size();
        for (int i = 0; same && i < one.size(); i++) {
            same = one.get(i).part() == other.get(i).part()
                    && one.get(i).number() == other.get(i).number();
        }
        return same;
    }

    /** Whether an oracle tells what came. */
    boolean likeTwin(Program program, Played twin, Stage.Pair pair) {
        return differences(program, twin, pair.behind()).isEmpty();
    }

    /** Whether one of the twins of another program tells what came. */
    boolean likeTwins(Program other, Stage.Pair pair) throws IOException {
        for (Twin.Flavour flavour : Twin.Flavour.values()) {
            if (flavour.concerns(other) && likeTwin(other, stage.playTwin(other, flavour), pair)) {
                return true;
            }
        }
        return false;
    }

    List<Kind> differences(Program program, Played oracle, Played behind) {
        return differences(program, oracle.answer(), Facts.of(program, oracle), behind.answer());
    }

    List<Kind> differences(Program program, WireAnswer oracle, Facts facts, WireAnswer behind) {
        return WireCheck.differences(program.mode(), oracle, facts, behind).stream()
                .filter(kind -> !LawfulOnDistributions.anyAllows(stage.container(), program, kind))
                .toList();
    }

    /** Whether the bare container does what Signet must not do as it does. */
    static boolean needsTwin(Program program) {
        return program.has(Call::isBelowOk)
                || program.calls(Program.Part.INSIDE).stream()
                        .anyMatch(call -> program.includes(Program.Part.INSIDE)
                                && (call.isOfTheHead() || call.takesBack() || call.closes()));
    }

    /** What the application heard; the filter in front stands outside of Signet. */
    private static List<Heard> application(Played played) {
        return played.heard().stream()
                .filter(heard -> heard.part() != Program.Part.BEHIND)
                .toList();
    }

    private List<Kind> heard(Program program, List<Heard> bare, List<Heard> behind, boolean like, Twin twin) {
        String mode = program.mode();
        List<Kind> kinds = new ArrayList<>();
        Set<String> told = new HashSet<>(); // what once differs mostly goes on to differ
        for (int i = 0; i < Math.min(bare.size(), behind.size()); i++) {
            Heard of = bare.get(i);
            Heard is = behind.get(i);
            if (of.part() != is.part() || of.number() != is.number()) {
                kinds.add(new Kind(mode, "calls", of.part().word(), is.part().word())); // one threw out of its part
                break;
            }
            if (is.call().isBelowOk() && !is.call().isInterim()) {
                break; // the answer is broken
            }
            Set<String> items = new TreeSet<>(of.items().keySet());
            items.addAll(is.items().keySet());
            for (String item : items) {
                String from = of.item(item);
                String to = is.item(item);
                if (!Objects.equals(from, to)
                        && !(like && isOfTwinAlone(item, from, to))
                        && !told.contains(item)
                        && !isLawful(new HeardItem(program, bare, behind, twin, i, item, from, to))) {
                    told.add(item);
                    kinds.add(new Kind(mode + " " + is.call().verb(), item, from, to));
                }
            }
        }
        boolean differ = bare.size() != behind.size();
        Kind calls = new Kind(mode, "calls", String.valueOf(bare.size()), String.valueOf(behind.size()));
        if (differ
                && !program.has(Call::isBelowOk)
                && !LawfulBehindTheEnd.anyAllowsCalls(program, bare, behind)
                && !LawfulOnDistributions.anyAllows(stage.container(), program, calls)) {
            kinds.add(calls);
        }
        return kinds;
    }
}
