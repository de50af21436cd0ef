package dev.signet.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options of the commands about clients. */
final class ClientOptions {

    static final Option FILE = new Option("--file", "F", "the clients file; new creates it if it does not exist");
    static final Option JDBC_URL =
            new Option("--jdbc-url", "U", "the database with the client tables, instead of a file");
    static final Option DRIVER = new Option("--driver", "JAR", "the jar of its JDBC driver");
    static final Option JDBC_USER = new Option("--jdbc-user", "N", "the user of the database");
    static final Option JDBC_PASSWORD_ENV = new Option(
            "--jdbc-password-env", "NAME", "the environment variable with its password; otherwise standard input");
    static final Option LABEL = new Option("--label", "TEXT", "a human-readable name");
    static final Option SUBJECT = new Option("--subject", "TEXT", "the nameidentifier claim of its tokens");
    static final Option SCOPES =
            new Option("--scopes", "LIST", "the scopes of its tokens, separated by blanks or commas");
    static final Option ROLES = new Option("--roles", "LIST", "the same for roles");
    static final Option NETWORKS =
            new Option("--networks", "LIST", "networks it may call from, like 10.0.0.0/8,2001:db8::/32");
    static final Option LIFETIME = new Option("--lifetime", "SECONDS", "the lifetime of its tokens");
    static final Option PER_SECOND = new Option("--per-second", "N", "calls per second");
    static final Option BURST =
            new Option("--burst", "N", "calls that may come at once; by default as many as per second");
    static final Option PER_DAY = new Option("--per-day", "N", "calls per day");
    static final Option CONCURRENT = new Option("--concurrent", "N", "calls that may be in progress at the same time");
    static final Option DAYS =
            new Option("--days", "N", "the new secret expires after this many days; the client does not");
    static final Option OVERLAP =
            new Option("--overlap", "7d", "how long older secrets are still accepted, in s, m, h or d; 0: not at all");

    private ClientOptions() {}

    /** The place that was named, or null. */
    static @Nullable ClientPlace place(Arguments typed, Terminal terminal) throws CommandException {
        Path file = typed.path(FILE);
        if (typed.text(JDBC_URL) != null) {
            if (file != null) {
                throw CommandException.usage("clients are in one place: " + FILE.name() + " or " + JDBC_URL.name());
            }
            return tables(typed, terminal);
        }
        for (Option option : List.of(DRIVER, JDBC_USER, JDBC_PASSWORD_ENV)) {
            if (typed.has(option.name())) {
                throw CommandException.usage(
                        option.name() + " is for a database; " + JDBC_URL.synopsis() + " is missing");
            }
        }
        return file == null ? null : new FilePlace(file);
    }

    private static ClientPlace tables(Arguments typed, Terminal terminal) throws CommandException {
        String url = Jdbc.withoutPassword(typed.required(JDBC_URL));
        Path driver = Arguments.path(DRIVER.name(), typed.required(DRIVER));
        String user = typed.required(JDBC_USER);
        String variable = typed.text(JDBC_PASSWORD_ENV);
        String password =
                variable == null ? terminal.readSecret("password of " + user) : terminal.environment(variable);
        if (password == null) {
            throw CommandException.failed("the environment variable " + variable + " is not set");
        }
        return new TablePlace(Jdbc.open(url, driver, user, password));
    }

    /** The place that must be named. */
    static ClientPlace required(Arguments typed, Terminal terminal) throws CommandException {
        ClientPlace place = place(typed, terminal);
        if (place == null) {
            throw CommandException.usage(
                    "say where the clients are: " + FILE.synopsis() + ", or " + JDBC_URL.synopsis());
        }
        return place;
    }

    static List<Option> places() {
        return List.of(FILE, JDBC_URL, DRIVER, JDBC_USER, JDBC_PASSWORD_ENV);
    }
}
