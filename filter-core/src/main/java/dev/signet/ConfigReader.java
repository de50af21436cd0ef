package dev.signet;

import dev.signet.access.AccessRule;
import dev.signet.access.AccessRules;
import dev.signet.access.LimitRule;
import dev.signet.access.Limits;
import dev.signet.access.PathPattern;
import dev.signet.config.Parameter;
import dev.signet.config.Parameters;
import dev.signet.envelope.EnvelopeOptions;
import dev.signet.envelope.EnvelopeOptions.CustomError;
import dev.signet.envelope.EnvelopeOptions.Hints;
import dev.signet.envelope.EnvelopeOptions.LanguageChoice;
import dev.signet.envelope.EnvelopeOptions.Message;
import dev.signet.envelope.ErrorCode;
import dev.signet.envelope.RequestIds;
import dev.signet.jwt.Refusal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code access.*}, {@code envelope.*} and {@code errors.*}; every problem is noted, none ends the reading. */
final class ConfigReader {

    private static final String BLANK = "\\p{IsWhite_Space}"; // that of Chinese texts, too

    /** {@code 409 = 20009 资源冲突 | Conflict}; the English message may be missing, or both. */
    private static final Pattern ERROR_LINE = Pattern.compile("(\\S+)\\s*=\\s*(-?\\d{1,9})(?:" + BLANK
            + "++(?<message>[^|" + BLANK + "][^|]*+)(?:\\|" + BLANK + "*+(?<english>[^|]++))?)?");

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

    AccessRules rules() {
        return new AccessRules(
                each(Parameter.ACCESS_RULES, parameters.lines(Parameter.ACCESS_RULES), AccessRule::parse));
    }

    Limits limits(Clock clock) {
        return new Limits(
                each(Parameter.LIMIT_RULES, parameters.lines(Parameter.LIMIT_RULES), LimitRule::parse), clock);
    }

    boolean isTrial() {
        return is(Parameter.ACCESS_MODE, "report");
    }

    /** Who answers preflights; where origins are allowed by us, nobody else can. */
    Preflight preflights(boolean originsAllowed) {
        Preflight chosen = Preflight.of(parameters.choice(Parameter.ACCESS_PREFLIGHT));
        if (originsAllowed && chosen != Preflight.ANSWER && parameters.has(Parameter.ACCESS_PREFLIGHT)) {
            parameters.problem(Parameter.ACCESS_PREFLIGHT, "answer beside " + Parameter.CORS_ORIGINS + ", or nothing");
        }
        return originsAllowed ? Preflight.ANSWER : chosen;
    }

    List<PathPattern> excluded() {
        String text = parameters.verbatim(Parameter.ENVELOPE_EXCLUDE);
        List<String> patterns = text == null || text.isBlank()
                ? List.of()
                : List.of(text.strip().split("[\\s,]+"));
        return each(Parameter.ENVELOPE_EXCLUDE, patterns, PathPattern::parse);
    }

    private <T> List<T> each(Parameter name, List<String> lines, Function<String, T> parser) {
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

    EnvelopeOptions envelope() {
        return new EnvelopeOptions(
                parameters.integer(Parameter.ENVELOPE_BUFFER_BYTES),
                is(Parameter.ENVELOPE_CHECK, "json"),
                is(Parameter.ENVELOPE_HTTP_STATUS, "real"),
                is(Parameter.ENVELOPE_TIMESTAMP, "number"),
                LanguageChoice.of(parameters.choice(Parameter.ENVELOPE_LANGUAGE)),
                is(Parameter.ENVELOPE_TEXT_PLAIN, "wrap"),
                is(Parameter.ENVELOPE_NO_CONTENT, "pass"),
                header(Parameter.ENVELOPE_STATUS_HEADER),
                requestIds(),
                statuses(),
                exceptions(),
                Hints.valueOf(parameters.choice(Parameter.ERRORS_HINTS).toUpperCase(Locale.ROOT)),
                reasons());
    }

    private boolean is(Parameter parameter, String word) {
        return parameters.choice(parameter).equals(word);
    }

    private RequestIds requestIds() {
        String header = header(Parameter.ENVELOPE_REQUEST_ID_HEADER);
        return new RequestIds(
                RequestIds.On.valueOf(
                        parameters.choice(Parameter.ENVELOPE_REQUEST_ID).toUpperCase(Locale.ROOT)),
                header == null ? Parameter.ENVELOPE_REQUEST_ID_HEADER.absent() : header,
                is(Parameter.ENVELOPE_REQUEST_ID_TRUST, "true"));
    }

    private @Nullable String header(Parameter parameter) {
        String header = parameters.text(parameter);
        if (header != null
                && (!HEADER_NAME.matcher(header).matches() || TAKEN.contains(header.toLowerCase(Locale.ROOT)))) {
            parameters.problem(parameter, "the name of a header that has no other meaning");
        }
        return header;
    }

    private Map<Integer, CustomError> statuses() {
        return lines(
                        Parameter.ERRORS_STATUSES,
                        "[45]\\d\\d",
                        "409 = 20009 资源冲突 | Conflict, with a status from 400 to 599")
                .stream()
                .collect(Collectors.toMap(line -> Integer.parseInt(line.group(1)), ConfigReader::error));
    }

    private Map<String, CustomError> exceptions() {
        return lines(Parameter.ERRORS_EXCEPTIONS, CLASS_NAME, "com.acme.NoStockException = 20010 库存不足 | Out of stock")
                .stream()
                .collect(Collectors.toMap(line -> line.group(1), ConfigReader::error));
    }

    private Map<String, CustomError> reasons() {
        String reasons = Stream.concat(
                        Stream.of(Refusal.values()).map(Refusal::slug),
                        Stream.of(RequestRefusal.values())
                                .filter(refusal -> refusal != RequestRefusal.NOT_SET_UP) // nothing is known then
                                .map(RequestRefusal::slug))
                .collect(Collectors.joining("|"));
        Map<String, CustomError> errors = lines(
                        Parameter.ERRORS_REASONS,
                        reasons,
                        "expired = 10004 重新登录 | Log in again, with a reason of errors.md")
                .stream()
                .collect(Collectors.toMap(line -> line.group(1), ConfigReader::error));
        errors.forEach((reason, error) -> {
            if (error.code() == ErrorCode.SUCCESS.code()) {
                parameters.problem(
                        Parameter.ERRORS_REASONS + ": " + reason + " cannot have code 1, which means success");
            }
        });
        return errors;
    }

    private List<MatchResult> lines(Parameter name, String subject, String example) {
        List<MatchResult> lines = new ArrayList<>();
        Set<String> subjects = new HashSet<>();
        for (String line : parameters.lines(name)) {
            Matcher match = ERROR_LINE.matcher(line);
            if (!match.matches() || !match.group(1).matches(subject)) {
                parameters.problem(name + ": \"" + line + "\" is not allowed; a line looks like: " + example);
            } else if (subjects.add(match.group(1))) {
                lines.add(match.toMatchResult());
            } else {
                parameters.problem(name + ": " + match.group(1) + " is given twice");
            }
        }
        return lines;
    }

    private static CustomError error(MatchResult line) {
        String message = line.group(3);
        String english = line.group(4) == null ? message : line.group(4);
        return new CustomError(
                Integer.parseInt(line.group(2)),
                message == null ? null : new Message(message.strip(), english.strip()));
    }
}
