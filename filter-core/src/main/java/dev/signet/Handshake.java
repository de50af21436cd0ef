package dev.signet;

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

    private static final String CALL = "dev.signet.handshake";

    private Handshake() {}

    static void enter(SignetConfig config, ServletRequest anyRequest, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = PlainRequest.http(anyRequest);
        HttpServletResponse http = PlainResponse.http(response);
        Call call = Call.begin(config, request);
        Admission admission = config.gate().admit(request, RequestPath.of(request));
        if (admission instanceof Admission.Refused refused) {
            EnvelopeResponse answer = EnvelopeResponse.wrap(request, http, config.envelope(), call);
            new Refusals(config).refuse(answer, request, refused);
            return;
        }
        AdmittedCall.forgetStrangers(request);
        GenuineToken token = ((Admission.Admitted) admission).token();
        ServletRequest known = token == null ? anyRequest : new SignetRequest(request, null, token);
        if (call == null) {
            chain.doFilter(known, response);
            return;
        }
        call.judged(admission);
        request.setAttribute(CALL, call);
        try {
            new LeftAlone(call, request, http).call(chain, known, response);
        } finally {
            request.removeAttribute(CALL);
        }
    }

    /** The call that nobody has upgraded, and that therefore goes on to the filter like any other; null for any other. */
    static @Nullable Call passedOn(HttpServletRequest request) {
        return request.getAttribute(CALL) instanceof Call call ? call : null;
    }
}
