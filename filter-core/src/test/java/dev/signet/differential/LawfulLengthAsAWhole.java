package dev.signet.differential;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** {@link LawfulAsAWhole} where the application declares the length of its answer. */
final class LawfulLengthAsAWhole {

    private final Stage stage;
    private final Judge judge;

    LawfulLengthAsAWhole(Stage stage, Judge judge) {
        this.stage = stage;
        this.judge = judge;
    }

    /** Whether the answer is lawful. */
    boolean allows(Program program, Stage.Pair pair) throws IOException {
        return program.has(Call::declaresLength) && likeHeard(program, pair)
                || failedBoth(pair)
                || isOfTwoLengths(program, pair)
                || isOfReachedLength(program, pair)
                || isClosedByLength(program, pair)
                || isOfRefusedWrite(program, pair);
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
        byte[] written = heard.written().getBytes(pair.behind().charset());
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
            boolean late = i > 0
                    && pair.bare().heard().get(i - 1).committed()
                    && !heard.get(i - 1).committed();
            if (late && told != null) {
                headers.put(name, List.of(told.split(" & ", -1)));
            }
        }
        return new WireAnswer(bare.status(), headers, bare.body(), bare.end());
    }

    /**
     * Where a declared length is reached an answer is told as committed by Tomcat, whatever was sent of it; what is said and
     * refused behind that has no effect, although the {@link Twin} has no length and takes it.
     */
    private boolean isOfReachedLength(Program program, Stage.Pair pair) throws IOException {
        List<Heard> fewer = new ArrayList<>();
        boolean reached = false;
        for (Heard heard : pair.behind().heard()) {
            boolean late = heard.call().isOfTheHead() || heard.call().takesBack();
            if (!reached || !late) {
                fewer.add(heard);
            }
            reached |= heard.committed() && heard.call().declaresLength();
        }
        return reached && judge.likeTwins(program.of(fewer), pair);
    }

    /** An answer whose declared length is reached is whole for Jetty, whatever is thrown behind that. */
    private boolean isClosedByLength(Program program, Stage.Pair pair) {
        Facts facts = Facts.of(program, pair.bare());
        WireAnswer bare = pair.bare().answer();
        return program.has(Call::declaresLength)
                && facts.thrown()
                && bare.whole()
                && String.valueOf(bare.body().length).equals(bare.header("content-length"))
                && bare.values("content-length").equals(List.of(String.valueOf(facts.header("content-length"))))
                && pair.behind().heard().stream()
                        .anyMatch(heard -> heard.committed() && heard.call().declaresLength())
                && judge.differences(
                                program,
                                bare,
                                facts.withoutThrow(),
                                pair.behind().answer())
                        .isEmpty();
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
        return two && judge.likeTwins(program.of(fewer), pair);
    }

    /** Where the bare container has refused what exceeds the declared length, the answer is not what was meant either. */
    private static boolean failedBoth(Stage.Pair pair) {
        boolean refused = pair.bare().heard().stream()
                .anyMatch(heard -> heard.item("threw").equals("IOException")
                        && heard.call().writes());
        for (int i = 0; i < pair.behind().heard().size(); i++) {
            refused |= HeardItem.threw(pair, i).overrun() > 0; // by a writer, which does not tell
        }
        WireAnswer bare = pair.bare().answer();
        int last = Math.min(pair.bare().heard().size(), pair.behind().heard().size()) - 1;
        boolean shorter =
                bare.status() == 500 && last >= 0 && HeardItem.threw(pair, last).overrun() < 0; // as told
        return (refused || !bare.whole() || shorter)
                && new String(pair.behind().answer().body(), StandardCharsets.UTF_8).startsWith("{\"code\":-30,");
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
}
