package dev.signet;

import dev.signet.envelope.CustomError;
import dev.signet.envelope.EnvelopeSettings;
import dev.signet.envelope.EnvelopeSettings.LanguageChoice;
import dev.signet.token.Parameters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code access.*}, {@code envelope.*} and {@code errors.*}; every problem is noted, none ends the reading. */
final class ConfigReader {

    /** {@code 409 = 20009 资源冲突}; the message may be missing. */
    private static final Pattern ERROR_LINE = Pattern.compile("(\\S+)\\s*=\\s*(-?\\d{1,9})(?:\\s+(.+))?");

    private static final String CLASS_NAME = "[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*";

    /** RFC 9110 §5.6.2. */
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** What frames or describes an answer. */
    private static final Set<String> TAKEN = Set.of(
            "content-length",
            "content-type",
            "content-encoding",
            "transfer-encoding",
            "connection",
            "trailer",
            "upgrade",
            "cache-control",
            "set-cookie",
            "location",
            "etag",
            "vary",
            "date");

    private final Parameters parameters;

    ConfigReader(Parameters parameters) {
        this.parameters = parameters;
    }

    List<AccessRule> rules() {
        return each("access.rules", parameters.lines("access.rules"), AccessRule::parse);
    }

    Preflight preflights() {
        return Preflight.of(parameters.choice("access.preflight", "pass", "pass", "answer", "refuse"));
    }

    List<PathPattern> excluded() {
        String text = parameters.verbatim("envelope.exclude");
        List<String> patterns = text == null || text.isBlank()
                ? List.of()
                : List.of(text.strip().split("[\\s,]+"));
        return each("envelope.exclude", patterns, PathPattern::parse);
    }

    private <T> List<T> each(String name, List<String> lines, Function<String, T> parser) {
        List<T> parsed = new ArrayList<>();
        for (String line : lines) {
            try {
                parsed.add(parser.apply(line));
            } catch (IllegalArgumentException e) {
                parameters.problem(name + ": \"" + line + "\" is not allowed; " + e.getMessage());
            }
        }
        return List.copyOf(parsed);
    }

    void envelope(EnvelopeSettings.Builder builder) {
        builder.bufferBytes(parameters.integer("envelope.buffer-bytes", 65_536, 0, 16_777_216))
                .check(parameters
                        .choice("envelope.check", "json", "json", "none")
                        .equals("json"))
                .realStatus(parameters
                        .choice("envelope.http-status", "200", "200", "real")
                        .equals("real"))
                .timestampAsNumber(parameters
                        .choice("envelope.timestamp", "string", "string", "number")
                        .equals("number"))
                .wrapTextPlain(parameters
                        .choice("envelope.text-plain", "pass", "pass", "wrap")
                        .equals("wrap"))
                .passNoContent(parameters
                        .choice("envelope.no-content", "wrap", "wrap", "pass")
                        .equals("pass"))
                .language(
                        LanguageChoice.of(parameters.choice("envelope.language", "zh", "zh", "en", "accept-language")));
        String header = parameters.text("envelope.status-header");
        if (header != null
                && (!HEADER_NAME.matcher(header).matches() || TAKEN.contains(header.toLowerCase(Locale.ROOT)))) {
            parameters.problem("envelope.status-header", "the name of a header that has no other meaning");
        } else {
            builder.statusHeader(header);
        }
        errors(builder);
    }

    private void errors(EnvelopeSettings.Builder builder) {
        lines("errors.statuses", "[45]\\d\\d", "409 = 20009 资源冲突, with a status from 400 to 599")
                .forEach(line -> builder.status(Integer.parseInt(line.group(1)), error(line)));
        lines("errors.exceptions", CLASS_NAME, "com.acme.NoStockException = 20010 库存不足")
                .forEach(line -> builder.exception(line.group(1), error(line)));
    }

    private List<MatchResult> lines(String name, String subject, String example) {
        List<MatchResult> lines = new ArrayList<>();
        Set<String> subjects = new HashSet<>();
        for (String line : parameters.lines(name)) {
            Matcher match = ERROR_LINE.matcher(line);
            if (!match.matches() || !match.group(1).matches(subject)) {
                parameters.problem(name + ": \"" + line + "\" is not allowed; a line is like: " + example);
            } else if (subjects.add(match.group(1))) {
                lines.add(match.toMatchResult());
            } else {
                parameters.problem(name + ": " + match.group(1) + " is given twice");
            }
        }
        return lines;
    }

    private static CustomError error(MatchResult line) {
        return new CustomError(Integer.parseInt(line.group(2)), line.group(3));
    }
}
