package dev.signet.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the application heard after one call.
 *
 * @param part where the call stands
 * @param number its index there
 * @param call the call
 * @param items what {@link Hearing} asks for
 */
record Heard(Program.Part part, int number, Call call, Map<String, String> items) {

    /** Reads what a {@link Recording} has written. */
    static List<Heard> parse(Program program, String log) {
        List<Heard> all = new ArrayList<>();
        for (String line : log.split("\n", -1)) {
            if (!line.isEmpty()) {
                String[] cells = line.split("\t", -1);
                String[] label = cells[0].split(" ", -1);
                Map<String, String> items = new TreeMap<>();
                for (int i = 1; i < cells.length; i++) {
                    int equals = cells[i].indexOf('=');
                    items.put(cells[i].substring(0, equals), cells[i].substring(equals + 1));
                }
                Program.Part part = Program.Part.valueOf(label[0].toUpperCase(java.util.Locale.ROOT));
                int number = Integer.parseInt(label[1]);
                all.add(new Heard(part, number, program.calls(part).get(number), items));
            }
        }
        return all;
    }

    String item(String name) {
        return items.get(name);
    }

    boolean threw() {
        return !item("threw").isEmpty();
    }

    boolean committed() {
        return "true".equals(item("committed"));
    }
}
