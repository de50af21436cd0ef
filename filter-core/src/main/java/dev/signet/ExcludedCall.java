package dev.signet;

import dev.signet.access.Claim;
import dev.signet.envelope.CallerGone;
import dev.signet.envelope.EndListener.End;
import dev.signet.envelope.EnvelopeResponse;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The end of a call whose answer is excluded, for whoever listens and for what the call holds: with its dispatch, or with its
 * asynchronous cycle. Nothing is wrapped for it and no attribute is set; where nobody listens and nothing is held, it does
 * not exist.
 */
final class ExcludedCall implements AsyncListener {

    private final @Nullable Call call; // null where nobody listens
    private final Claim claim;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final @Nullable Object before; // an answer of ours that stood there when the call came
    private volatile @Nullable Throwable thrown;

    private ExcludedCall(@Nullable Call call, Claim claim, HttpServletRequest request, HttpServletResponse response) {
        this.call = call;
        this.claim = claim;
        this.request = request;
        this.response = response;
        this.before = request.getAttribute(EnvelopeResponse.ATTRIBUTE);
    }

    /** Puts it around an application; the chain itself where nobody needs to know. */
    static FilterChain around(
            FilterChain chain,
            @Nullable Call call,
            Claim claim,
            HttpServletRequest request,
            HttpServletResponse response) {
        return call == null && !claim.isHeld()
                ? chain
                : (given, answer) -> new ExcludedCall(call, claim, request, response).call(chain, given, answer);
    }

    private void call(FilterChain chain, ServletRequest given, ServletResponse answer)
            throws IOException, ServletException {
        try {
            chain.doFilter(given, answer);
        } catch (Throwable e) { // also a checked one, thrown past the compiler
            thrown = e;
            tell();
            throw e;
        }
        if (!request.isAsyncStarted() || !listen()) {
            tell();
        }
    }

    /** Waits for the end of the asynchronous cycle; false where that is over. */
    private boolean listen() {
        try {
            request.getAsyncContext().addListener(this);
            return true;
        } catch (IllegalStateException e) {
            return false; // another thread was faster
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        tell();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        // the application's or the container's to answer, and then it is complete
    }

    @Override
    public void onError(AsyncEvent event) {
        thrown = event.getThrowable();
    }

    /** The next cycle forgets whoever listened to this one. */
    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }

    @SuppressWarnings("ReferenceEquality") // that very answer
    private void tell() {
        claim.end();
        if (call == null) {
            return;
        }
        Object after = request.getAttribute(EnvelopeResponse.ATTRIBUTE);
        if (after != before // it was sent on to where we have an answer, which tells of it; another filter's does not
                && after instanceof EnvelopeResponse answer
                && answer.heard() instanceof Call other
                && other.tellsOf(call)) {
            return;
        }
        Throwable failure = thrown;
        if (failure == null) {
            call.ended(End.PASSED, response.getStatus(), 0, -1);
        } else if (CallerGone.isMeantBy(failure)) {
            call.ended(End.GONE, response.getStatus(), 0, -1);
        } else if (response.isCommitted()) {
            call.ended(End.BROKEN, response.getStatus(), 0, -1);
        } else {
            call.ended(End.REPLACED, status(failure), 0, -1); // by the container, with its own error page
        }
    }

    private static int status(Throwable failure) {
        return failure instanceof UnavailableException unavailable ? unavailable.isPermanent() ? 404 : 503 : 500;
    }
}
