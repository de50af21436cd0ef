package dev.signet.differential;

import dev.signet.container.Container;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Plays one program and prints what was heard and what came over the wire: {@code mvn test -Dtest=ReplayTest
 * -Ddifferential.program="sync | inside: status 503"}, with {@code -Ddifferential.container=TOMCAT_11} on one container.
 */
class ReplayTest {

    @Test
    @EnabledIfSystemProperty(named = "differential.program", matches = ".+")
    void replayWhenAProgramIsGivenThenItsDifferencesArePrinted() throws Exception {
        String[] programs = System.getProperty("differential.program").split(" \\|\\| ", -1);
        String only = System.getProperty("differential.container", "");
        for (Container container : Container.values()) {
            if (only.isEmpty() || List.of(only.split(",")).contains(container.name())) {
                try (Stage stage = new Stage(container)) {
                    for (String program : programs) {
                        System.out.println(replayed(stage, container, Program.parse(program)));
                    }
                }
            }
        }
    }

    private static String replayed(Stage stage, Container container, Program program) throws Exception {
        Stage.Pair pair = stage.play(program);
        StringBuilder text = new StringBuilder("== " + container + "  " + program + "\n");
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
                text.append("      " + item + ": " + of + (java.util.Objects.equals(of, is) ? "" : "   BEHIND " + is)
                        + "\n");
            }
        }
        text.append("  bare     " + pair.bare().answer() + "\n");
        text.append("  twin     " + twin.answer() + "\n");
        text.append("  behind   " + pair.behind().answer() + "\n");
        text.append("  expected "
                + Expected.of(pair.bare().answer(), Facts.of(program, pair.bare()))
                        .word() + ", or by the twin "
                + Expected.of(twin.answer(), Facts.of(program, twin)).word() + "\n");
        for (Kind kind : new Judge(stage).differences(pair)) {
            text.append("  DIFFERS  " + kind + "\n");
        }
        return text.toString();
    }
}
