package dev.signet.cli;

import java.util.List;

/**
 * Something that can be typed.
 *
 * @param name one or two words
 * @param operand what stands for the one word behind it in the help; empty where there is none
 * @param options the options it knows
 * @param summary one line
 * @param text more of it, line by line
 * @param action does it
 */
record Command(String name, String operand, List<Option> options, String summary, List<String> text, Action action) {

    /** What a command does. */
    @FunctionalInterface
    interface Action {

        /**
         * Does it.
         *
         * @param typed held against the command's options
         * @param terminal where it reads and writes
         * @return the exit status
         * @throws CommandException where it could not be done
         */
        int run(Arguments typed, Terminal terminal) throws CommandException;
    }

    String synopsis() {
        StringBuilder synopsis = new StringBuilder(name);
        if (!operand.isEmpty()) {
            synopsis.append(' ').append(operand);
        }
        options.forEach(
                option -> synopsis.append(" [").append(option.synopsis()).append(']'));
        return synopsis.toString();
    }

    List<String> words() {
        return List.of(name.split(" "));
    }
}
