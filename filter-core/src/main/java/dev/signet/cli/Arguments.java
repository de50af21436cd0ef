package dev.signet.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was typed behind the name of a command, held against what the command knows. {@code \}{@code u5ba2} stands for a
 * character, so that every id can be typed at a console that has nothing but ASCII.
 */
final class Arguments {

    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");
    private static final Pattern SPAN = Pattern.compile("(0|[1-9][0-9]{0,7})([smhd]?)");
    private static final long LONGEST_SECONDS = 10L * 366 * 86_400;
    private static final char UNREADABLE = '\uFFFD';

    private final String operand;
    private final Map<String, String> options;

    private Arguments(String operand, Map<String, String> options) {
        this.operand = operand;
        this.options = options;
    }

    /**
     * Reads what was typed.
     *
     * @param command its name
     * @param needed what stands for its one word in the help; empty where it has none
     * @param known its options
     * @param typed what stands behind its name
     */
    static Arguments read(String command, String needed, List<Option> known, List<String> typed)
            throws CommandException {
        List<String> words = new ArrayList<>();
        Map<String, String> options = new HashMap<>();
        boolean mayBeOption = true;
        for (Iterator<String> rest = typed.iterator(); rest.hasNext(); ) {
            String word = rest.next();
            if (mayBeOption && word.equals("--")) {
                mayBeOption = false;
            } else if (mayBeOption && word.startsWith("-") && word.length() > 1) {
                option(command, known, word, rest, options);
            } else {
                words.add(text(word));
            }
        }
        int expected = needed.isEmpty() ? 0 : 1;
        if (words.size() < expected) {
            throw wrong(command, needed + " is missing");
        }
        if (words.size() > expected) {
            throw wrong(
                    command,
                    "\"" + words.get(expected) + "\" is one argument too many; quote arguments that contain spaces");
        }
        return new Arguments(expected == 0 ? "" : words.get(0), options);
    }

    private static void option(
            String command, List<Option> options, String word, Iterator<String> rest, Map<String, String> given)
            throws CommandException {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        Option known = options.stream()
                .filter(option -> option.name().equals(name))
                .findAny()
                .orElseThrow(() -> wrong(command, "there is no option " + name));
        String value = equals < 0 ? "" : word.substring(equals + 1);
        if (known.value() == null && equals >= 0) {
            throw wrong(command, name + " takes no value");
        }
        if (known.value() != null && equals < 0) {
            if (!rest.hasNext()) {
                throw wrong(command, name + " needs a value: " + known.synopsis());
            }
            value = rest.next();
        }
        if (known.value() != null && value.isBlank()) {
            throw wrong(command, name + " is blank; is a shell variable not set?");
        }
        if (given.put(name, text(value)) != null) {
            throw wrong(command, name + " is given twice");
        }
    }

    private static CommandException wrong(String command, String what) {
        return CommandException.usage(what + "; see: help " + command);
    }

    private static String text(String typed) throws CommandException {
        if (typed.indexOf(UNREADABLE) >= 0) {
            throw CommandException.usage(
                    "an argument has a character that Java cannot read in the charset of this console;"
                            + " set LC_ALL=C.UTF-8, or write the character like \\u5ba2");
        }
        return ESCAPE.matcher(typed)
                .replaceAll(
                        found -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    }

    /** The one word of the command. */
    String operand() {
        return operand;
    }

    boolean has(String option) {
        return options.containsKey(option);
    }

    @Nullable
    String text(Option option) {
        return options.get(option.name());
    }

    String required(Option option) throws CommandException {
        String value = options.get(option.name());
        if (value == null) {
            throw CommandException.usage(option.synopsis() + " is missing");
        }
        return value;
    }

    /** Words with blanks or commas between them; none where the option is not there. */
    List<String> list(Option option) {
        String value = options.get(option.name());
        return value == null
                ? List.of()
                : Pattern.compile("[\\s,]+")
                        .splitAsStream(value)
                        .filter(word -> !word.isEmpty())
                        .toList();
    }

    /** A whole number from 1, or null where the option is not there. */
    @Nullable
    Integer number(Option option, int most) throws CommandException {
        String value = options.get(option.name());
        if (value == null) {
            return null;
        }
        if (value.matches("[1-9][0-9]{0,8}") && Integer.parseInt(value) <= most) {
            return Integer.valueOf(value);
        }
        throw CommandException.usage(option.name() + ": expected a whole number from 1 to " + most);
    }

    /**
     * A time like {@code 7d}.
     *
     * @param absent where the option is not there; null where it has to be
     */
    Duration span(Option option, @Nullable String absent) throws CommandException {
        String given = options.get(option.name());
        Matcher span = SPAN.matcher(given != null ? given : absent != null ? absent : required(option));
        if (span.matches() && (span.group(1).equals("0") || !span.group(2).isEmpty())) {
            long seconds = Long.parseLong(span.group(1))
                    * switch (span.group(2)) {
                        case "d" -> 86_400;
                        case "h" -> 3_600;
                        case "m" -> 60;
                        default -> 1;
                    };
            if (seconds <= LONGEST_SECONDS) {
                return Duration.ofSeconds(seconds);
            }
        }
        throw CommandException.usage(
                option.name() + ": expected a time like 7d, 12h, 30m, 90s or 0, at most ten years");
    }

    @Nullable
    Path path(Option option) throws CommandException {
        String value = options.get(option.name());
        return value == null ? null : path(option.name(), value);
    }

    static Path path(String what, String typed) throws CommandException {
        try {
            return Path.of(typed);
        } catch (InvalidPathException e) {
            throw CommandException.usage(
                    what + ": not a path of this file system, or not one in the charset of this console;"
                            + " set LC_ALL=C.UTF-8 for names outside of ASCII");
        }
    }
}
