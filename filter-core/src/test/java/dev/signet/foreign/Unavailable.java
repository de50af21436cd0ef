package dev.signet.foreign;

import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** A servlet that is unavailable for a while, which its container has to hear, so that it is not called meanwhile. */
public class Unavailable extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final AtomicInteger CALLS = new AtomicInteger();

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        CALLS.incrementAndGet();
        throw why();
    }

    UnavailableException why() {
        return new UnavailableException("later", 20);
    }

    /** Unavailable for ever. */
    public static final class Ever extends Unavailable {

        private static final long serialVersionUID = 1L;

        @Override
        UnavailableException why() {
            return new UnavailableException("never");
        }
    }

    /** Unavailable for ever from its beginning. */
    public static final class AtInit extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        public void init(ServletConfig config) throws ServletException {
            throw new UnavailableException("never");
        }
    }

    /** Unavailable for a while from its beginning. */
    public static final class AtInitForAWhile extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        public void init(ServletConfig config) throws ServletException {
            throw new UnavailableException("later", 20);
        }
    }

    /** How often the first two were called. */
    public static final class Calls extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("text/plain");
            response.getWriter().print(CALLS.get());
        }
    }
}
