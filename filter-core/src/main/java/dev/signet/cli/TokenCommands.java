package dev.signet.cli;

import dev.signet.config.InitParams;
import dev.signet.config.OnPaper;
import dev.signet.config.Parameter;
import dev.signet.config.Parameters;
import dev.signet.descriptor.Descriptor;
import dev.signet.jwt.Inspection;
import dev.signet.jwt.JwtSettings;
import dev.signet.jwt.Refusal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The commands about tokens. */
final class TokenCommands {

    private static final Option CONFIG = new Option(
            "--config", "web.xml", "takes keys and rules from this file; otherwise only the form is checked");
    private static final Option FILTER = new Option("--filter", "NAME", "which filter of web.xml, if it has several");
    private static final String CLASS = "dev.signet.SignetFilter";
    private static final String BEARER = "Bearer ";

    private TokenCommands() {}

    static List<Command> all() {
        return List.of(new Command(
                "token inspect",
                "",
                List.of(CONFIG, FILTER),
                "Shows what a token contains, and whether and why it is refused",
                List.of(
                        "The token is one line of standard input, with or without \"Bearer \" in front. Its signature is",
                        "never printed. Secrets and keys are found as the webapp finds them: set the same environment",
                        "variables. Exit status 2: the token is refused."),
                TokenCommands::inspect));
    }

    private static int inspect(Arguments typed, Terminal terminal) throws CommandException {
        Path config = typed.path(CONFIG);
        if (config == null && typed.text(FILTER) != null) {
            throw CommandException.usage(FILTER.name() + " is for " + CONFIG.synopsis() + ", which is missing");
        }
        JwtSettings settings = config == null ? null : settings(config, typed.text(FILTER), terminal);
        String line = terminal.readSecret("token").strip();
        String token = line.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? line.substring(BEARER.length()).strip()
                : line;
        Inspection found = settings == null
                ? Inspection.ofForm(token, defaults(terminal), terminal.clock())
                : Inspection.of(token, settings, terminal.clock());
        show("header", found.header(), terminal);
        show("payload", found.payload(), terminal);
        Instant now = terminal.clock().instant();
        found.times()
                .forEach((name, time) ->
                        terminal.say(name + ": " + time + (time.isAfter(now) ? ", in the future" : ", in the past")));
        Refusal refusal = found.refusal();
        if (refusal == null) {
            terminal.say(settings == null ? "form: valid; keys and rules are checked with --config" : "accepted");
            return Exit.FINE;
        }
        terminal.say("refused: " + refusal.slug() + ": " + why(refusal) + ". See errors.md, " + refusal.slug());
        return Exit.ERRORS;
    }

    private static void show(String what, @Nullable String json, Terminal terminal) {
        if (json != null) {
            terminal.sayJson(what + ": " + json);
        }
    }

    private static JwtSettings settings(Path config, @Nullable String filter, Terminal terminal)
            throws CommandException {
        try (WebappFiles files = WebappFiles.open(config)) {
            Parameters parameters = parameters(files, filter);
            JwtSettings settings = read(parameters, terminal, terminal.clock());
            settings.requireVerification(parameters);
            parameters.rejectProblems();
            return settings;
        } catch (IllegalArgumentException e) {
            throw CommandException.failed(String.valueOf(e.getMessage()));
        }
    }

    /** Those of the filter; where it is registered elsewhere, those that all share. */
    private static Parameters parameters(WebappFiles files, @Nullable String name) throws CommandException {
        List<Descriptor.DeclaredFilter> filters = files.descriptor().filtersOf(CLASS).stream()
                .filter(each -> name == null || each.name().equals(name))
                .toList();
        if (filters.size() > 1) {
            throw CommandException.usage(files.typed() + ": has several filters of class " + CLASS
                    + "; choose one by --filter: "
                    + filters.stream().map(Descriptor.DeclaredFilter::name).collect(Collectors.joining(", ")));
        }
        if (name != null && filters.isEmpty()) {
            throw CommandException.failed(files.typed() + ": has no filter \"" + name + "\" of class " + CLASS);
        }
        return InitParams.of(
                filters.isEmpty() ? Map.of() : filters.get(0).initParams(),
                files.descriptor().contextParams(),
                Parameter.Owner.FILTER,
                new OnPaper(files::openWebInf, files.base(), Set.of(), files.services()));
    }

    /** Of a configuration without a line. Its keys are missing, and nobody asks for them. */
    private static JwtSettings defaults(Terminal terminal) {
        return read(new Parameters(Map.of(), Parameter.Owner.FILTER, path -> null), terminal, terminal.clock());
    }

    private static JwtSettings read(Parameters parameters, Terminal terminal, Clock clock) {
        return JwtSettings.read(parameters, terminal::environment, clock, new Notes(terminal::warn));
    }

    private static String why(Refusal refusal) {
        return switch (refusal) {
            case NO_TOKEN, SEVERAL_TOKENS, NOT_BEARER, BLANK_TOKEN, NOT_TOKEN68 ->
                "there is no token, or more than one";
            case TOO_LONG -> "it is longer than jwt.max-token-bytes";
            case NOT_THREE_PARTS -> "a token is header, payload and signature with two dots between them";
            case NOT_CANONICAL_BASE64URL ->
                "a part is not the one base64url spelling of its bytes; was it cut or re-encoded?";
            case HEADER_NOT_JSON -> "the header is not one strict JSON object, or its kid is not a string";
            case TYPE_NOT_ALLOWED -> "its typ is not one of jwt.types";
            case CRITICAL_HEADER -> "the header has crit, or b64, which Signet does not support";
            case ALGORITHM_NOT_ALLOWED -> "its alg is absent, not in jwt.algorithms, or not the one of the key";
            case UNKNOWN_KEY -> "no key has its kid";
            case SIGNATURE_WRONG -> "it was altered, or signed with a key other than ours";
            case PAYLOAD_NOT_JSON -> "the payload is not one strict JSON object";
            case TIME_NOT_READABLE -> "exp, nbf or iat is not a number of seconds";
            case TIME_IN_MILLISECONDS -> "exp, nbf or iat is in milliseconds; the issuer has to divide by 1000";
            case EXPIRY_MISSING -> "it has no exp, and jwt.require-exp is true";
            case NOT_YET_VALID -> "nbf is in the future, even with jwt.clock-skew-seconds";
            case ISSUER_WRONG -> "its iss is absent or not one of jwt.issuer";
            case AUDIENCE_WRONG -> "its aud is absent or has none of jwt.audience";
            case CLAIM_NOT_READABLE -> "a claim for user, roles, scopes, iss, aud or jti is of the wrong JSON type";
            case EXPIRED -> "everything else is right, but exp has passed";
            case KEY_UNAVAILABLE -> "the keys cannot be fetched at the moment, so it cannot be judged";
        };
    }
}
