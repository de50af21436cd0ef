package dev.signet.differential;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Differences, grouped by kind; each kind with the shortest program that shows it, the most frequent first. */
final class Report {

    /** How often a kind was seen, and how it is shown. */
    private static final class Group {
        private int count;
        private Program shortest;
    }

    private final Map<Kind, Group> groups = new LinkedHashMap<>();
    private int played;
    private int different;
    private final Map<String, int[]> byMode = new TreeMap<>(); // different, played
    private final Map<String, Integer> slow = new LinkedHashMap<>();

    void add(Program program, Set<Kind> kinds) {
        played++;
        different += kinds.isEmpty() ? 0 : 1;
        int[] counts = byMode.computeIfAbsent(program.mode(), any -> new int[2]);
        counts[0] += kinds.isEmpty() ? 0 : 1;
        counts[1]++;
        for (Kind kind : kinds) {
            Group group = groups.computeIfAbsent(kind, any -> new Group());
            group.count++;
            if (group.shortest == null || program.length() < group.shortest.length()) {
                group.shortest = program;
            }
        }
    }

    /** Notes what had to be waited for. */
    void waited(Stage.Pair pair) {
        if (pair.bare().answer().end() == WireAnswer.End.HUNG || !pair.bare().ended()) {
            slow.merge("bare: " + pair.program(), 1, Integer::sum);
        }
        if (pair.behind().answer().end() == WireAnswer.End.HUNG
                || !pair.behind().ended()) {
            slow.merge("behind: " + pair.program(), 1, Integer::sum);
        }
    }

    /** How many programs came out otherwise. */
    int differing() {
        return different;
    }

    /** The kinds as text, with programs that show them and have no call too many. */
    String text(Stage stage, int most) throws IOException {
        List<Map.Entry<Kind, Group>> sorted = new ArrayList<>(groups.entrySet());
        sorted.sort(Comparator.comparing(entry -> -entry.getValue().count));
        StringBuilder text = new StringBuilder();
        text.append(different + " of " + played + " programs differ, in " + groups.size() + " kinds\n");
        byMode.forEach(
                (mode, counts) -> text.append("  ").append(mode).append(' ').append(counts[0] + " of " + counts[1]));
        text.append('\n');
        for (Map.Entry<Kind, Group> entry : sorted.subList(0, Math.min(most, sorted.size()))) {
            Program shortest = shrunk(stage, entry.getKey(), entry.getValue().shortest);
            text.append(String.format("%5d  %s%n       %s%n", entry.getValue().count, entry.getKey(), shortest));
        }
        slow.keySet().forEach(line -> text.append("waited for ").append(line).append('\n'));
        return text.toString();
    }

    private static Program shrunk(Stage stage, Kind kind, Program program) throws IOException {
        Judge judge = new Judge(stage);
        for (Program shorter : program.shorter()) {
            if (shorter.length() > 0 && judge.differences(stage.play(shorter)).contains(kind)) {
                return shrunk(stage, kind, shorter);
            }
        }
        return program;
    }
}
