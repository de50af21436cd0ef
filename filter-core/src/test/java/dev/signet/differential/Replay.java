package dev.signet.differential;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Programs, separated by {@code " || "}, with what was heard and what came over the wire. */
public final class Replay {

    /** The system property that asks for it, with the program. */
    public static final String PROPERTY = "differential.program";

    private Replay() {}

    /** Plays the programs that were asked for. */
    public static String of(Stage stage, String name) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String program : System.getProperty(PROPERTY).split(" \\|\\| ", -1)) {
            all.append(of(stage, name, Program.parse(program)));
        }
        return all.toString();
    }

    /** What differs in a program. */
    public static List<String> differences(Stage stage, String program) throws IOException {
        return new Judge(stage)
                .differences(stage.play(Program.parse(program))).stream()
                        .map(Kind::toString)
                        .toList();
    }

    private static String of(Stage stage, String name, Program program) throws IOException {
        Stage.Pair pair = stage.play(program);
        StringBuilder text = new StringBuilder("== " + name + "  " + program + "\n");
        List<Heard> bare = pair.bare().heard();
        List<Heard> behind = pair.behind().heard();
        Played twin = stage.playTwin(program, Twin.Flavour.WITHOUT_LENGTH);
        for (int i = 0; i < Math.max(bare.size(), behind.size()); i++) {
            Map<String, String> from = i < bare.size() ? bare.get(i).items() : Map.of();
            Map<String, String> to = i < behind.size() ? behind.get(i).items() : Map.of();
            text.append("  " + (i < bare.size() ? bare : behind).get(i).call() + "\n");
            Set<String> items = new TreeSet<>(from.keySet());
            items.addAll(to.keySet());
            for (String item : items) {
                String of = from.get(item);
                String is = to.get(item);
                text.append("      " + item + ": " + of + (Objects.equals(of, is) ? "" : "   BEHIND " + is) + "\n");
            }
        }
        text.append("  bare     " + pair.bare().answer() + "\n");
        text.append("  twin     " + twin.answer() + "\n");
        text.append("  behind   " + pair.behind().answer() + "\n");
        text.append("  expected "
                + Expected.of(pair.bare().answer(), Facts.of(program, pair.bare()))
                        .word() + ", or by the twin "
                + Expected.of(twin.answer(), Facts.of(program, twin)).word() + "\n");
        Judge judge = new Judge(stage);
        for (Twin.Flavour flavour : Twin.Flavour.values()) {
            if (flavour.concerns(program)) {
                Played played = stage.playTwin(program, flavour);
                text.append("  like     " + flavour + " "
                        + (judge.likeTwin(program, played, pair) ? "is what came" : played.answer()) + "\n");
            }
        }
        for (Kind kind : judge.differences(pair)) {
            text.append("  DIFFERS  " + kind + "\n");
        }
        return text.toString();
    }
}
