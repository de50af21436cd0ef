package dev.signet.portal;

import dev.signet.access.AccessRule;
import dev.signet.access.AccessRules;
import dev.signet.access.PathPattern;
import dev.signet.access.RequestPath;
import dev.signet.envelope.ErrorCode;
import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the filter of a webapp does to its calls and answers, as far as a caller sees it. The filter leaves it in an attribute
 * of the webapp, in texts and lists of the platform only, since a filter of the server's library and a servlet of
 * {@code WEB-INF/lib} have different classes of ours; it ends with the filter. Immutable.
 *
 * @param rules who may call what
 * @param excluded paths whose answers have no envelope
 * @param facts the rest: {@link #REAL_STATUS} and the others, each {@code "true"} or not there, or a name
 * @param errors the lines of {@code errors.*}
 * @hidden public for the filter alone
 */
@SuppressWarnings("exports") // of annotations that are read at compile time alone
public record Contract(
        AccessRules rules, List<PathPattern> excluded, Map<String, String> facts, List<OwnError> errors) {

    /** Statuses stay as they are. */
    public static final String REAL_STATUS = "realStatus";

    /** The timestamp is a number. */
    public static final String NUMERIC_TIMESTAMP = "numericTimestamp";

    /** Plain text is wrapped. */
    public static final String TEXT_WRAPPED = "textWrapped";

    /** 204 and 205 have no envelope. */
    public static final String NO_CONTENT_PASSES = "noContentPasses";

    /** {@code zh}, {@code en} or {@code accept-language}. */
    public static final String LANGUAGE = "language";

    /** The name of the header with the id of a call; not there where none is sent. */
    public static final String REQUEST_ID = "requestId";

    /** What holds where no filter of ours is at work, or says nothing else. */
    static final Contract USUAL = new Contract(new AccessRules(List.of()), List.of(), Map.of(), List.of());

    private static final String ATTRIBUTE = "dev.signet.contract";
    private static final String RULES = "rules";
    private static final String EXCLUDED = "excluded";
    private static final String FACTS = "facts";
    private static final String ERRORS = "errors";

    /** What a line of {@code errors.*} is about. */
    public enum Kind {
        /** A status. */
        STATUS,
        /** An exception. */
        EXCEPTION,
        /** A reason of a refusal. */
        REASON
    }

    /**
     * A line of {@code errors.*}.
     *
     * @param kind what it is about
     * @param subject which status, class or reason
     * @param code what is answered
     * @param chinese the message in Chinese
     * @param english the message in English
     */
    public record OwnError(Kind kind, String subject, int code, String chinese, String english) {

        private List<String> texts() {
            return List.of(kind.name(), subject, String.valueOf(code), chinese, english);
        }

        private static OwnError of(List<?> texts) {
            return new OwnError(
                    Kind.valueOf(text(texts, 0)),
                    text(texts, 1),
                    Integer.parseInt(text(texts, 2)),
                    text(texts, 3),
                    text(texts, 4));
        }

        private static String text(List<?> texts, int index) {
            return String.valueOf(texts.get(index));
        }
    }

    /**
     * Copies.
     *
     * @param rules who may call what
     * @param excluded paths whose answers have no envelope
     * @param facts the rest
     * @param errors the lines of {@code errors.*}
     */
    public Contract {
        excluded = List.copyOf(excluded);
        facts = Map.copyOf(facts);
        errors = List.copyOf(errors);
    }

    /**
     * A filter starts. Of several the first one counts, which is the outer one in most webapps.
     *
     * @param webapp whose calls it sees
     * @return what {@link #withdraw} takes back
     */
    public Object show(ServletContext webapp) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put(RULES, rules.all().stream().map(AccessRule::toString).toList());
        shown.put(EXCLUDED, excluded.stream().map(PathPattern::toString).toList());
        shown.put(FACTS, facts);
        shown.put(ERRORS, errors.stream().map(OwnError::texts).toList());
        if (webapp.getAttribute(ATTRIBUTE) == null) {
            webapp.setAttribute(ATTRIBUTE, shown);
        }
        return shown;
    }

    /**
     * A filter stops.
     *
     * @param webapp whose calls it saw
     * @param shown what it showed
     */
    @SuppressWarnings("ReferenceEquality") // its own, not another's that says the same
    public static void withdraw(ServletContext webapp, @Nullable Object shown) {
        if (shown != null && webapp.getAttribute(ATTRIBUTE) == shown) {
            webapp.removeAttribute(ATTRIBUTE);
        }
    }

    /** What holds in a webapp; null where no filter has shown it. */
    static @Nullable Contract of(ServletContext webapp) {
        if (!(webapp.getAttribute(ATTRIBUTE) instanceof Map<?, ?> shown)) {
            return null;
        }
        List<AccessRule> rules = new ArrayList<>();
        list(shown, RULES).forEach(rule -> rules.add(AccessRule.parse(String.valueOf(rule))));
        List<PathPattern> excluded = new ArrayList<>();
        list(shown, EXCLUDED).forEach(pattern -> excluded.add(PathPattern.parse(String.valueOf(pattern))));
        Map<String, String> facts = new LinkedHashMap<>();
        if (shown.get(FACTS) instanceof Map<?, ?> given) {
            given.forEach((name, value) -> facts.put(String.valueOf(name), String.valueOf(value)));
        }
        List<OwnError> errors = new ArrayList<>();
        list(shown, ERRORS).forEach(error -> {
            if (error instanceof List<?> texts) {
                errors.add(OwnError.of(texts));
            }
        });
        return new Contract(new AccessRules(rules), excluded, facts, errors);
    }

    private static List<?> list(Map<?, ?> shown, String name) {
        return shown.get(name) instanceof List<?> list ? list : List.of();
    }

    boolean is(String fact) {
        return "true".equals(facts.get(fact));
    }

    boolean isInEnglish() {
        return "en".equals(facts.get(LANGUAGE));
    }

    @Nullable
    String requestIdHeader() {
        return facts.get(REQUEST_ID);
    }

    /** Whether the application's own answer has no envelope; a template counts as it is written. */
    boolean isExcluded(String path) {
        return excluded.stream().anyMatch(pattern -> pattern.matches(path, 0));
    }

    /** Whether that depends on what a caller writes in the place of a template's names. */
    boolean isPartlyExcluded(String template) {
        PathTemplate paths = new PathTemplate(template);
        return excluded.stream().anyMatch(paths::isPartlyIn);
    }

    /** What has to be shown for a call. */
    AccessRule rule(String method, String path) {
        return rules.find(method, RequestPath.ofDecoded(path));
    }

    /** The rules of calls whose path is one of a template's, but which another rule decides than that of the others. */
    List<AccessRule> exceptions(String method, String template) {
        PathTemplate paths = new PathTemplate(template);
        AccessRule usual = rule(method, template);
        return rules.inFrontOf(usual, method).stream()
                .filter(rule -> paths.isPartlyIn(rule.path()) && !rule.asksLike(usual))
                .toList();
    }

    /** What a status becomes. */
    Code ofStatus(int status) {
        return own(Kind.STATUS, String.valueOf(status), ErrorCode.ofStatus(status));
    }

    /** What a refusal for a reason becomes. */
    Code ofReason(String reason, ErrorCode usual) {
        return own(Kind.REASON, reason, usual);
    }

    private Code own(Kind kind, String subject, ErrorCode usual) {
        for (OwnError error : errors) {
            if (error.kind() == kind && error.subject().equals(subject)) {
                return new Code(error.code(), error.chinese(), error.english());
            }
        }
        return Code.of(usual);
    }
}
