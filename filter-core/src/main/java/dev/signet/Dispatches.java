package dev.signet;

import dev.signet.access.RequestPath;
import dev.signet.envelope.EndListener;
import dev.signet.envelope.EnvelopeResponse;
import dev.signet.envelope.RequestIds;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What the filter does in each dispatch of the servlet specification; one method each. Thread-safe. */
final class Dispatches {

    private final SignetConfig config;
    private final Gate gate;
    private final Cors cors;
    private final Refusals refusals;
    private final Arriving arriving;
    private final FilterChain preflightAnswer; // stands in the place of the application

    Dispatches(SignetConfig config) {
        this.config = config;
        this.gate = config.gate();
        this.cors = config.cors();
        this.refusals = new Refusals(config);
        this.arriving = new Arriving(config, refusals);
        this.preflightAnswer =
                (request, response) -> cors.answer(PlainRequest.http(request), PlainResponse.http(response));
    }

    SignetConfig config() {
        return config;
    }

    /** The filter stops. */
    void close() {
        gate.close();
    }

    /** The filter is called, for the first time in a dispatch. */
    void enter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        // a webapp that dispatches here across contexts may have brought a filter and an answer of its own
        EnvelopeResponse answer =
                request.getAttribute(EnvelopeResponse.ATTRIBUTE) instanceof EnvelopeResponse known ? known : null;
        DispatcherType type = request.getDispatcherType();
        if (type == DispatcherType.ERROR) {
            error(answer, request, response, chain);
            return;
        }
        if (type == DispatcherType.INCLUDE) {
            include(answer, request, response, chain);
            return;
        }
        FilterChain behind = gate.isAnsweredHere(PlainRequest.http(request)) ? preflightAnswer : chain;
        // dispatched without an answer: came in past this filter, so nobody has admitted it
        boolean fresh = answer == null || type == DispatcherType.REQUEST && answer.isEnding(); // somebody has kept that
        if (answer == null || fresh) {
            arriving.arrive(request, response, behind);
        } else if (type == DispatcherType.FORWARD) {
            forward(answer, request, response, behind);
        } else if (type == DispatcherType.ASYNC) {
            resume(answer, request, response, behind);
        } else {
            arriveAgain(answer, request, response, behind);
        }
    }

    /** A WebSocket handshake, in front of what answers it. */
    void handshake(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Handshake.enter(config, request, response, chain);
    }

    /** Behind another of these filters: the outer one answers, the rules of both must be met. */
    private void arriveAgain(
            EnvelopeResponse answer, ServletRequest anyRequest, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = PlainRequest.http(anyRequest);
        HttpServletResponse plain = PlainResponse.http(response);
        cors.open(request, plain);
        Admission admission = gate.admit(request, plain, RequestPath.of(request));
        if (admission instanceof Admission.Refused refused) {
            refusals.refuse(answer, request, refused);
            return;
        }
        Refusals.lends(answer, admission);
        AdmittedCall.remember(gate, request, (Admission.Admitted) admission);
        ServletRequest known = SignetRequest.identified(anyRequest, answer, ((Admission.Admitted) admission).token());
        chain.doFilter(known, response);
    }

    /** A forward: the target's own rule decides, and its exit ends the answer, unless a wrapper has the body. */
    private void forward(EnvelopeResponse answer, ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest seen = DispatchedRequest.of(request);
        Admission admission = gate.admitDispatched(seen, PlainResponse.http(response));
        Refusals.lends(answer, admission); // where the client is known here first
        boolean given = answer.enterForward(response);
        if (admission instanceof Admission.Refused refused) {
            refusals.refuse(answer, seen, refused);
            return;
        }
        Refusals.judged(answer, admission);
        answer.guardedBy(((Admission.Admitted) admission).guard());
        // a filter in front may have put a wrapper around it again, which would keep errors to itself
        chain.doFilter(
                SignetRequest.identified(request, answer, ((Admission.Admitted) admission).token()),
                given && !answer.isIncluding() ? answer : response);
        answer.exitForward(response, given);
    }

    /** What a page includes is part of the page, whose own path was decided; but not by this filter, if it never saw it. */
    private void include(
            @Nullable EnvelopeResponse answer, ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        FilterChain behind = chain;
        if (AdmittedCall.byOthersOnly(gate, request)) {
            HttpServletRequest seen = IncludedRequest.of(PlainRequest.http(request));
            Admission admission = gate.admitDispatched(seen, PlainResponse.http(response));
            if (admission instanceof Admission.Refused refused) {
                if (answer == null) {
                    refusals.note(seen, refused, RequestIds.known(seen));
                } else {
                    refusals.refuse(answer, seen, refused);
                }
                return;
            }
            if (answer == null) {
                behind = ExcludedCall.around(chain, null, admission.claim(), seen, PlainResponse.http(response));
            } else {
                Refusals.lends(answer, admission);
            }
        }
        if (answer == null) {
            behind.doFilter(request, response);
            return;
        }
        boolean past = !answer.equals(EnvelopeResponse.of(response));
        if (past && answer.isEnding()) {
            return; // an error page that a container adds to what was sent already
        }
        answer.enterInclude();
        try {
            chain.doFilter(request, response);
        } catch (Throwable e) {
            if (past && answer.fail(e)) {
                return; // in another context, where the container would include an error page
            }
            throw Arriving.<RuntimeException>asItIs(e);
        } finally {
            answer.exitInclude();
        }
    }

    /**
     * The second half of an asynchronous request. It was authenticated when it arrived and is not again, so that a token
     * may expire in flight; but it may have been dispatched to another path, whose rule then decides as for a forward.
     */
    private void resume(EnvelopeResponse answer, ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (answer.isOver()) {
            answer.awaitEnd();
            return;
        }
        HttpServletRequest seen = DispatchedRequest.of(request);
        Admission admission = gate.admitDispatched(seen, PlainResponse.http(response));
        if (admission instanceof Admission.Refused refused) {
            answer.enterDispatch();
            refusals.refuse(answer, seen, refused);
            return;
        }
        Refusals.lends(answer, admission); // as in a forward
        Refusals.judged(answer, admission);
        answer.guardedBy(((Admission.Admitted) admission).guard());
        ServletRequest known = SignetRequest.identified(request, answer, ((Admission.Admitted) admission).token());
        Arriving.call(answer, known, answer.resumed(response), chain);
    }

    /** An error that the container made: its page is HTML, so the envelope is sent instead. */
    private void error(
            @Nullable EnvelopeResponse earlier,
            ServletRequest anyRequest,
            ServletResponse anyResponse,
            FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = PlainRequest.http(anyRequest);
        HttpServletResponse response = PlainResponse.http(anyResponse);
        cors.open(request, response); // of some errors this is the only dispatch, and some containers clear the head
        if (earlier == null ? Excluded.matchedOnArrival(config, request) : earlier.isRaw()) {
            AdmittedCall admitted = AdmittedCall.by(gate, anyRequest);
            chain.doFilter(
                    SignetRequest.identified(anyRequest, null, admitted == null ? null : admitted.token()),
                    cors.excluded(request, anyResponse));
            return;
        }
        if (anyResponse.isCommitted()) {
            if (earlier != null) {
                earlier.abandon(); // nothing can be added to what was sent without making it look whole
            }
            return;
        }
        EndListener heard = earlier == null ? Handshake.orAnother(config, request) : earlier.abandonForAnother();
        Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        Object told = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        int set = response.getStatus(); // of what it refuses in front of all filters Jetty 12.0 tells no more
        int status = told instanceof Integer known ? known : set;
        EnvelopeResponse answer = new EnvelopeResponse(request, response, config.envelope(), heard);
        if (!(thrown instanceof Throwable exception && answer.fail(exception))) {
            answer.endByStatus(status >= 400 ? status : 500);
        }
    }
}
