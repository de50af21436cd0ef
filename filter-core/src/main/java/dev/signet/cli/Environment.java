package dev.signet.cli;

import dev.signet.text.Base64Url;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The environment that a webapp will have, as far as it is known: a file of it, and the process's own. Where there is no file,
 * what is missing may be there later, and something stands in for it so that the rest can be judged.
 */
final class Environment {

    private static final Pattern LINE = Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=(.*)");

    /** Of a name that may be shown; others may be a secret in the wrong place, like the one that a start would not show. */
    private static final Pattern SHOWN = Pattern.compile("[A-Z][A-Z0-9_]{0,30}");

    private static final long LARGEST = 1 << 20;

    private final @Nullable Map<String, String> file;
    private final Terminal terminal;
    private final Set<String> missing = new TreeSet<>();

    private Environment(@Nullable Map<String, String> file, Terminal terminal) {
        this.file = file;
        this.terminal = terminal;
    }

    /**
     * Reads it.
     *
     * @param path of lines like {@code NAME=value}; null where there is none
     */
    static Environment read(@Nullable Path path, Terminal terminal) throws CommandException {
        return new Environment(path == null ? null : values(path), terminal);
    }

    private static Map<String, String> values(Path path) throws CommandException {
        Map<String, String> values = new HashMap<>();
        try {
            if (Files.size(path) > LARGEST) {
                throw CommandException.failed(path + ": is larger than 1 MiB, so it is not a file of variables");
            }
            int number = 0;
            for (String line : Files.readAllLines(path)) {
                number++;
                if (line.isBlank() || line.strip().startsWith("#")) {
                    continue;
                }
                Matcher match = LINE.matcher(line.strip());
                if (!match.matches()) {
                    throw CommandException.failed(path + ": line " + number + " is not like NAME=value");
                }
                values.put(match.group(1), unquoted(match.group(2).strip()));
            }
            return values;
        } catch (CharacterCodingException e) {
            throw CommandException.failed(path + ": is not UTF-8");
        } catch (IOException e) {
            throw CommandException.failed(path + ": cannot be read; is the path right, and may this user read it?");
        }
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1
                && (value.startsWith("\"") && value.endsWith("\"") || value.startsWith("'") && value.endsWith("'"));
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /** A variable by its name, or null where it is not set. */
    @Nullable
    String get(String name) {
        String value = file == null ? null : file.get(name);
        if (value == null) {
            value = terminal.environment(name);
        }
        if (value != null || file != null || !SHOWN.matcher(name).matches()) {
            return value;
        }
        missing.add(name);
        byte[] random = new byte[64]; // enough for every algorithm
        terminal.random().nextBytes(random);
        return Base64Url.encode(random);
    }

    /** Names of variables that something has stood in for. */
    Set<String> missing() {
        return missing;
    }
}
