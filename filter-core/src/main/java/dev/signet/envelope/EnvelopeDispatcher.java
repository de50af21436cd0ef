package dev.signet.envelope;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/**
 * Tells the answer of forwards and includes, so that it need not rely on how the container or web.xml dispatches.
 */
final class EnvelopeDispatcher implements RequestDispatcher {

    private final RequestDispatcher target;
    private final EnvelopeResponse response;

    EnvelopeDispatcher(RequestDispatcher target, EnvelopeResponse response) {
        this.target = target;
        this.response = response;
    }

    @Override
    public void forward(ServletRequest request, ServletResponse answer) throws ServletException, IOException {
        if (answer.isCommitted()) {
            throw new IllegalStateException("the response is committed"); // some containers ask their own
        }
        if (!answer.equals(response)) { // a wrapper of the application's, which has the body at the end
            response.forwards().passAtDispatcher();
            target.forward(request, answer);
            response.forwards().closed();
            return;
        }
        response.forwards().beginAtDispatcher();
        target.forward(request, answer);
        response.forwards().comeBack();
    }

    @Override
    public void include(ServletRequest request, ServletResponse answer) throws ServletException, IOException {
        response.enterInclude();
        try {
            target.include(request, answer);
        } finally {
            response.exitInclude();
        }
        response.flushBehindInclude();
    }
}
