package dev.signet.differential;

import dev.signet.testing.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What an application, and a filter in front of Signet, do with one response; as a line like
 * {@code forward | front: cookie a=1 | before: print text | inside: type application/json ; print json}.
 *
 * @param mode in which form of the servlet specification it is played; {@code sync@real} with the configuration in which
 *     wrapped answers keep their status
 * @param parts the calls, by where they stand; none of them is empty
 */
record Program(String mode, Map<Part, List<Call>> parts) {

    private static final String REAL = "@real";

    /** Where in a program a call stands. */
    enum Part {
        /** By the filter in front of Signet, before the chain. */
        FRONT,
        /** Before the mode's own call: the forward, the include, {@code startAsync}. */
        BEFORE,
        /** That call. */
        MODE,
        /** By the target of it; in the mode {@code sync} all calls. */
        INSIDE,
        /** After it, where the application goes on. */
        AFTER,
        /** By the filter in front, after the chain. */
        BEHIND;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    static Program parse(String line) {
        List<String> cells = Table.cells(line.strip());
        Map<Part, List<Call>> parts = new EnumMap<>(Part.class);
        for (int i = 1; i < cells.size(); i++) {
            int colon = cells.get(i).indexOf(": ");
            parts.put(
                    Part.valueOf(cells.get(i).substring(0, colon).toUpperCase(java.util.Locale.ROOT)),
                    Call.parse(cells.get(i).substring(colon + 2)));
        }
        return new Program(cells.get(0), parts);
    }

    /** The mode without the configuration. */
    String form() {
        return mode.endsWith(REAL) ? mode.substring(0, mode.length() - REAL.length()) : mode;
    }

    boolean keepsStatus() {
        return mode.endsWith(REAL);
    }

    List<Call> calls(Part part) {
        return part == Part.MODE ? List.of(new Call(form(), "")) : parts.getOrDefault(part, List.of());
    }

    /** Whether calls of that part are made by an included servlet, where all but bytes is without effect. */
    boolean includes(Part part) {
        return part == Part.INSIDE && form().equals("include");
    }

    /** Whether calls of another dispatch go on behind {@code startAsync}. */
    boolean dispatches() {
        return form().startsWith("async-dispatch");
    }

    /** Whether the calls inside are made by another thread, or by the container at another time. */
    boolean hasThread() {
        return form().startsWith("async-thread") || form().equals("async-ready");
    }

    /** Whether nothing is called behind {@code startAsync} but what is inside. */
    boolean isLeft() {
        return dispatches() || hasThread() || form().equals("async-timeout");
    }

    /** Whether a forward has ended the answer before that part begins. */
    boolean hasEndedBefore(Part part) {
        return part == Part.AFTER && form().equals("forward");
    }

    /** Whether calls of that part go to a wrapper of the application that holds the body. */
    boolean buffers(Part part) {
        return form().startsWith("buffered") || part == Part.INSIDE && form().equals("forward-buffered");
    }

    int length() {
        return parts.values().stream().mapToInt(List::size).sum();
    }

    boolean has(Part part) {
        return parts.containsKey(part);
    }

    boolean has(java.util.function.Predicate<Call> what) {
        return parts.values().stream().flatMap(List::stream).anyMatch(what);
    }

    /** The program of those calls alone, in the same mode. */
    Program of(List<Heard> calls) {
        Map<Part, List<Call>> others = new EnumMap<>(Part.class);
        for (Heard heard : calls) {
            if (heard.part() != Part.MODE) {
                others.computeIfAbsent(heard.part(), any -> new ArrayList<>()).add(heard.call());
            }
        }
        return new Program(mode, others);
    }

    /** All programs that lack one call of this one, the last call first. */
    List<Program> shorter() {
        List<Program> all = new ArrayList<>();
        parts.forEach((part, calls) -> {
            for (int i = calls.size() - 1; i >= 0; i--) {
                List<Call> fewer = new ArrayList<>(calls);
                fewer.remove(i);
                Map<Part, List<Call>> others = new EnumMap<>(parts);
                if (fewer.isEmpty()) {
                    others.remove(part);
                } else {
                    others.put(part, fewer);
                }
                all.add(new Program(mode, others));
            }
        });
        return all;
    }

    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(mode);
        parts.forEach((part, calls) ->
                line.append(" | ").append(part.word()).append(": ").append(Call.spell(calls)));
        return line.toString();
    }
}
