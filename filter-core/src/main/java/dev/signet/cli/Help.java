package dev.signet.cli;

import java.util.ArrayList;
import java.util.List;

/** The commands as a person reads them. */
final class Help {

    private static final String PROGRAM = "java -jar signet-filter-all.jar ";

    private Help() {}

    /** One line for each command. */
    static List<String> all(List<Command> commands) {
        List<String> lines = new ArrayList<>(List.of("Usage: " + PROGRAM + "<command>", ""));
        int width = commands.stream()
                .mapToInt(command -> left(command).length())
                .max()
                .orElse(0);
        for (Command command : commands) {
            lines.add("  " + padded(left(command), width) + "  " + command.summary());
        }
        lines.addAll(List.of(
                "",
                "help <command> shows more, with all options.",
                "Exit status: 0 done, 1 warnings, 2 errors, 64 wrong usage."));
        return lines;
    }

    private static String left(Command command) {
        return (command.name() + " " + command.operand()).strip();
    }

    /** Everything about one. */
    static List<String> of(Command command) {
        List<String> lines = new ArrayList<>();
        lines.add("Usage: " + PROGRAM + left(command) + (command.options().isEmpty() ? "" : " [options]"));
        lines.addAll(List.of("", command.summary() + "."));
        lines.addAll(command.text());
        if (!command.options().isEmpty()) {
            lines.addAll(List.of("", "Options:"));
            int width = command.options().stream()
                    .mapToInt(option -> option.synopsis().length())
                    .max()
                    .orElse(0);
            command.options()
                    .forEach(option -> lines.add("  " + padded(option.synopsis(), width) + "  " + option.text()));
        }
        return lines;
    }

    static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.codePointCount(0, text.length())));
    }
}
