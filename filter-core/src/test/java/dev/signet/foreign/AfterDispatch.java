package dev.signet.foreign;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * What happens after {@code dispatch()}: a listener is added, as Spring's observation filter does, or something is
 * thrown ({@code ?throw}).
 */
public final class AfterDispatch extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            response.getWriter().print("{\"ok\":true}");
            return;
        }
        AsyncContext async = request.startAsync();
        async.dispatch();
        if (request.getParameter("throw") != null) {
            throw new IllegalStateException("thrown after dispatch, on purpose");
        }
        async.addListener(new Silent());
    }

    /** Hears everything and does nothing. */
    static class Silent implements AsyncListener {

        @Override
        public void onComplete(AsyncEvent event) {}

        @Override
        public void onTimeout(AsyncEvent event) throws IOException {}

        @Override
        public void onError(AsyncEvent event) throws IOException {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}
