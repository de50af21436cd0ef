package dev.signet;

import dev.signet.envelope.EnvelopeRequest;
import dev.signet.envelope.EnvelopeResponse;
import dev.signet.envelope.EnvelopeSettings;
import dev.signet.envelope.EnvelopeSettings.LanguageChoice;
import dev.signet.envelope.ErrorCode;
import dev.signet.token.Parameters;
import dev.signet.token.VerifiedToken;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Makes a webapp speak the open-platform contract: every call carries a bearer token (RFC 6750), every answer is one
 * envelope.
 *
 * <p>Configured by init-params and {@code signet.*} context-params, or by a {@link SignetConfig}. A filter that cannot be
 * set up refuses every request; it never throws from {@link #init}, because some containers then serve the application
 * unprotected. Thread-safe.
 */
public final class SignetFilter implements Filter {

    private static final Logger LOG = System.getLogger(SignetFilter.class.getName());
    private static final String ANSWER = "dev.signet.answer";
    private static final String REASON = "dev.signet.reason";

    private @Nullable SignetConfig config; // null: not set up, refuse everything
    private EnvelopeSettings refusing = refusing(null); // how that is answered

    /** A filter that reads its configuration from web.xml. */
    public SignetFilter() {}

    /**
     * A filter that is configured in code; init-params are then not read.
     *
     * @param config the configuration
     */
    public SignetFilter(SignetConfig config) {
        this.config = config;
    }

    @Override
    public void init(FilterConfig filter) {
        try {
            if (config == null) {
                Parameters parameters = InitParams.of(filter);
                refusing = refusing(parameters.verbatim("envelope.language"));
                config = SignetConfig.read(parameters, System::getenv, Clock.systemUTC(), null, null);
            }
            config.warnings().forEach(warning -> LOG.log(Level.WARNING, warning));
            config.gate().shadowed().forEach(warning -> LOG.log(Level.WARNING, warning));
            config.gate().inForce().forEach(rule -> LOG.log(Level.INFO, rule));
        } catch (IllegalArgumentException e) {
            config = null;
            LOG.log(Level.ERROR, "Signet refuses every request: " + e.getMessage(), e.getCause());
        } catch (Throwable e) { // an Error, too, would make some containers serve the application without this filter
            config = null;
            LOG.log(Level.ERROR, "Signet refuses every request: it could not be set up", e);
        }
        if (config != null) {
            lookAtWebXml(filter);
        }
    }

    private static EnvelopeSettings refusing(@Nullable String language) {
        return EnvelopeSettings.builder()
                .realStatus(true)
                .language(LanguageChoice.of(language))
                .build();
    }

    private static void lookAtWebXml(FilterConfig filter) {
        try {
            WebXml.warnings(filter).forEach(warning -> LOG.log(Level.WARNING, warning));
        } catch (Throwable e) { // only advice is lost
            LOG.log(Level.WARNING, "Signet could not look at web.xml", e);
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        FilterCall call = FilterCall.enter(this, request);
        if (call == null) { // another mapping matches, too, and all has been seen to
            chain.doFilter(request, response);
            return;
        }
        try {
            enter(request, response, chain);
        } finally {
            call.leave();
        }
    }

    private void enter(ServletRequest anyRequest, ServletResponse anyResponse, FilterChain chain)
            throws IOException, ServletException {
        SignetConfig current = config;
        if (current == null) {
            EnvelopeResponse.wrap(PlainRequest.http(anyRequest), PlainResponse.http(anyResponse), refusing)
                    .refuse(ErrorCode.SERVER_ERROR, 503);
            return;
        }
        // a webapp that dispatches here across contexts may have brought a filter and an answer of its own
        EnvelopeResponse answer = anyRequest.getAttribute(ANSWER) instanceof EnvelopeResponse known ? known : null;
        switch (anyRequest.getDispatcherType()) {
            case ERROR -> error(current, answer, anyRequest, anyResponse, chain);
            case INCLUDE -> include(current, answer, anyRequest, anyResponse, chain);
            case ASYNC -> {
                if (answer == null) {
                    arrive(current, anyRequest, anyResponse, chain); // came in past this filter, so nobody admitted it
                } else {
                    resume(current, answer, anyRequest, anyResponse, chain);
                }
            }
            case FORWARD -> {
                if (answer == null) {
                    arrive(current, anyRequest, anyResponse, chain);
                } else {
                    forward(current, answer, anyRequest, anyResponse, chain);
                }
            }
            case REQUEST -> {
                if (answer == null || answer.isEnding()) { // an earlier call's that somebody has kept
                    arrive(current, anyRequest, anyResponse, chain);
                } else {
                    arriveAgain(current, answer, anyRequest, anyResponse, chain);
                }
            }
        }
    }

    /** A request from outside: admit it, call the application, end the answer. */
    private static void arrive(
            SignetConfig config, ServletRequest anyRequest, ServletResponse anyResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = PlainRequest.http(anyRequest);
        HttpServletResponse response = PlainResponse.http(anyResponse);
        RequestPath path = RequestPath.of(request);
        // from outside, or dispatched from a path that is left alone: then it may be for a view, which no rule names
        boolean outside = request.getDispatcherType() == DispatcherType.REQUEST;
        Admission admission =
                outside ? config.gate().admit(request, path) : config.gate().redirect(request);
        VerifiedToken token = admission instanceof Admission.Admitted admitted ? admitted.token() : null;
        AdmittedCall.forgetStrangers(request);
        if (admission instanceof Admission.Admitted && LeftAlone.isSo(config, request, path)) {
            chain.doFilter(token == null ? anyRequest : new SignetRequest(request, null, token), anyResponse);
            return;
        }
        EnvelopeResponse answer = EnvelopeResponse.wrap(request, response, config.envelope());
        request.setAttribute(ANSWER, answer);
        if (admission instanceof Admission.Refused refused) {
            refuse(answer, request, refused);
        } else {
            call(answer, wrap(request, answer, token), answer, chain);
        }
    }

    /** Behind another of these filters: the outer one answers, the rules of both must be met. */
    private static void arriveAgain(
            SignetConfig config,
            EnvelopeResponse answer,
            ServletRequest anyRequest,
            ServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = PlainRequest.http(anyRequest);
        Admission admission = config.gate().admit(request, RequestPath.of(request));
        if (admission instanceof Admission.Refused refused) {
            refuse(answer, request, refused);
        } else {
            chain.doFilter(identified(anyRequest, answer, ((Admission.Admitted) admission).token()), response);
        }
    }

    /** A forward: the target's own rule decides, and its exit ends the answer, unless a wrapper has the body. */
    private static void forward(
            SignetConfig config,
            EnvelopeResponse answer,
            ServletRequest request,
            ServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest seen = DispatchedRequest.of(request, answer.request());
        Admission admission = config.gate().redirect(seen);
        boolean given = answer.enterForward(response);
        if (admission instanceof Admission.Refused refused) {
            refuse(answer, seen, refused);
            return;
        }
        // a filter in front may have put a wrapper around it again, which would keep errors to itself
        chain.doFilter(
                identified(request, answer, ((Admission.Admitted) admission).token()), given ? answer : response);
        if (given) {
            answer.exitForward();
        }
    }

    /** What a page includes is part of the page, whose own path was decided; but not by this filter, if it never saw it. */
    private static void include(
            SignetConfig config,
            @Nullable EnvelopeResponse answer,
            ServletRequest request,
            ServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        if (AdmittedCall.byOthersOnly(config.gate(), request)) {
            HttpServletRequest seen = IncludedRequest.of(PlainRequest.http(request));
            if (config.gate().redirect(seen) instanceof Admission.Refused refused) {
                note(seen, refused);
                if (answer != null) {
                    answer.refuse(refused.code());
                }
                return;
            }
        }
        if (answer == null) {
            chain.doFilter(request, response);
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
            throw SignetFilter.<RuntimeException>asItIs(e);
        } finally {
            answer.exitInclude();
        }
    }

    /**
     * The second half of an asynchronous request. It was authenticated when it arrived and is not again, so that a token
     * may expire in flight; but it may have been dispatched to another path, whose rule then decides as for a forward.
     */
    private static void resume(
            SignetConfig config,
            EnvelopeResponse answer,
            ServletRequest request,
            ServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        if (answer.isOver()) {
            answer.awaitEnd();
            return;
        }
        HttpServletRequest seen = DispatchedRequest.of(request, answer.request());
        Admission admission = config.gate().redirect(seen);
        if (admission instanceof Admission.Refused refused) {
            answer.enterDispatch();
            refuse(answer, seen, refused);
            return;
        }
        ServletRequest wrapped = identified(request, answer, ((Admission.Admitted) admission).token());
        call(answer, wrapped, answer.resumed(response), chain);
    }

    /** An error that the container made: its page is HTML, so the envelope is sent instead. */
    private static void error(
            SignetConfig config,
            @Nullable EnvelopeResponse earlier,
            ServletRequest anyRequest,
            ServletResponse anyResponse,
            FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = PlainRequest.http(anyRequest);
        if (earlier == null ? LeftAlone.wasSo(config, request) : earlier.isLeftAlone()) {
            chain.doFilter(anyRequest, anyResponse);
            return;
        }
        if (earlier != null) {
            earlier.abandon();
        }
        if (anyResponse.isCommitted()) {
            return; // nothing can be added to what was sent without making it look whole
        }
        Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        EnvelopeResponse answer = EnvelopeResponse.wrap(request, PlainResponse.http(anyResponse), config.envelope());
        if (!(thrown instanceof Throwable exception && answer.fail(exception))) {
            answer.endByStatus(status instanceof Integer known && known >= 400 ? known : 500);
        }
    }

    /** Calls the application; outside of everything that means "refused". */
    private static void call(
            EnvelopeResponse answer, ServletRequest request, ServletResponse response, FilterChain chain)
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
            throw SignetFilter.<RuntimeException>asItIs(e);
        }
        answer.exitDispatch();
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> E asItIs(Throwable thrown) throws E {
        throw (E) thrown;
    }

    private static HttpServletRequest wrap(
            HttpServletRequest request, EnvelopeResponse answer, @Nullable VerifiedToken token) {
        return token == null ? new EnvelopeRequest(request, answer) : new SignetRequest(request, answer, token);
    }

    /** Wraps what was dispatched, where that was not done before it was. */
    private static ServletRequest identified(
            ServletRequest request, EnvelopeResponse answer, @Nullable VerifiedToken token) {
        boolean done =
                token == null ? EnvelopeRequest.isEnveloped(request) : SignetRequest.isIdentified(request, token);
        return done || !(request instanceof HttpServletRequest http) ? request : wrap(http, answer, token);
    }

    private static void refuse(EnvelopeResponse answer, HttpServletRequest request, Admission.Refused refused)
            throws IOException {
        note(request, refused);
        answer.refuse(refused.code());
    }

    private static void note(HttpServletRequest request, Admission.Refused refused) {
        request.setAttribute(REASON, refused.reason());
        LOG.log(Level.INFO, () -> "refused " + refused.code().code() + " " + refused.reason() + refused.detail());
    }
}
