package dev.signet;

import dev.signet.Admission.Admitted;
import dev.signet.Admission.Refused;
import dev.signet.access.AccessRule;
import dev.signet.access.AccessRule.Requirement;
import dev.signet.access.AccessRules;
import dev.signet.access.Claim;
import dev.signet.access.RequestPath;
import dev.signet.envelope.ErrorCode;
import dev.signet.jwt.GenuineToken;
import dev.signet.jwt.Refusal;
import dev.signet.jwt.RefusedToken;
import dev.signet.jwt.TokenVerifier;
import dev.signet.jwt.Verification;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the application is called: suspicious URI, rule for method and path, limits by address, bearer token,
 * verification, limits by client, requirement, clients, token check. Thread-safe.
 */
final class Gate {

    private final AccessRules rules;
    private final Preflight preflights;
    private final TokenVerifier verifier;
    private final ClientCheck clients;
    private final OwnCheck check;
    private final CallLimits limits;
    private final @Nullable TrialRun trial; // null where it is serious
    private final Map<AccessRule, Admitted> withoutToken; // by each rule, the same for all calls

    Gate(
            AccessRules rules,
            Preflight preflights,
            TokenVerifier verifier,
            ClientCheck clients,
            OwnCheck check,
            CallLimits limits,
            @Nullable TrialRun trial) {
        this.rules = rules;
        this.preflights = preflights;
        this.verifier = verifier;
        this.clients = clients;
        this.check = check;
        this.limits = limits;
        this.trial = trial;
        this.withoutToken = rules.all().stream()
                .distinct()
                .collect(Collectors.toUnmodifiableMap(rule -> rule, rule -> Admitted.of(null, rule)));
    }

    /**
     * The filter starts.
     *
     * @throws IllegalArgumentException when a check cannot work
     */
    void open(TokenCheck.Context context) {
        clients.open(context);
        check.open(context);
        if (trial != null) {
            trial.begin();
        }
    }

    /** The filter stops. */
    void close() {
        clients.close();
    }

    /** Admits or refuses a request at the path at which it arrived. */
    Admission admit(HttpServletRequest request, HttpServletResponse response, RequestPath path) {
        if (trial != null) {
            trial.tick();
        }
        AdmittedCall earlier = AdmittedCall.by(this, request);
        boolean limited = limits.areOn() && !Preflight.is(request);
        Admission admission = decide(request, response, path, earlier, limited);
        if (admission instanceof Admitted admitted
                && (admitted.token() != null
                        || admitted.reported() != null
                        || limited && earlier == null && limits.haveLines())) {
            try {
                AdmittedCall.remember(this, request, admitted);
            } catch (Throwable e) { // of a request that somebody has wrapped, say: nobody would end what it holds
                admitted.claim().takeBack();
                throw e;
            }
        }
        return admission;
    }

    /** A request where it is looked at, and what it has taken of its limits so far. */
    private static final class Arrival {

        final HttpServletRequest request;
        final HttpServletResponse response;
        final RequestPath path;
        final boolean lines; // whether it counts in them: a call is one, and counts where it is seen first
        final boolean own; // and for its client's own numbers, which is where that is known first
        Claim claim = Claim.NONE;

        Arrival(
                HttpServletRequest request,
                HttpServletResponse response,
                RequestPath path,
                boolean lines,
                boolean own) {
            this.request = request;
            this.response = response;
            this.path = path;
            this.lines = lines;
            this.own = own;
        }

        /** It goes no further, and does not count for the day. */
        void giveBack() {
            Claim taken = claim;
            claim = Claim.NONE;
            taken.takeBack();
        }
    }

    private Admission decide(
            HttpServletRequest request,
            HttpServletResponse response,
            RequestPath path,
            @Nullable AdmittedCall earlier,
            boolean limited) {
        if (path.isDetour()) {
            return Refused.of(RequestRefusal.SUSPICIOUS_URI);
        }
        AccessRule rule = rules.find(request.getMethod(), path);
        RequestPath other = path.other();
        // asked for under one name and answered under another: nobody knows which of them the application looks at
        AccessRule second = other == null ? rule : rules.find(request.getMethod(), other);
        GenuineToken known = earlier == null ? null : earlier.token();
        if (Preflight.is(request) && !rule.isDenial() && !second.isDenial()) {
            if (preflights != Preflight.REFUSE) {
                return Admitted.of(known, null);
            }
            rule = AccessRule.NO_PREFLIGHTS;
            second = rule;
        }
        if (trial == null && !limited && isForAll(rule, second)) {
            return withoutCheck(rule, known); // nobody reports or counts it, so that nothing is made for it
        }
        Arrival arrival = new Arrival(request, response, path, limited && earlier == null, limited);
        try {
            return decide(arrival, rule, second, earlier);
        } catch (Throwable e) { // as above
            arrival.giveBack();
            throw e;
        }
    }

    private Admission decide(Arrival arrival, AccessRule rule, AccessRule second, @Nullable AdmittedCall earlier) {
        GenuineToken known = earlier == null ? null : earlier.token();
        TrialRun mode = rule.isDenial() || second.isDenial() ? null : trial;
        if (mode != null && earlier != null && earlier.isReported()) {
            return Admitted.of(
                    known, deciding(rule, second)); // a call is one, wherever it is sent on to: no second opinion
        }
        Refused limited = arrival.lines ? limits.ofAddress(arrival.request, arrival.path) : null;
        if (limited != null && mode == null) {
            return limited.by(rule);
        }
        Admission admission = byRules(rule, second, known, arrival);
        if (!(admission instanceof Refused refused)) {
            return limited == null || mode == null ? admission : reported(mode, limited.by(rule), admission, arrival);
        }
        Refused told = refused.by(unmet(rule, second, refused.token()));
        return mode == null ? told : reported(mode, told, deciding(rule, second), known, arrival);
    }

    private Admission byRules(AccessRule rule, AccessRule second, @Nullable GenuineToken known, Arrival arrival) {
        if (isForAll(rule, second)) {
            return ofNobody(withoutCheck(rule, known), arrival);
        }
        if (known != null) {
            return required(rule, second, known); // authenticated and checked when it arrived
        }
        Verification outcome = verifier.authenticate(arrival.request.getHeaders("Authorization"));
        if (outcome instanceof RefusedToken refused) {
            boolean open = refused.reason() == Refusal.NO_TOKEN && rule.isOpen() && second.isOpen();
            return open ? ofNobody(withoutToken(rule), arrival) : Refused.of(refused);
        }
        GenuineToken token = (GenuineToken) outcome;
        boolean own = arrival.own && !AdmittedCall.isCounted(arrival.request);
        arrival.claim = limits.ofClient(arrival.request, arrival.path, token, arrival.lines, own);
        Refused limited = CallLimits.refused(arrival.claim, token);
        if (limited != null) {
            return limited;
        }
        Admission admission = required(rule, second, token);
        admission = admission instanceof Refused ? admission : checked(token, admission, arrival);
        if (admission instanceof Admitted admitted) {
            return admitted.holding(arrival.claim);
        }
        arrival.giveBack();
        return admission;
    }

    /** Whether no token is looked at. */
    private static boolean isForAll(AccessRule rule, AccessRule second) {
        return rule.requirement() == Requirement.PERMIT && second.requirement() == Requirement.PERMIT;
    }

    private Admitted withoutCheck(AccessRule rule, @Nullable GenuineToken known) {
        return known == null ? withoutToken(rule) : Admitted.of(known, rule);
    }

    private Admitted withoutToken(AccessRule rule) {
        Admitted made = withoutToken.get(rule);
        return made == null ? Admitted.of(null, rule) : made;
    }

    private Admission ofNobody(Admitted admitted, Arrival arrival) {
        Refused limited = arrival.lines ? limits.ofNobody(arrival.request, arrival.path) : null;
        return limited == null ? admitted : limited;
    }

    /** Nobody is refused; the caller is known where the token is good, and checked. */
    private Admission reported(
            TrialRun mode, Refused refused, AccessRule rule, @Nullable GenuineToken known, Arrival arrival) {
        GenuineToken token = refused.token();
        Admitted admitted = Admitted.of(token, rule);
        if (token != null && known == null && checked(token, admitted, arrival) instanceof Refused) {
            admitted = Admitted.of(null, rule);
        }
        return reported(mode, refused, admitted, arrival);
    }

    private Admission reported(TrialRun mode, Refused refused, Admission admission, Arrival arrival) {
        mode.report(arrival.request, arrival.response, refused);
        return ((Admitted) admission).reported(refused.reason());
    }

    /** The rule because of which a call is refused. */
    private static AccessRule unmet(AccessRule rule, AccessRule second, @Nullable GenuineToken token) {
        if (token != null) {
            return rule.isMetBy(token) ? second : rule;
        }
        AccessRule deciding = deciding(rule, second);
        return !deciding.isOpen() ? deciding : rule.requirement() == Requirement.PERMIT ? second : rule;
    }

    /** Admits or refuses what the application dispatched to another path: a forward, or an asynchronous dispatch. */
    Admission admitDispatched(HttpServletRequest request, HttpServletResponse response) {
        if (!RequestPath.isView(request)) {
            return admit(request, response, RequestPath.of(request));
        }
        AdmittedCall earlier = AdmittedCall.by(this, request);
        return Admitted.of(
                earlier == null ? null : earlier.token(), null); // no caller can name a view, so no rule does
    }

    /** Whether the filter answers a request that is admitted, and the application does not hear of it. */
    boolean isAnsweredHere(HttpServletRequest request) {
        return preflights == Preflight.ANSWER && Preflight.is(request);
    }

    private static Admission required(AccessRule rule, AccessRule second, GenuineToken token) {
        if (rule.isMetBy(token) && second.isMetBy(token)) {
            return Admitted.of(token, deciding(rule, second));
        }
        AccessRule unmet = unmet(rule, second, token);
        RequestRefusal reason = switch (unmet.requirement()) {
            case SCOPE -> RequestRefusal.SCOPE_MISSING;
            case ROLE -> RequestRefusal.ROLE_MISSING;
            default -> RequestRefusal.DENIED;
        };
        return Refused.of(reason, unmet, token);
    }

    /** The rule that asks for a token, where one does. */
    private static AccessRule deciding(AccessRule rule, AccessRule second) {
        return rule.isOpen() && !second.isOpen() ? second : rule;
    }

    /**
     * What the clients of the moment, and the application, say of a token with which a call is admitted. Both are asked; what
     * is sure counts more than what could not be found out.
     */
    private Admission checked(GenuineToken token, Admission admitted, Arrival arrival) {
        RequestRefusal byUs = clients.refusal(token, arrival.request);
        RequestRefusal byThem = check.refusal(token, admitted.rule(), arrival.request, arrival.response);
        RequestRefusal reason = byUs == null || byThem != null && byUs.code() == ErrorCode.SYSTEM_BUSY ? byThem : byUs;
        return reason == null ? admitted : Refused.of(reason, token);
    }

    /** What is in force, a line each. */
    List<String> inForce() {
        List<String> lines = new ArrayList<>(rules.inForce());
        lines.addAll(limits.inForce());
        lines.addAll(clients.inForce());
        if (preflights != Preflight.PASS) {
            lines.add("access of preflights: " + preflights.name().toLowerCase(Locale.ROOT));
        }
        return lines;
    }
}
