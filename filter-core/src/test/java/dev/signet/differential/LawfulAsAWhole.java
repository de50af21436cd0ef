package dev.signet.differential;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Why an answer may be another one than the decision table makes of the bare container's, for reasons that lie in the
 * whole program and not in one item.
 */
final class LawfulAsAWhole {

    private static final Set<String> FORKS = Set.of("glassfish", "payara-micro");
    private static final int GRIZZLY_BUFFER = 8_192;

    private final Stage stage;
    private final Judge judge;

    LawfulAsAWhole(Stage stage, Judge judge) {
        this.stage = stage;
        this.judge = judge;
    }

    /**
     * Whether the answer is lawful.
     *
     * @param wire in what it differs by the bare container
     */
    boolean allows(Stage.Pair pair, Played twin, List<Kind> wire) throws IOException {
        Program program = pair.program();
        return program.has(Call::declaresLength) && likeHeard(program, pair)
                || failedBoth(pair)
                || isOfLanguage(program, pair.bare(), pair)
                || isOfLanguage(program, twin, pair)
                || isOfWrappersCharset(program, twin, pair)
                || isOfLostStatus(program, pair)
                || isOfOpenEnd(program, pair)
                || isOfTwoLengths(program, pair)
                || isOfRefusedForward(pair, wire)
                || isOfLateCharset(program, pair)
                || wire.isEmpty() && isOfClosedInclude(program)
                || isOfRefusedWrite(program, pair)
                || (isOfOldCharset(program, pair) || program.has(Call::asksForUnknownCharset))
                        && wire.stream().allMatch(Kind::isOfTheBody);
    }

    /**
     * A container commits when a declared length is reached; what was said behind that, and heard, decides as well, and so
     * does what was written beyond the length.
     */
    private boolean likeHeard(Program program, Stage.Pair pair) {
        Facts heard = Facts.of(program, pair.behind());
        WireAnswer behind = pair.behind().answer();
        WireAnswer bare = withHeadOfHeld(pair);
        return judge.differences(program, bare, heard, behind).isEmpty() || likeWritten(program, pair, heard, bare);
    }

    private boolean likeWritten(Program program, Stage.Pair pair, Facts heard, WireAnswer bare) {
        byte[] written = heard.written().getBytes(charsetOf(pair.behind()));
        if (heard.type() == null || written.length <= bare.body().length) {
            return false;
        }
        Map<String, List<String>> headers = new TreeMap<>(bare.headers());
        headers.put("content-type", List.of(heard.type()));
        headers.remove("content-length"); // see LENGTH_BEHIND_THE_FIRST_BYTES
        WireAnswer meant = new WireAnswer(bare.status(), headers, written, bare.end());
        return judge.differences(program, meant, heard, pair.behind().answer()).isEmpty();
    }

    /** The bare answer with the headers that were set while it was held, and the container had sent its head already. */
    private static WireAnswer withHeadOfHeld(Stage.Pair pair) {
        WireAnswer bare = pair.bare().answer();
        Map<String, List<String>> headers = new TreeMap<>(bare.headers());
        List<Heard> heard = pair.behind().heard();
        for (int i = 0; i < Math.min(heard.size(), pair.bare().heard().size()); i++) {
            String name = heard.get(i).call().header();
            String told = heard.get(i).item("header " + name);
            boolean late =
                    pair.bare().heard().get(i).committed() && !heard.get(i).committed();
            if (late && told != null && !name.equals("content-length")) {
                headers.put(name, List.of(told.split(" & ", -1)));
            }
        }
        return new WireAnswer(bare.status(), headers, bare.body(), bare.end());
    }

    /** Of two lengths that are added the last one is declared, while an answer with two is none (RFC 9112 §6.3). */
    private boolean isOfTwoLengths(Program program, Stage.Pair pair) throws IOException {
        List<Heard> fewer = new ArrayList<>();
        boolean two = false;
        for (Heard heard : pair.bare().heard()) {
            if (heard.call().declaresLength()) {
                fewer.removeIf(before -> before.call().declaresLength());
                two |= String.valueOf(heard.item("header content-length")).contains(" & ");
            }
            fewer.add(heard);
        }
        return two && likeTwins(program.of(fewer), pair);
    }

    /** Where the bare container has refused what exceeds the declared length, the answer is not what was meant either. */
    private static boolean failedBoth(Stage.Pair pair) {
        boolean refused = pair.bare().heard().stream()
                .anyMatch(heard -> heard.threw() && heard.call().writes());
        for (int i = 0; i < pair.behind().heard().size(); i++) {
            refused |= HeardItem.threw(pair, i).overrun() > 0; // by a writer, which does not tell
        }
        boolean cut = !pair.bare().answer().whole();
        return (refused || cut)
                && new String(pair.behind().answer().body(), StandardCharsets.UTF_8).startsWith("{\"code\":-30,");
    }

    /** Tomcat's writer keeps its charset when the response is reset, although nobody tells it any more. */
    private static boolean isOfOldCharset(Program program, Stage.Pair pair) {
        byte[] body = pair.bare().answer().body();
        return program.has(call -> call.verb().equals("reset")) && !JsonText.isUtf8(body);
    }

    /** A language whose charset is the container's default anyway chooses none, so JSON is UTF-8; Tomcat then declares it. */
    private boolean isOfLanguage(Program program, Played oracle, Stage.Pair pair) {
        if (!program.has(call -> call.verb().equals("locale"))
                || asksForCharset(oracle.heard())
                || asksForCharset(pair.behind().heard())) {
            return false;
        }
        return likeUndeclared(program, oracle, pair);
    }

    /** The charset of the writer of an application's wrapper is told by the twin alone, which has set it. */
    private boolean isOfWrappersCharset(Program program, Played twin, Stage.Pair pair) {
        List<Heard> bare = pair.bare().heard();
        String told = bare.isEmpty() ? null : bare.get(bare.size() - 1).item("type");
        return program.form().contains("buffered")
                && String.valueOf(told).equals(Media.withoutCharset(told))
                && likeUndeclared(program, twin, pair);
    }

    /** Whether an oracle tells what came, but for the charset that its type declares. */
    private boolean likeUndeclared(Program program, Played oracle, Stage.Pair pair) {
        WireAnswer told = oracle.answer();
        Map<String, List<String>> headers = new LinkedHashMap<>(told.headers());
        headers.computeIfPresent(
                "content-type",
                (name, types) -> types.stream().map(Media::withoutCharset).toList());
        WireAnswer undeclared = new WireAnswer(told.status(), headers, told.body(), told.end());
        return judge.differences(program, new Played(oracle.heard(), undeclared, true), pair.behind())
                .isEmpty();
    }

    /** Whether a charset was asked for by its name, and in time. */
    private static boolean asksForCharset(List<Heard> calls) {
        boolean committed = false;
        for (Heard heard : calls) {
            if (!committed && heard.call().toString().contains("charset")) {
                return true;
            }
            committed = heard.committed();
        }
        return false;
    }

    /**
     * What is written without a type, or loses the one that it had, or becomes JSON, is UTF-8 in the end; the bare container has used its
     * own charset, or one that no type tells, and maybe sent a head that tells none.
     */
    private boolean isOfLateCharset(Program program, Stage.Pair pair) {
        WireAnswer bare = pair.bare().answer();
        String type = bare.header("content-type");
        if (!Media.of(type).mayBeJson()
                || !Media.isUtf8(type) && Media.of(type) == Media.JSON
                || JsonText.isUtf8(bare.body())
                || program.has(call -> call.toString().contains("charset")) && Media.of(type) != Media.NONE) {
            return false;
        }
        byte[] utf8 = new String(bare.body(), charsetOf(pair.bare())).getBytes(StandardCharsets.UTF_8);
        WireAnswer meant = new WireAnswer(bare.status(), bare.headers(), utf8, bare.end());
        return judge.differences(program, new Played(pair.bare().heard(), meant, true), pair.behind())
                .isEmpty();
    }

    /** The charset that the application heard of last, whoever chose it. */
    private static Charset charsetOf(Played bare) {
        String told = String.valueOf(bare.heard().get(bare.heard().size() - 1).item("encoding"));
        return Charset.isSupported(told) ? Charset.forName(told) : StandardCharsets.ISO_8859_1;
    }

    /** What was refused because it exceeds the declared length was not written, and a wrapper does not try it again. */
    private boolean isOfRefusedWrite(Program program, Stage.Pair pair) throws IOException {
        Predicate<Heard> copies = heard -> heard.call().ends() && program.buffers(heard.part());
        Predicate<Heard> refused = heard -> heard.threw() && (heard.call().writes() || copies.test(heard));
        if (!program.has(Call::declaresLength) || pair.behind().heard().stream().noneMatch(refused)) {
            return false;
        }
        List<Heard> taken = new ArrayList<>();
        for (Heard heard : pair.behind().heard()) {
            if (heard.threw() && copies.test(heard)) {
                taken.removeIf(held -> held.call().writes() && program.buffers(held.part()));
            }
            if (!refused.test(heard)) {
                taken.add(heard);
            }
        }
        Program without = program.of(taken);
        return judge.likeTwin(without, stage.playTwin(without, Twin.Flavour.WITHOUT_LENGTH), pair);
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
    boolean isOfRecycledBuffer(Stage.Pair pair) {
        if (!FORKS.contains(stage.container())) {
            return false;
        }
        List<Heard> bare = pair.bare().heard();
        List<Heard> behind = pair.behind().heard();
        int printed = 0;
        for (int i = 0; i < Math.min(bare.size(), behind.size()); i++) {
            Heard is = behind.get(i);
            printed += is.call().verb().equals("print") ? is.call().piece().length() : 0;
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
        boolean lost = program.dispatches() && bare.status() == 200 && told != 200;
        if (facts.ended() || facts.thrown() || !lost && told != 205) {
            return false;
        }
        WireAnswer.End end = told == 205 ? WireAnswer.End.WHOLE : bare.end();
        WireAnswer meant = new WireAnswer(told, bare.headers(), bare.body(), end);
        WireAnswer behind = pair.behind().answer();
        WireAnswer came = behind.status() == 205
                ? new WireAnswer(205, behind.headers(), behind.body(), WireAnswer.End.WHOLE)
                : behind;
        return judge.differences(program, meant, facts, came).isEmpty();
    }

    /**
     * What is committed cannot be forwarded (RequestDispatcher.forward); what fails behind its head is broken, and Undertow,
     * which lets that pass, drops bytes of it.
     */
    private static boolean isOfRefusedForward(Stage.Pair pair, List<Kind> wire) {
        List<Heard> bare = pair.bare().heard();
        List<Heard> behind = pair.behind().heard();
        for (int i = 0; i < Math.min(bare.size(), behind.size()); i++) {
            Heard heard = behind.get(i);
            if (heard.part() == Program.Part.MODE
                    && pair.program().form().startsWith("forward")
                    && heard.threw()
                    && heard.committed()
                    && !bare.get(i).threw()) {
                return !pair.behind().answer().whole() && wire.size() == 1;
            }
        }
        return false;
    }

    /**
     * Liberty leaves an answer of a few bytes open behind its forward, and Jetty one that is shorter than declared, behind
     * a close as well; an answer of ours has ended, as specified.
     */
    private boolean isOfOpenEnd(Program program, Stage.Pair pair) throws IOException {
        if (!stage.container().equals("liberty") && !program.has(Call::declaresLength)) {
            return false;
        }
        List<Heard> until = new ArrayList<>();
        for (Heard heard : pair.behind().heard()) {
            until.add(heard);
            boolean forwarded = heard.part() == Program.Part.MODE && program.hasEndedBefore(Program.Part.AFTER);
            boolean closed = heard.call().closes() && !program.buffers(heard.part()) && !program.includes(heard.part());
            if (!heard.threw() && (forwarded || closed)) {
                return likeTwins(program.of(until), pair);
            }
        }
        return false;
    }

    /** Whether one of the twins of another program tells what came. */
    private boolean likeTwins(Program other, Stage.Pair pair) throws IOException {
        for (Twin.Flavour flavour : Twin.Flavour.values()) {
            if (flavour.concerns(other) && judge.likeTwin(other, stage.playTwin(other, flavour), pair)) {
                return true;
            }
        }
        return false;
    }
}
