package dev.signet;

import dev.signet.access.RequestPath;
import dev.signet.envelope.EnvelopeResponse;
import dev.signet.jwt.GenuineToken;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What the filter does with a call that it has not seen before. Thread-safe. */
final class Arriving {

    private final SignetConfig config;
    private final Gate gate;
    private final Cors cors;
    private final Refusals refusals;

    Arriving(SignetConfig config, Refusals refusals) {
        this.config = config;
        this.gate = config.gate();
        this.cors = config.cors();
        this.refusals = refusals;
    }

    /** A request from outside: admit it, call the application, end the answer. */
    void arrive(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest seen = DispatchedRequest.of(request);
        Call handshake = Handshake.passedOn(seen);
        Call heard = handshake == null ? Call.begin(config, seen) : handshake;
        HttpServletResponse answered = PlainResponse.http(response);
        cors.open(seen, answered);
        RequestPath path = RequestPath.of(seen);
        // from outside, or dispatched from an excluded path: then it may be for a view, which no rule names
        Admission admission = isOutside(seen) ? gate.admit(seen, answered, path) : gate.admitDispatched(seen, answered);
        try {
            if (admission instanceof Admission.Admitted admitted && Excluded.matches(config, seen, path)) {
                serveExcluded(admitted, heard, request, response, chain);
            } else {
                serve(admission, heard, request, response, chain);
            }
        } catch (Throwable e) { // also where its answer has not begun
            admission.claim().end();
            throw e;
        }
    }

    private static boolean isOutside(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.REQUEST;
    }

    /** Rows 1 and 2 of the decision table. */
    private void serveExcluded(
            Admission.Admitted admitted,
            @Nullable Call call,
            ServletRequest anyRequest,
            ServletResponse anyResponse,
            FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest seen = DispatchedRequest.of(anyRequest);
        HttpServletResponse response = PlainResponse.http(anyResponse);
        GenuineToken token = admitted.token();
        AdmittedCall.forgetStrangers(anyRequest);
        ServletRequest known =
                SignetRequest.identified(token == null ? anyRequest : PlainRequest.http(anyRequest), null, token);
        Call told = call == null || comesFromThere(seen) ? null : call; // what comes from there is told there
        if (told != null) {
            told.judged(admitted);
        }
        ExcludedCall.around(chain, told, admitted.claim(), seen, response)
                .doFilter(known, cors.excluded(seen, anyResponse));
        if (admitted.guard() != null) {
            config.envelope().noteCaching(admitted.guard(), response.getHeaders("Cache-Control"));
        }
    }

    private boolean comesFromThere(HttpServletRequest seen) {
        return !isOutside(seen) && Excluded.matchedOnArrival(config, seen);
    }

    private void serve(
            Admission admission,
            @Nullable Call call,
            ServletRequest anyRequest,
            ServletResponse anyResponse,
            FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = PlainRequest.http(anyRequest);
        HttpServletRequest seen = DispatchedRequest.of(anyRequest);
        AdmittedCall.forgetStrangers(request);
        if (call != null) {
            call.judged(admission);
            if (comesFromThere(seen)) {
                call.belongsToAnother();
            }
        }
        EnvelopeResponse answer = new EnvelopeResponse(seen, PlainResponse.http(anyResponse), config.envelope(), call);
        Handshake.lends(seen, answer);
        Refusals.lends(answer, admission);
        request.setAttribute(EnvelopeResponse.ATTRIBUTE, answer);
        if (admission instanceof Admission.Admitted admitted) {
            answer.guardedBy(admitted.guard());
            AdmittedCall.remember(gate, seen, admitted, answer); // what is excluded has no trace
            call(answer, SignetRequest.wrap(request, answer, admitted.token()), answer, chain);
        } else {
            refusals.refuse(answer, request, (Admission.Refused) admission);
        }
    }

    /** Calls the application; outside of everything that means "refused". */
    static void call(EnvelopeResponse answer, ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        answer.enterDispatch();
        try {
            chain.doFilter(request, response);
        } catch (Throwable e) { // also a checked one, thrown past the compiler
            boolean answered = answer.fail(e);
            answer.endAsync();
            if (answered && !(e instanceof UnavailableException)) { // that one the container must hear of
                return;
            }
            throw Arriving.<RuntimeException>asItIs(e);
        }
        answer.exitDispatch();
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <E extends Throwable> E asItIs(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
