package dev.signet.cli;

import dev.signet.clients.ClientRules;
import dev.signet.clients.SlowHash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** The commands about clients, whatever they are kept in. */
final class ClientCommands {

    private static final int MOST_DAYS = 3_660;
    private static final int MOST_CALLS = 999_999_999; // what is too much of each is said with the client's other rules
    private static final int ITERATIONS = 600_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private ClientCommands() {}

    static List<Command> all() {
        return List.of(
                command(
                        "client new",
                        "<id>",
                        options(
                                ClientOptions.LABEL,
                                ClientOptions.SUBJECT,
                                ClientOptions.SCOPES,
                                ClientOptions.ROLES,
                                ClientOptions.NETWORKS,
                                ClientOptions.LIFETIME,
                                ClientOptions.PER_SECOND,
                                ClientOptions.BURST,
                                ClientOptions.PER_DAY,
                                ClientOptions.CONCURRENT,
                                ClientOptions.DAYS),
                        "Creates a client and its secret, which is shown once",
                        ClientCommands::add,
                        "Without --file or --jdbc-url, prints the entry for a clients file and stores nothing."),
                command(
                        "client rotate",
                        "<id>",
                        options(ClientOptions.OVERLAP, ClientOptions.DAYS),
                        "Gives a client a new secret, which is shown once, and lets the older ones expire",
                        ClientCommands::rotate,
                        "--overlap must be given. Secrets that will never be accepted again are removed."),
                command(
                        "client disable",
                        "<id>",
                        options(),
                        "Switches a client off, including all tokens that it holds",
                        (typed, terminal) -> disable(typed, terminal, true)),
                command(
                        "client enable",
                        "<id>",
                        options(),
                        "Switches it on again",
                        (typed, terminal) -> disable(typed, terminal, false)),
                command(
                        "client revoke",
                        "<id>",
                        options(),
                        "Revokes all tokens that a client holds; it can get new ones",
                        ClientCommands::revoke),
                command(
                        "client list",
                        "",
                        options(),
                        "Lists the clients; never a secret or a hash",
                        ClientCommands::list),
                command(
                        "client hash",
                        "",
                        List.of(),
                        "Prints the hash of a chosen secret, which it reads from standard input",
                        ClientCommands::hash,
                        "For secrets that a person has chosen: PBKDF2 with " + ITERATIONS + " iterations.",
                        "The secret is one line of UTF-8, and is not shown while it is typed. On Java 17 to 21 that needs standard",
                        "output to be a terminal, too: with \"client hash > file\" the secret is shown while it is typed."));
    }

    private static Command command(
            String name, String operand, List<Option> options, String summary, Command.Action action, String... text) {
        return new Command(name, operand, options, summary, Arrays.asList(text), action);
    }

    private static List<Option> options(Option... own) {
        return Stream.concat(ClientOptions.places().stream(), Arrays.stream(own))
                .toList();
    }

    private static int add(Arguments typed, Terminal terminal) throws CommandException {
        NewClient client = new NewClient(
                typed.operand(),
                typed.text(ClientOptions.LABEL),
                typed.text(ClientOptions.SUBJECT),
                typed.list(ClientOptions.SCOPES),
                typed.list(ClientOptions.ROLES),
                typed.list(ClientOptions.NETWORKS),
                typed.number(ClientOptions.LIFETIME, ClientRules.LONGEST_LIFETIME_SECONDS),
                typed.number(ClientOptions.PER_SECOND, MOST_CALLS),
                typed.number(ClientOptions.BURST, MOST_CALLS),
                typed.number(ClientOptions.PER_DAY, MOST_CALLS),
                typed.number(ClientOptions.CONCURRENT, MOST_CALLS),
                fresh(typed, terminal));
        List<String> notes = client.check();
        try (ClientPlace place = ClientOptions.place(typed, terminal)) {
            if (place == null) {
                show(client.id(), client.secret(), terminal);
                terminal.say("entry for the clients file:");
                terminal.sayJson(client.entry());
            } else {
                place.add(client, () -> show(client.id(), client.secret(), terminal));
            }
        }
        notes.forEach(terminal::warn);
        return notes.isEmpty() ? Exit.FINE : Exit.WARNINGS;
    }

    private static int rotate(Arguments typed, Terminal terminal) throws CommandException {
        Duration overlap = typed.span(ClientOptions.OVERLAP, null);
        NewSecret fresh = fresh(typed, terminal);
        Instant now = terminal.now();
        Instant end = now.plus(overlap);
        try (ClientPlace place = ClientOptions.required(typed, terminal)) {
            place.rotate(typed.operand(), fresh, new Rotation(now, end), () -> show(typed.operand(), fresh, terminal));
        }
        terminal.say(overlap.isZero() ? "older secrets are removed" : "older secrets end at " + end);
        return Exit.FINE;
    }

    private static NewSecret fresh(Arguments typed, Terminal terminal) throws CommandException {
        Integer days = typed.number(ClientOptions.DAYS, MOST_DAYS);
        return NewSecret.generate(
                terminal.random(), days == null ? null : terminal.now().plus(Duration.ofDays(days)));
    }

    private static void show(String id, NewSecret secret, Terminal terminal) throws CommandException {
        terminal.show("secret of " + id + ", shown once:", secret.plain());
    }

    private static int disable(Arguments typed, Terminal terminal, boolean disabled) throws CommandException {
        try (ClientPlace place = ClientOptions.required(typed, terminal)) {
            boolean changed = place.disable(typed.operand(), disabled);
            terminal.say(typed.operand() + (changed ? " is " : " was already ") + (disabled ? "disabled" : "enabled"));
            return Exit.FINE;
        }
    }

    private static int revoke(Arguments typed, Terminal terminal) throws CommandException {
        try (ClientPlace place = ClientOptions.required(typed, terminal)) {
            Instant from = place.revoke(typed.operand(), terminal.now().plusSeconds(1));
            terminal.say("tokens of " + typed.operand() + " count if they were issued at " + from + " or later");
            return Exit.FINE;
        }
    }

    private static int list(Arguments typed, Terminal terminal) throws CommandException {
        List<List<String>> rows = new ArrayList<>(List.of(ListedClient.HEADS));
        boolean readable = true;
        try (ClientPlace place = ClientOptions.required(typed, terminal)) {
            for (ListedClient client : place.list()) {
                readable &= client.known() != null;
                rows.add(client.cells(terminal.now()).stream()
                        .map(terminal::printable)
                        .toList());
            }
        }
        int[] widths = new int[ListedClient.HEADS.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(
                        widths[i], row.get(i).codePointCount(0, row.get(i).length()));
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(Help.padded(row.get(i), widths[i])).append("  ");
            }
            terminal.sayPrintable(line.toString().stripTrailing());
        }
        return readable ? Exit.FINE : Exit.WARNINGS;
    }

    private static int hash(Arguments typed, Terminal terminal) throws CommandException {
        String secret = terminal.readSecret("secret");
        byte[] salt = new byte[SALT_BYTES];
        terminal.random().nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder();
        terminal.say("pbkdf2-sha256:" + ITERATIONS + ":" + base64.encodeToString(salt) + ":"
                + base64.encodeToString(SlowHash.PBKDF2.derive(secret, salt, ITERATIONS, HASH_BYTES)));
        return Exit.FINE;
    }
}
