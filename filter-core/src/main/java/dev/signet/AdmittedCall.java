package dev.signet;

import dev.signet.access.AccessRule;
import dev.signet.access.Claim;
import dev.signet.envelope.EnvelopeResponse;
import dev.signet.jwt.GenuineToken;
import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * That one gate has admitted one call, by which token, and whether it has only reported it; so that nobody is authenticated
 * or counted twice on the way through forwards and asynchronous dispatches, even if the token expires meanwhile.
 *
 * <p>Kept in a request attribute, which anybody in the webapp can set. So it counts only for the gate that wrote it and in
 * the call in which it was written: another gate has other keys and another check, and a copy of an earlier call's is
 * nothing. That a call needed no token is kept by its answer alone: nobody gains by it, and most such calls are not asked
 * about again.
 */
final class AdmittedCall {

    /** Under which the verified token is found by the application; nothing here ever believes it. */
    static final String TOKEN_ATTRIBUTE = "dev.signet.token";

    private static final String ATTRIBUTE = "dev.signet.admitted";

    /** Servlet 5.0 has no number of a request; what has none, mostly makes a new object for each. */
    private static final boolean NUMBERED = isNumbered();

    private final Object gate;
    private final @Nullable GenuineToken token;
    private final @Nullable AccessRule rule;
    private final boolean reported;
    private final boolean counted;
    private final ServletRequest request; // the container's own
    private final String number; // some containers use that object again
    private final @Nullable AdmittedCall before; // by another gate, or with less

    private AdmittedCall(
            Object gate,
            Admission.Admitted admitted,
            boolean reported,
            ServletRequest request,
            String number,
            @Nullable AdmittedCall before) {
        this.gate = gate;
        this.token = admitted.token();
        this.rule = admitted.rule();
        this.reported = reported;
        this.counted = admitted.claim() != Claim.NONE;
        this.request = request;
        this.number = number;
        this.before = before;
    }

    /** What a gate itself has found out about the call that a request belongs to; null where it has not been asked. */
    static @Nullable AdmittedCall by(Object gate, ServletRequest request) {
        for (AdmittedCall at = latest(request); at != null; at = at.before) {
            if (at.gate.equals(gate)) {
                return at;
            }
        }
        AdmittedCall open = withoutToken(request);
        return open != null && open.gate.equals(gate) ? open : null;
    }

    /** Whether other gates have admitted the call, and this one has not been asked. */
    static boolean byOthersOnly(Object gate, ServletRequest request) {
        return (latest(request) != null || withoutToken(request) != null) && by(gate, request) == null;
    }

    /** A gate admits a call that has an answer of ours. */
    static void remember(Object gate, ServletRequest request, Admission.Admitted admitted, EnvelopeResponse answer) {
        boolean open = admitted.token() == null && admitted.reported() == null && admitted.claim() == Claim.NONE;
        if (open && by(gate, request) == null) {
            answer.admittedBy(gate, admitted.rule());
        } else {
            remember(gate, request, admitted);
        }
    }

    /** A gate admits a call, or only reports it, which is told of once. */
    static void remember(Object gate, ServletRequest request, Admission.Admitted admitted) {
        AdmittedCall known = by(gate, request);
        boolean reported = admitted.reported() != null || known != null && known.reported;
        if (known == null || known.token == null && admitted.token() != null || reported && !known.reported) {
            ServletRequest own = FilterCall.below(request);
            request.setAttribute(
                    ATTRIBUTE, new AdmittedCall(gate, admitted, reported, own, number(own), latest(request)));
        }
    }

    /** Whether any gate holds the call against its client's own numbers. */
    static boolean isCounted(ServletRequest request) {
        for (AdmittedCall at = latest(request); at != null; at = at.before) {
            if (at.counted) {
                return true;
            }
        }
        return false;
    }

    /** Takes a token away that no gate has verified in this call, and that the application would take for verified. */
    static void forgetStrangers(ServletRequest request) {
        if (request.getAttribute(TOKEN_ATTRIBUTE) == null) {
            return;
        }
        for (AdmittedCall at = latest(request); at != null; at = at.before) {
            if (at.token != null) {
                return;
            }
        }
        request.removeAttribute(TOKEN_ATTRIBUTE);
    }

    /** Whether the gate has reported the call instead of refusing it. */
    boolean isReported() {
        return reported;
    }

    /** The rule by which it was admitted; null where none decided. */
    @Nullable
    AccessRule rule() {
        return rule;
    }

    /** The token by which the call was admitted; null where it has none that counts. */
    @Nullable
    GenuineToken token() {
        return token;
    }

    @SuppressWarnings("ReferenceEquality") // that very request, whatever a wrapper calls equal
    private static @Nullable AdmittedCall withoutToken(ServletRequest request) {
        if (!(request.getAttribute(EnvelopeResponse.ATTRIBUTE) instanceof EnvelopeResponse answer)) {
            return null;
        }
        Object gate = answer.gate();
        ServletRequest own = FilterCall.below(request);
        if (gate == null || FilterCall.below(answer.request()) != own) {
            return null;
        }
        Admission.Admitted admitted = Admission.Admitted.of(null, (AccessRule) answer.rule());
        return new AdmittedCall(gate, admitted, false, own, "", null);
    }

    @SuppressWarnings("ReferenceEquality") // that very request, whatever a wrapper calls equal
    private static @Nullable AdmittedCall latest(ServletRequest request) {
        if (!(request.getAttribute(ATTRIBUTE) instanceof AdmittedCall call)) {
            return null;
        }
        ServletRequest own = FilterCall.below(request);
        return call.request == own && call.number.equals(number(own)) ? call : null;
    }

    private static String number(ServletRequest own) {
        if (!NUMBERED || isOfOneCall(own.getClass().getName())) {
            return "";
        }
        try {
            return String.valueOf(own.getRequestId());
        } catch (AbstractMethodError e) {
            return ""; // an older container, and a newer API that somebody has put beside it
        }
    }

    /** Jetty and Undertow make a request object for each call, and Jetty's number costs a kilobyte of memory. */
    private static boolean isOfOneCall(String container) {
        return container.startsWith("org.eclipse.jetty.ee") || container.startsWith("io.undertow.servlet.");
    }

    private static boolean isNumbered() {
        try {
            return ServletRequest.class.getMethod("getRequestId").getReturnType() == String.class;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }
}
