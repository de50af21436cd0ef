package dev.signet;

import dev.signet.AccessRule.Requirement;
import dev.signet.Admission.Admitted;
import dev.signet.Admission.Refused;
import dev.signet.token.BearerToken;
import dev.signet.token.Refusal;
import dev.signet.token.RefusedToken;
import dev.signet.token.TokenVerifier;
import dev.signet.token.Verification;
import dev.signet.token.VerifiedToken;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the application is called: suspicious URI, rule for method and path, bearer token, verification,
 * requirement, token check. Immutable and thread-safe.
 */
final class Gate {

    /** Under which the verified token is found by the application. */
    static final String TOKEN_ATTRIBUTE = "dev.signet.token";

    private static final Logger LOG = System.getLogger(Gate.class.getName());

    private final List<AccessRule> rules;
    private final TokenVerifier verifier;
    private final int maxTokenBytes;
    private final @Nullable TokenCheck check;

    Gate(List<AccessRule> rules, TokenVerifier verifier, int maxTokenBytes, @Nullable TokenCheck check) {
        this.rules = List.copyOf(rules);
        this.verifier = verifier;
        this.maxTokenBytes = maxTokenBytes;
        this.check = check;
    }

    /** Admits or refuses a request that arrived from outside. */
    Admission admit(HttpServletRequest request) {
        if (SuspiciousUri.matches(request.getRequestURI())) {
            return Refused.of(RequestRefusal.SUSPICIOUS_URI, "");
        }
        if (isPreflight(request)) {
            return new Admitted(null); // browsers send none of the caller's credentials with it (Fetch, CORS preflight)
        }
        return authorise(request);
    }

    /** Admits or refuses a request at the path it has now; again for every forward. */
    Admission authorise(HttpServletRequest request) {
        AccessRule rule = ruleFor(request);
        if (rule.requirement() == Requirement.PERMIT) {
            return new Admitted(null);
        }
        if (request.getAttribute(TOKEN_ATTRIBUTE) instanceof VerifiedToken known) {
            return required(rule, known); // authenticated and checked when it arrived
        }
        List<String> headers = Collections.list(request.getHeaders("Authorization"));
        if (headers.isEmpty() && rule.requirement() == Requirement.OPTIONAL) {
            return new Admitted(null);
        }
        BearerToken bearer = BearerToken.parse(headers, maxTokenBytes);
        Refusal unreadable = bearer.refusal();
        String text = bearer.value();
        if (unreadable != null || text == null) {
            return Refused.of(RefusedToken.of(unreadable == null ? Refusal.NO_TOKEN : unreadable));
        }
        Verification outcome = verifier.verify(text);
        if (outcome instanceof RefusedToken refused) {
            return Refused.of(refused);
        }
        VerifiedToken token = (VerifiedToken) outcome;
        Admission admission = required(rule, token);
        return admission instanceof Refused ? admission : checked(token, request);
    }

    private static Admission required(AccessRule rule, VerifiedToken token) {
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

    private Admission checked(VerifiedToken token, HttpServletRequest request) {
        if (check == null) {
            return new Admitted(token);
        }
        TokenCheck.Outcome outcome;
        try {
            outcome = check.check(token, request);
        } catch (Exception e) {
            LOG.log(Level.ERROR, "The token check failed; the request is refused with -1", e);
            return Refused.of(RequestRefusal.CHECK_FAILED, "");
        }
        String detail = " token=" + token.fingerprint();
        if (outcome == null) {
            return Refused.of(RequestRefusal.CHECK_FAILED, detail);
        }
        return switch (outcome) {
            case FINE -> new Admitted(token);
            case REVOKED -> Refused.of(RequestRefusal.CHECK_REVOKED, detail);
            case UNKNOWN_USER -> Refused.of(RequestRefusal.CHECK_UNKNOWN_USER, detail);
            case NOT_AUTHORISED -> Refused.of(RequestRefusal.CHECK_NOT_AUTHORISED, detail);
        };
    }

    private AccessRule ruleFor(HttpServletRequest request) {
        RequestPath path = RequestPath.of(request);
        for (AccessRule rule : rules) {
            if (rule.matches(request.getMethod(), path.decoded(), path.plain())) {
                return rule;
            }
        }
        return AccessRule.OTHERWISE;
    }

    /** A CORS preflight (Fetch standard): a browser asks before it sends the call itself. */
    static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS")
                && request.getHeader("Origin") != null
                && request.getHeader("Access-Control-Request-Method") != null;
    }
}
