package dev.signet.cli;

import dev.signet.keys.NewKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** The commands about keys. */
final class KeyCommands {

    private static final Option INTO =
            new Option("--into", "set.json", "a JWK set for jwt.jwks-file; it is created if it does not exist");
    private static final Option WAIT = new Option("--wait", "1h", "how long a new key is published before it signs");
    private static final Option OVERLAP =
            new Option("--overlap", "1d", "how long an old key verifies when another one signs");

    private KeyCommands() {}

    static List<Command> all() {
        return List.of(
                new Command(
                        "keys new",
                        "<kind>",
                        List.of(INTO),
                        "Generates a key: rsa, ec, ed25519 or secret",
                        List.of(
                                "Without --into it is printed once: PEM for jwt.private-key-file, or a secret for",
                                "jwt.secret-env. A key that goes into a set is not printed."),
                        KeyCommands::make),
                new Command(
                        "keys rotate",
                        "<set>",
                        List.of(WAIT, OVERLAP),
                        "Takes the next step in rotating the signing key of a JWK set",
                        List.of(
                                "Three steps: a new key is published, then it signs, then the old one is removed. A step",
                                "that comes too early changes nothing, says how long to wait, and exits with status 1.",
                                "--overlap must be at least the longest lifetime of a token."),
                        KeyCommands::rotate));
    }

    private static int make(Arguments typed, Terminal terminal) throws CommandException {
        String kind = typed.operand();
        if (!NewKeys.KINDS.contains(kind)) {
            throw CommandException.usage("expected one of " + String.join(", ", NewKeys.KINDS));
        }
        Path file = typed.path(INTO);
        if (file == null) {
            terminal.show(NewKeys.text(kind, terminal.random()).toArray(new String[0]));
            return Exit.FINE;
        }
        String id = KeySetFile.newId(terminal.random());
        String jwk = NewKeys.jwk(kind, id, terminal.random());
        Instant now = terminal.now();
        FileEdit.change(file, content -> {
            KeySetFile set = content == null
                    ? KeySetFile.of(jwk, id, now)
                    : KeySetFile.read(file, content).with(jwk, id, now);
            return set.content(file);
        });
        terminal.say("key " + id + " is in " + file);
        if (FileEdit.isReadByAll(file)) {
            terminal.warn(file + " can be read by every user of this machine, and has a key that signs; chmod 600, and"
                    + " publish it with JwksServlet");
            return Exit.WARNINGS;
        }
        return Exit.FINE;
    }

    private static int rotate(Arguments typed, Terminal terminal) throws CommandException {
        Path file = Arguments.path("<set>", typed.operand());
        Duration wait = typed.span(WAIT, "1h");
        Duration overlap = typed.span(OVERLAP, "1d");
        AtomicReference<KeySetFile.Step> taken = new AtomicReference<>();
        FileEdit.change(file, content -> {
            if (content == null) {
                throw CommandException.failed(file + ": there is no such file; keys new --into creates it");
            }
            KeySetFile.Step step =
                    KeySetFile.read(file, content).next(terminal.now(), wait, overlap, terminal.random());
            taken.set(step);
            return step.done() ? step.set().content(file) : null;
        });
        KeySetFile.Step step = taken.get();
        if (step == null || !step.done()) {
            terminal.warn(step == null ? "nothing has been changed" : step.sentence());
            return Exit.WARNINGS;
        }
        terminal.say(step.sentence());
        return Exit.FINE;
    }
}
