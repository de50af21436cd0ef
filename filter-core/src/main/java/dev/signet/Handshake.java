package dev.signet;

import dev.signet.access.Claim;
import dev.signet.access.RequestPath;
import dev.signet.envelope.EnvelopeResponse;
import dev.signet.jwt.GenuineToken;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A WebSocket handshake, in front of what answers it: it is admitted or refused, and an upgrade has no envelope. */
final class Handshake {

    private static final String BEGUN = "dev.signet.handshake";

    /** What goes on with a handshake that nobody upgrades. */
    private record Begun(@Nullable Call call, Claim claim) {}

    private Handshake() {}

    static void enter(SignetConfig config, ServletRequest anyRequest, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = PlainRequest.http(anyRequest);
        HttpServletResponse http = PlainResponse.http(response);
        Call call = Call.begin(config, request);
        RequestPath path = RequestPath.of(request);
        Admission admission = config.gate().admit(request, http, path);
        try {
            if (call != null) {
                call.judged(admission);
            }
            if (admission instanceof Admission.Refused refused) {
                EnvelopeResponse answer = new EnvelopeResponse(request, http, config.envelope(), call);
                new Refusals(config).refuse(answer, request, refused);
                return;
            }
            AdmittedCall.forgetStrangers(request);
            GenuineToken token = ((Admission.Admitted) admission).token();
            ServletRequest known = token == null ? anyRequest : new SignetRequest(request, null, token);
            FilterChain behind = Excluded.matches(config, request, path)
                    ? chain
                    : (given, answer) -> answering(config, call, request, http, () -> chain.doFilter(given, answer));
            Claim claim = admission.claim();
            if (call != null || claim.isHeld()) {
                request.setAttribute(BEGUN, new Begun(call, claim));
            }
            ExcludedCall.around(behind, call, claim, request, http).doFilter(known, response);
        } catch (Throwable e) {
            admission.claim().end();
            throw e;
        }
    }

    private interface Step {
        void take() throws IOException, ServletException;
    }

    /** Who answers handshakes may throw, and its container would then answer with a page of its own. */
    private static void answering(
            SignetConfig config,
            @Nullable Call call,
            HttpServletRequest request,
            HttpServletResponse response,
            Step upgrade)
            throws IOException, ServletException {
        try {
            upgrade.take();
        } catch (Throwable e) { // also a checked one, thrown past the compiler
            boolean theirs = request.getAttribute(EnvelopeResponse.ATTRIBUTE) != null || response.isCommitted();
            if (theirs || !new EnvelopeResponse(request, response, config.envelope(), call).fail(e)) {
                throw e; // it came through the filter, which has seen to it
            }
        }
    }

    /** The call that nobody has upgraded, and that therefore goes on to the filter like any other; null for any other. */
    static @Nullable Call passedOn(HttpServletRequest request) {
        return request.getAttribute(BEGUN) instanceof Begun begun ? begun.call : null;
    }

    /** What it has taken is given back when its answer ends: whoever has that may come again at once. */
    static void lends(HttpServletRequest request, EnvelopeResponse answer) throws IOException {
        if (request.getAttribute(BEGUN) instanceof Begun begun && begun.claim.isHeld()) {
            answer.lends(begun.claim::end);
        }
    }

    /**
     * The call of an error page: that of a handshake which was refused behind the gate, and told when it was; or one that no
     * filter has seen.
     */
    static @Nullable Call orAnother(SignetConfig config, HttpServletRequest request) {
        Call handshake = passedOn(request);
        return handshake == null ? Call.begin(config, request) : handshake;
    }
}
