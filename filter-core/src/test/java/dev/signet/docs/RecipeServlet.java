package dev.signet.docs;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A webapp that is there before Signet: each path does what the table of the recipe says of it. */
public final class RecipeServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** All JSON of the webapp. */
    static final String JSON = "{\"own\":true}";

    /** Asks {@link Front} to answer by itself. */
    static final String REFUSE = "X-Refuse";

    /** The target of a dispatch by name. */
    public static final class Orders extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("application/json");
            response.getWriter().print(JSON);
        }
    }

    /** A filter in front of Signet that may refuse a call by itself. */
    public static final class Front implements Filter {
        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            if (((HttpServletRequest) request).getHeader(REFUSE) == null) {
                chain.doFilter(request, response);
            } else {
                ((HttpServletResponse) response).sendError(HttpServletResponse.SC_FORBIDDEN);
            }
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        switch (request.getServletPath()) {
            case "/api/slip" -> forward("/WEB-INF/api/slip.jsp", request, response);
            case "/api/print" -> forward("/WEB-INF/api/print.jsp", request, response);
            case "/shortcut" -> forward("/api/orders", request, response);
            case "/summary" -> forward("/WEB-INF/summary.jsp", request, response);
            case "/api/named" ->
                getServletContext().getNamedDispatcher("orders").forward(request, response);
            case "/api/orders" -> new Orders().doGet(request, response);
            default -> throw new IllegalStateException("broken");
        }
    }

    private static void forward(String path, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.getRequestDispatcher(path).forward(request, response);
    }
}
