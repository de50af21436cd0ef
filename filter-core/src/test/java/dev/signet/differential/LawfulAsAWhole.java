package dev.signet.differential;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Why an answer may be another one than the decision table makes of the bare container's, for reasons that lie in the
 * whole program and not in one item.
 */
final class LawfulAsAWhole {

    private static final Set<String> FORKS = Set.of("glassfish", "payara-micro");
    private static final int GRIZZLY_BUFFER = 8_192;

    private final Stage stage;
    private final Judge judge;
    private final LawfulLengthAsAWhole lengths;

    LawfulAsAWhole(Stage stage, Judge judge) {
        this.stage = stage;
        this.judge = judge;
        this.lengths = new LawfulLengthAsAWhole(stage, judge);
    }

    /**
     * Whether the answer is lawful.
     *
     * @param wire in what it differs by the bare container
     */
    boolean allows(Stage.Pair pair, Played twin, List<Kind> wire) throws IOException {
        Program program = pair.program();
        return lengths.allows(program, pair)
                || isOfLanguage(program, pair.bare(), pair)
                || isOfLanguage(program, twin, pair)
                || isOfWrappersCharset(program, twin, pair)
                || isOfLostStatus(program, pair)
                || isOfOpenEnd(program, pair)
                || isOfEmptyEnd(program, pair)
                || isOfRefusedForward(pair, wire)
                || isOfLateCharset(program, pair.bare(), pair)
                || isOfLateCharset(program, twin, pair)
                || isOfRefusedLetters(program, pair)
                || wire.isEmpty() && isOfClosedInclude(program)
                || (isOfOldCharset(program, pair) || program.has(Call::asksForUnknownCharset))
                        && wire.stream().allMatch(Kind::isOfTheBody);
    }

    /** A status without a body is told by the head, whatever a container waits for: Tomcat promises chunks with a 205. */
    private boolean isOfEmptyEnd(Program program, Stage.Pair pair) {
        WireAnswer bare = pair.bare().answer();
        WireAnswer meant = new WireAnswer(bare.status(), bare.headers(), bare.body(), WireAnswer.End.WHOLE);
        return bare.end() == WireAnswer.End.HUNG
                && bare.status() == 205
                && bare.body().length == 0
                && judge.differences(program, new Played(pair.bare().heard(), meant, true), pair.behind())
                        .isEmpty();
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

    /** The stream within an include may be one of the container's around ours, and refuse letters that are no bytes. */
    private boolean isOfRefusedLetters(Program program, Stage.Pair pair) throws IOException {
        List<Heard> bare = pair.bare().heard();
        List<Heard> taken = new ArrayList<>(pair.behind().heard());
        boolean refused = taken.removeIf(heard -> program.includes(heard.part())
                && heard.item("threw").equals("IOException")
                && PieceDoor.isOfCharacters(heard.call().door())
                && bare.stream()
                        .anyMatch(like ->
                                like.threw() && like.part() == heard.part() && like.number() == heard.number()));
        return refused && judge.likeTwins(program.of(taken), pair);
    }

    /**
     * What is written without a type, or loses the one that it had, or becomes JSON, is UTF-8 in the end; the bare container has used its
     * own charset, or one that no type tells, and maybe sent a head that tells none.
     */
    private boolean isOfLateCharset(Program program, Played oracle, Stage.Pair pair) {
        WireAnswer bare = oracle.answer();
        String type = bare.header("content-type");
        if (!Media.of(type).mayBeJson()
                || !Media.isUtf8(type) && Media.of(type) == Media.JSON
                || JsonText.isUtf8(bare.body())
                || program.has(call -> call.toString().contains("charset"))
                        && Media.of(type) != Media.NONE
                        && !type.equals(Media.withoutCharset(type))) {
            return false;
        }
        byte[] utf8 = new String(bare.body(), oracle.charset()).getBytes(StandardCharsets.UTF_8);
        WireAnswer meant = new WireAnswer(bare.status(), bare.headers(), utf8, bare.end());
        return judge.differences(program, new Played(oracle.heard(), meant, true), pair.behind())
                .isEmpty();
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
                return judge.likeTwins(program.of(until), pair);
            }
        }
        return false;
    }
}
