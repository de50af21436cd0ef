package dev.signet.cli;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The commands there are, and how one is found and carried out. */
final class CommandLine {

    private static final List<String> HELP = List.of("--help", "-h");

    private CommandLine() {}

    /** All of them, in the order of the help. */
    static List<Command> commands() {
        return Stream.of(ClientCommands.all(), TokenCommands.all(), CheckCommand.all(), KeyCommands.all())
                .flatMap(List::stream)
                .toList();
    }

    /** Carries out what was typed, and answers the exit status. */
    static int run(List<String> typed, Terminal terminal) {
        try {
            int status = dispatch(typed, terminal);
            if (!terminal.isHeard()) {
                throw CommandException.failed("not everything could be written to standard output");
            }
            return status;
        } catch (CommandException e) {
            terminal.complain(String.valueOf(e.getMessage()));
            return e.status();
        } catch (RuntimeException | LinkageError e) { // of a value that nobody thought of, or of a driver
            terminal.complain("failed: " + e);
            return Exit.ERRORS;
        }
    }

    private static int dispatch(List<String> typed, Terminal terminal) throws CommandException {
        if (typed.isEmpty()) {
            Help.all(commands()).forEach(terminal::say);
            return Exit.WRONG_USE;
        }
        if (typed.get(0).equals("help") || HELP.contains(typed.get(0))) {
            help(typed.subList(1, typed.size())).forEach(terminal::say);
            return Exit.FINE;
        }
        Command command = named(typed);
        if (command == null) {
            if (typed.size() == 2 && HELP.contains(typed.get(1))) {
                help(typed.subList(0, 1)).forEach(terminal::say);
                return Exit.FINE;
            }
            throw unknown(typed);
        }
        List<String> rest = typed.subList(command.words().size(), typed.size());
        if (rest.stream().anyMatch(HELP::contains)) {
            Help.of(command).forEach(terminal::say);
            return Exit.FINE;
        }
        return command.action()
                .run(Arguments.read(command.name(), command.operand(), command.options(), rest), terminal);
    }

    private static @Nullable Command named(List<String> typed) {
        for (Command command : commands()) {
            List<String> words = command.words();
            if (typed.size() >= words.size() && typed.subList(0, words.size()).equals(words)) {
                return command;
            }
        }
        return null;
    }

    private static List<String> help(List<String> about) throws CommandException {
        if (about.isEmpty()) {
            return Help.all(commands());
        }
        Command command = named(about);
        if (command != null) {
            return Help.of(command);
        }
        List<Command> group = group(about);
        if (group.isEmpty() || about.size() > 1) {
            throw unknown(about);
        }
        return Help.all(group);
    }

    /** The commands that begin with the same word. */
    private static List<Command> group(List<String> typed) {
        return commands().stream()
                .filter(each -> each.words().get(0).equals(typed.get(0)))
                .toList();
    }

    private static CommandException unknown(List<String> typed) {
        return CommandException.usage("there is no command \""
                + String.join(" ", typed.subList(0, Math.min(2, typed.size()))) + "\"; see: help"
                + (group(typed).isEmpty() ? "" : " " + typed.get(0)));
    }
}
