package dev.signet.differential;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Tells in what a program differs behind Signet, and leaves out what is {@link Lawful}. */
final class Judge {

    private static final Set<String> FORKS = Set.of("glassfish", "payara-micro");

    private static final int GRIZZLY_BUFFER = 8_192;

    private final Stage stage;

    Judge(Stage stage) {
        this.stage = stage;
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
        if (isOfRecycledBuffer(pair)) {
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
        boolean lawful = bareSays && wire.isEmpty();
        lawful |= likeTwin(program, twin, pair)
                || wire.isEmpty() && bare.equals(behind)
                || program.has(Call::declaresLength) && likeHeard(program, pair)
                || failedBoth(pair)
                || isOfLanguage(program, pair)
                || isOfLostStatus(program, pair)
                || isOfOpenForward(program, pair)
                || isOfLateCharset(program, pair)
                || wire.isEmpty() && isOfClosedInclude(program)
                || isOfRefusedWrite(program, pair)
                || (isOfOldCharset(program, pair) || program.has(Call::asksForUnknownCharset))
                        && wire.stream().allMatch(Kind::isOfTheBody);
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

    private boolean likeTwin(Program program, Played twin, Stage.Pair pair) {
        return differences(program, twin, pair.behind()).isEmpty();
    }

    /** A container commits when a declared length is reached; what was said behind that, and heard, decides as well. */
    private boolean likeHeard(Program program, Stage.Pair pair) {
        Facts heard = Facts.of(program, pair.behind());
        WireAnswer behind = pair.behind().answer();
        return differences(program, pair.bare().answer(), heard, behind).isEmpty();
    }

    /** Where the bare container has refused what exceeds the declared length, the answer is not what was meant either. */
    private static boolean failedBoth(Stage.Pair pair) {
        boolean refused = pair.bare().heard().stream()
                .anyMatch(heard -> heard.threw() && heard.call().writes());
        boolean cut = pair.bare().answer().end() != WireAnswer.End.WHOLE;
        return (refused || cut)
                && new String(pair.behind().answer().body(), StandardCharsets.UTF_8).startsWith("{\"code\":-30,");
    }

    /** Tomcat's writer keeps its charset when the response is reset, although nobody tells it any more. */
    private static boolean isOfOldCharset(Program program, Stage.Pair pair) {
        byte[] body = pair.bare().answer().body();
        return program.has(call -> call.verb().equals("reset")) && !JsonText.isUtf8(body);
    }

    /** A language whose charset is the container's default anyway chooses none, so JSON is UTF-8; Tomcat then declares it. */
    private boolean isOfLanguage(Program program, Stage.Pair pair) {
        if (!program.has(call -> call.verb().equals("locale"))
                || program.has(call -> call.toString().contains("charset"))) {
            return false;
        }
        WireAnswer bare = pair.bare().answer();
        Map<String, List<String>> headers = new LinkedHashMap<>(bare.headers());
        headers.computeIfPresent(
                "content-type",
                (name, types) -> types.stream().map(Media::withoutCharset).toList());
        WireAnswer undeclared = new WireAnswer(bare.status(), headers, bare.body(), bare.end());
        return differences(program, new Played(pair.bare().heard(), undeclared, true), pair.behind())
                .isEmpty();
    }

    /**
     * What is written without a type, or loses the one that it had, is UTF-8 in the end; the bare container has used its
     * own charset, and maybe sent a head that tells none.
     */
    private boolean isOfLateCharset(Program program, Stage.Pair pair) {
        WireAnswer bare = pair.bare().answer();
        if (Media.of(bare.header("content-type")) != Media.NONE
                || JsonText.isUtf8(bare.body())
                || program.has(call -> call.toString().contains("charset"))) {
            return false;
        }
        byte[] utf8 = new String(bare.body(), StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.UTF_8);
        WireAnswer meant = new WireAnswer(bare.status(), bare.headers(), utf8, bare.end());
        return differences(program, new Played(pair.bare().heard(), meant, true), pair.behind())
                .isEmpty();
    }

    /** What was refused because it exceeds the declared length was not written. */
    private boolean isOfRefusedWrite(Program program, Stage.Pair pair) throws IOException {
        Predicate<Heard> refused = heard -> heard.threw() && heard.call().writes();
        if (!program.has(Call::declaresLength) || pair.behind().heard().stream().noneMatch(refused)) {
            return false;
        }
        Map<Program.Part, List<Call>> taken = new EnumMap<>(Program.Part.class);
        for (Heard heard : pair.behind().heard()) {
            if (heard.part() != Program.Part.MODE && !refused.test(heard)) {
                taken.computeIfAbsent(heard.part(), any -> new ArrayList<>()).add(heard.call());
            }
        }
        Program without = new Program(program.mode(), taken);
        return likeTwin(without, stage.playTwin(without, Twin.Flavour.WITHOUT_LENGTH), pair);
    }

    /** A writer that a container puts around ours within an include, as Jetty does, is its own to close. */
    private static boolean isOfClosedInclude(Program program) {
        return program.form().equals("include")
                && program.calls(Program.Part.INSIDE).stream()
                        .noneMatch(call -> call.isOfTheHead() || call.takesBack());
    }

    /**
     * How much GlassFish and Payara take from a writer before they commit goes by the buffers that other answers have left
     * them, so that the same program is not the same twice.
     */
    private boolean isOfRecycledBuffer(Stage.Pair pair) {
        if (!FORKS.contains(stage.container())) {
            return false;
        }
        List<Heard> bare = pair.bare().heard();
        List<Heard> behind = pair.behind().heard();
        int printed = 0;
        for (int i = 0; i < Math.min(bare.size(), behind.size()); i++) {
            Heard is = behind.get(i);
            printed += is.call().verb().equals("print")
                    ? Piece.of(is.call().text()).length()
                    : 0;
            if (bare.get(i).committed() != is.committed()) {
                return printed > GRIZZLY_BUFFER
                        && is.call().verb().equals("print")
                        && !Media.of(is.item("type")).mayBeJson();
            }
        }
        return false;
    }

    /**
     * GlassFish and Payara lose the status of a dispatch that overtakes the one which asked for it, and say 200; or they
     * wait for ever, as they do where a 205 ends whatever way.
     */
    private boolean isOfLostStatus(Program program, Stage.Pair pair) {
        if (!FORKS.contains(stage.container())) {
            return false;
        }
        WireAnswer bare = pair.bare().answer();
        Facts facts = Facts.of(program, pair.bare());
        int told = Integer.parseInt(facts.last().getOrDefault("status", "0"));
        boolean lost = program.form().equals("async-dispatch") && bare.status() == 200 && told != 200;
        if (facts.ended() || facts.thrown() || !lost && told != 205) {
            return false;
        }
        WireAnswer.End end = told == 205 ? WireAnswer.End.WHOLE : bare.end();
        WireAnswer meant = new WireAnswer(told, bare.headers(), bare.body(), end);
        WireAnswer behind = pair.behind().answer();
        WireAnswer came = behind.status() == 205
                ? new WireAnswer(205, behind.headers(), behind.body(), WireAnswer.End.WHOLE)
                : behind;
        return differences(program, meant, facts, came).isEmpty();
    }

    /**
     * Liberty leaves an answer of a few bytes open behind its forward, and Jetty one that is shorter than declared; an
     * answer of ours ends with it, as specified.
     */
    private boolean isOfOpenForward(Program program, Stage.Pair pair) throws IOException {
        boolean open = (stage.container().equals("liberty") || program.has(Call::declaresLength))
                && program.hasEndedBefore(Program.Part.AFTER)
                && program.has(Program.Part.AFTER)
                && pair.bare().heard().stream()
                        .anyMatch(heard -> heard.part() == Program.Part.MODE && !heard.threw() && !heard.committed());
        if (open) {
            Program ended = program.without(Program.Part.AFTER);
            for (Twin.Flavour flavour : Twin.Flavour.values()) {
                if (flavour.concerns(ended) && likeTwin(ended, stage.playTwin(ended, flavour), pair)) {
                    return true;
                }
            }
        }
        return false;
    }

    private List<Kind> differences(Program program, Played oracle, Played behind) {
        return differences(program, oracle.answer(), Facts.of(program, oracle), behind.answer());
    }

    private List<Kind> differences(Program program, WireAnswer oracle, Facts facts, WireAnswer behind) {
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
