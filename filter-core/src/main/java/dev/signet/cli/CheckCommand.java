package dev.signet.cli;

import dev.signet.config.OnPaper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The command that says before a deployment what the start of a webapp would say. */
final class CheckCommand {

    private static final Option ENV_FILE = new Option(
            "--env-file", "F", "the environment of the server, lines like NAME=value; otherwise that of this command");
    private static final Option FROM =
            new Option("--from", "VERSION", "also lists what an upgrade from that version changes");
    private static final Option HANDED_OVER = new Option(
            "--handed-over", "LIST", "what the application hands over as objects, like KeySource,TokenCheck");

    /** What can be handed over, by its short name. */
    private static final Map<String, String> TYPES = Map.of(
            "TokenCheck", "dev.signet.TokenCheck",
            "KeySource", "dev.signet.token.KeySource",
            "CallListener", "dev.signet.event.CallListener",
            "TokenIssuer", "dev.signet.issue.TokenIssuer",
            "ClientStore", "dev.signet.issue.ClientStore");

    private CheckCommand() {}

    static List<Command> all() {
        return List.of(new Command(
                "check",
                "<web.xml|WEB-INF|war>",
                List.of(ENV_FILE, FROM, HANDED_OVER),
                "Reports what a webapp would report at startup, and what is often noticed only later",
                List.of(
                        "Nothing is started, no class of the webapp is loaded, and nothing is fetched. Files below",
                        "/WEB-INF/ and relative paths are looked for next to web.xml, or in the war. What only startup",
                        "can judge is named. Exit status 1: warnings; 2: the webapp would refuse everything."),
                CheckCommand::check));
    }

    private static int check(Arguments typed, Terminal terminal) throws CommandException {
        Path path = Arguments.path("the webapp", typed.operand());
        Set<String> handedOver = handedOver(typed.list(HANDED_OVER));
        String from = typed.text(FROM);
        List<String> changes = from == null ? List.of() : Upgrades.since(from);
        Environment environment = Environment.read(typed.path(ENV_FILE), terminal);
        try (WebappFiles files = WebappFiles.open(path)) {
            WebappCheck check = new WebappCheck(
                    files.descriptor(),
                    new OnPaper(files::openWebInf, files.base(), handedOver, files.services()),
                    environment,
                    terminal);
            files.unread().forEach(check::unjudged);
            check.all();
            changes.forEach(terminal::say);
            return check.end(path);
        }
    }

    private static Set<String> handedOver(List<String> names) throws CommandException {
        Set<String> types = new TreeSet<>();
        for (String name : names) {
            String type = TYPES.getOrDefault(name, name);
            if (!TYPES.containsValue(type)) {
                throw CommandException.usage(HANDED_OVER.name() + ": \"" + name + "\" is none of "
                        + String.join(", ", new TreeSet<>(TYPES.keySet())));
            }
            types.add(type);
        }
        return types;
    }
}
