package dev.signet.container;

import dev.signet.SignetConfig;
import dev.signet.SignetFilter;
import dev.signet.testing.TestWebapp;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Dispatches to its own path as often as {@code times} says, in the way of {@code how}, and then writes the number of the
 * dispatch. In an asynchronous one it writes whether the cycle that {@link Between} has begun is the one it sees.
 */
public final class Returning extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        int number = request.getAttribute("number") instanceof Integer known ? known : 0;
        request.setAttribute("number", number + 1);
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            print(response, String.valueOf(request.getAsyncContext().equals(request.getAttribute("begun"))));
        } else if (number == Integer.parseInt(request.getParameter("times"))) {
            print(response, String.valueOf(number));
        } else {
            go(request, response);
        }
    }

    private static void go(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        ServletContext context = request.getServletContext();
        RequestDispatcher named = context.getNamedDispatcher(Webapp.servletName("/to", "any"));
        RequestDispatcher self = request.getRequestDispatcher(request.getServletPath());
        switch (request.getParameter("how")) {
            case "forward" -> self.forward(request, response);
            case "context-forward" ->
                context.getRequestDispatcher(request.getServletPath()).forward(request, response);
            case "include" -> self.include(request, response);
            case "named" -> named.forward(request, response);
            case "named-include" -> named.include(request, response);
            default -> request.startAsync().dispatch();
        }
    }

    private static void print(ServletResponse response, String json) throws IOException {
        response.setContentType("application/json");
        response.getWriter().print(json);
    }

    /** A filter of the application between the two places at which Signet's stands, that writes brackets. */
    public static final class Between implements Filter {

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            response.setContentType("application/json");
            response.getWriter().print("[");
            AsyncContext begun = null;
            if (request.getDispatcherType() == DispatcherType.ASYNC) {
                begun = request.startAsync();
                request.setAttribute("begun", begun);
            }
            chain.doFilter(request, response);
            response.getWriter().print("]");
            if (begun != null) {
                begun.complete();
            }
        }
    }

    /** Another filter of Signet's, with a rule of its own: nobody without a token. */
    public static final class Second implements Filter {

        private final SignetFilter filter = new SignetFilter(SignetConfig.builder()
                .set("jwt.secret", TestWebapp.SECRET)
                .set("access.rules", "* /open/** permit")
                .build());

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            filter.doFilter(request, response, chain);
        }
    }
}
