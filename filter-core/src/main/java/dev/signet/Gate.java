package dev.signet;

import dev.signet.AccessRule.Requirement;
import dev.signet.Admission.Admitted;
import dev.signet.Admission.Refused;
import dev.signet.config.Parameter;
import dev.signet.event.Event;
import dev.signet.event.Events;
import dev.signet.jwt.BearerToken;
import dev.signet.jwt.GenuineToken;
import dev.signet.jwt.Refusal;
import dev.signet.jwt.RefusedToken;
import dev.signet.jwt.TokenVerifier;
import dev.signet.jwt.Verification;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the application is called: suspicious URI, rule for method and path, bearer token, verification,
 * requirement, token check. Immutable and thread-safe.
 */
final class Gate {

    private final List<AccessRule> rules;
    private final Preflight preflights;
    private final TokenVerifier verifier;
    private final int maxTokenBytes;
    private final @Nullable TokenCheck check;
    private final Events events;

    Gate(
            List<AccessRule> rules,
            Preflight preflights,
            TokenVerifier verifier,
            int maxTokenBytes,
            @Nullable TokenCheck check,
            Events events) {
        this.rules = List.copyOf(rules);
        this.preflights = preflights;
        this.verifier = verifier;
        this.maxTokenBytes = maxTokenBytes;
        this.check = check;
        this.events = events;
    }

    /**
     * The filter starts.
     *
     * @throws IllegalArgumentException when the token check cannot work
     */
    void open(TokenCheck.Context context) {
        if (check == null) {
            return;
        }
        try {
            check.init(context);
        } catch (Exception e) {
            throw new IllegalArgumentException(
                    Parameter.CHECK_CLASS + ": the init of " + check.getClass().getName() + " failed", e);
        }
    }

    /** Admits or refuses a request at the path at which it arrived. */
    Admission admit(HttpServletRequest request, RequestPath path) {
        AdmittedCall earlier = AdmittedCall.by(this, request);
        GenuineToken known = earlier == null ? null : earlier.token();
        Admission admission = decide(request, path, known);
        if (admission instanceof Admitted admitted && admitted.token() != null) {
            AdmittedCall.remember(this, request, admitted.token());
        }
        return admission;
    }

    private Admission decide(HttpServletRequest request, RequestPath path, @Nullable GenuineToken known) {
        if (path.isDetour()) {
            return Refused.of(RequestRefusal.SUSPICIOUS_URI, "");
        }
        AccessRule rule = ruleFor(request.getMethod(), path);
        RequestPath other = path.other();
        // asked for under one name and answered under another: nobody knows which of them the application looks at
        AccessRule second = other == null ? rule : ruleFor(request.getMethod(), other);
        if (Preflight.is(request) && !rule.isDenial() && !second.isDenial()) {
            if (preflights != Preflight.REFUSE) {
                return new Admitted(known);
            }
            rule = AccessRule.NO_PREFLIGHTS;
            second = rule;
        }
        if (rule.requirement() == Requirement.PERMIT && second.requirement() == Requirement.PERMIT) {
            return new Admitted(known);
        }
        if (known != null) {
            return required(rule, second, known); // authenticated and checked when it arrived
        }
        BearerToken bearer = BearerToken.parse(request.getHeaders("Authorization"), maxTokenBytes);
        if (bearer.refusal() == Refusal.NO_TOKEN && rule.isOpen() && second.isOpen()) {
            return new Admitted(null);
        }
        String text = bearer.value();
        if (text == null) {
            Refusal unreadable = bearer.refusal();
            return Refused.of(RefusedToken.of(unreadable == null ? Refusal.NO_TOKEN : unreadable));
        }
        Verification outcome = verifier.verify(text);
        if (outcome instanceof RefusedToken refused) {
            return Refused.of(bearer.isToken68() ? refused : RefusedToken.of(Refusal.NOT_TOKEN68));
        }
        GenuineToken token = (GenuineToken) outcome;
        Admission admission = required(rule, second, token);
        return admission instanceof Refused ? admission : checked(token, request);
    }

    /** Admits or refuses what the application dispatched to another path: a forward, or an asynchronous dispatch. */
    Admission admitDispatched(HttpServletRequest request) {
        if (!RequestPath.isView(request)) {
            return admit(request, RequestPath.of(request));
        }
        AdmittedCall earlier = AdmittedCall.by(this, request);
        return new Admitted(earlier == null ? null : earlier.token()); // no caller can name a view, so no rule does
    }

    /** Whether the filter answers a request that is admitted, and the application does not hear of it. */
    boolean isAnsweredHere(HttpServletRequest request) {
        return preflights == Preflight.ANSWER && Preflight.is(request);
    }

    private static Admission required(AccessRule rule, AccessRule second, GenuineToken token) {
        Admission admission = required(rule, token);
        return admission instanceof Refused || second == rule ? admission : required(second, token);
    }

    private static Admission required(AccessRule rule, GenuineToken token) {
        if (rule.isMetBy(token)) {
            return new Admitted(token);
        }
        RequestRefusal reason = switch (rule.requirement()) {
            case SCOPE -> RequestRefusal.SCOPE_MISSING;
            case ROLE -> RequestRefusal.ROLE_MISSING;
            default -> RequestRefusal.DENIED;
        };
        return Refused.of(reason, " rule=[" + rule + "] token=" + token.fingerprint());
    }

    private Admission checked(GenuineToken token, HttpServletRequest request) {
        if (check == null) {
            return new Admitted(token);
        }
        TokenCheck.Outcome outcome;
        try {
            outcome = check.check(token, request);
        } catch (Throwable e) { // an Error, too: a class that is missing is no reason for the container's own page
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            events.tell(new Event.CheckFailed(e));
            return Refused.of(RequestRefusal.CHECK_FAILED, "");
        }
        if (outcome == TokenCheck.Outcome.FINE) {
            return new Admitted(token);
        }
        RequestRefusal reason = outcome == null
                ? RequestRefusal.CHECK_FAILED
                : switch (outcome) {
                    case REVOKED -> RequestRefusal.CHECK_REVOKED;
                    case UNKNOWN_USER -> RequestRefusal.CHECK_UNKNOWN_USER;
                    default -> RequestRefusal.CHECK_NOT_AUTHORISED;
                };
        return Refused.of(reason, " token=" + token.fingerprint());
    }

    private AccessRule ruleFor(String method, RequestPath path) {
        for (AccessRule rule : rules) {
            if (rule.matches(method, path)) {
                return rule;
            }
        }
        return AccessRule.OTHERWISE;
    }

    /** What is in force, a line each. */
    List<String> inForce() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            lines.add("access rule " + (i + 1) + ": " + rules.get(i));
        }
        lines.add("access otherwise: " + AccessRule.OTHERWISE);
        if (preflights != Preflight.PASS) {
            lines.add("access of preflights: " + preflights.name().toLowerCase(Locale.ROOT));
        }
        return lines;
    }

    /** A warning for every rule that can never match because of those in front of it. */
    List<String> shadowed() {
        List<String> warnings = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            List<AccessRule> covering = rules.get(i).shadowedBy(rules.subList(0, i));
            if (!covering.isEmpty()) {
                String names = covering.stream()
                        .map(rule -> "rule " + (rules.indexOf(rule) + 1) + " [" + rule + "]")
                        .collect(Collectors.joining(" and "));
                warnings.add("access.rules: rule " + (i + 1) + " [" + rules.get(i) + "] can never match, because"
                        + " every request it names is already matched by " + names + "; move it up or remove it");
            }
        }
        return warnings;
    }
}
