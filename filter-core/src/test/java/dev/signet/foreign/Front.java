package dev.signet.foreign;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/** A filter in front that does something to the response before anybody else: {@code ?front=commit}. */
public final class Front implements Filter {

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String what = String.valueOf(request.getParameter("front"));
        if (request.getParameter("front-type") != null) {
            response.setContentType(request.getParameter("front-type"));
        }
        if (request.getParameter("front-status") != null) {
            ((HttpServletResponse) response).setStatus(Integer.parseInt(request.getParameter("front-status")));
        }
        if (request.getParameter("front-length") != null) {
            response.setContentLength(Integer.parseInt(request.getParameter("front-length")));
        }
        switch (what) {
            case "commit" -> {
                response.getOutputStream().print("front ");
                response.flushBuffer();
            }
            case "commit-empty" -> response.flushBuffer();
            case "commit-writer" -> {
                response.getWriter().print("front ");
                response.flushBuffer();
            }
            case "writer" -> response.getWriter();
            case "written" -> response.getWriter().print("front ");
            case "stream" -> response.getOutputStream();
            case "streamed" -> response.getOutputStream().print("front ");
            case "language" -> response.setLocale(Locale.KOREA);
            default -> {} // what follows is wrapped, or nothing is done
        }
        switch (what) {
            case "wrapped" ->
                chain.doFilter(
                        new HttpServletRequestWrapper((HttpServletRequest) request),
                        new HttpServletResponseWrapper((HttpServletResponse) response));
            case "fixed-buffer", "no-buffer" ->
                chain.doFilter(request, new Unsized((HttpServletResponse) response, what));
            case "forgetful" -> chain.doFilter(new Forgetful((HttpServletRequest) request), response);
            case "plain-response" -> chain.doFilter(request, new ServletResponseWrapper(response));
            case "plain-request" -> chain.doFilter(new ServletRequestWrapper(request), response);
            case "plain-both" ->
                chain.doFilter(new ServletRequestWrapper(request), new ServletResponseWrapper(response));
            default -> chain.doFilter(request, response);
        }
    }

    /** A wrapper that lets nobody choose the size of its buffer, or knows no such thing. */
    private static final class Unsized extends HttpServletResponseWrapper {

        private final String what;

        Unsized(HttpServletResponse response, String what) {
            super(response);
            this.what = what;
        }

        @Override
        public void setBufferSize(int size) {
            throw what.equals("no-buffer") ? new UnsupportedOperationException() : new IllegalStateException();
        }
    }

    /** A request that tells other threads nothing of itself, as Liberty's may that serves another call already. */
    private static final class Forgetful extends HttpServletRequestWrapper {

        private final Thread arrival = Thread.currentThread();

        Forgetful(HttpServletRequest request) {
            super(request);
        }

        private void mustKnow() {
            if (!Thread.currentThread().equals(arrival)) {
                throw new NullPointerException("forgotten on purpose");
            }
        }

        @Override
        public Object getAttribute(String name) {
            mustKnow();
            return super.getAttribute(name);
        }

        @Override
        public void setAttribute(String name, Object value) {
            mustKnow();
            super.setAttribute(name, value);
        }

        @Override
        public void removeAttribute(String name) {
            mustKnow();
            super.removeAttribute(name);
        }
    }

    /** Answers in the way that {@code ?type=text/html&with=writer|stream|nothing|error|throw} says. */
    public static final class Behind extends HttpServlet {

        private static final long serialVersionUID = 1L;

        private static final String LONG = "\"" + "x".repeat(100_000) + "\"";

        @Override
        public void service(ServletRequest request, ServletResponse response) throws IOException, ServletException {
            if (request.getParameter("type") != null) {
                response.setContentType(request.getParameter("type"));
            }
            String with = request.getParameter("with");
            if (with.equals("forward")) {
                request.getRequestDispatcher("/front?with=writer&type=application/json")
                        .forward(request, response);
                return;
            }
            if (with.equals("stream-forward")) {
                response.getOutputStream();
                request.getRequestDispatcher("/front?with=stream&type=application/json")
                        .forward(request, response);
                return;
            }
            if (request.getParameter("beside") == null) {
                answer(with, response);
                return;
            }
            AsyncContext cycle = request.startAsync();
            new Thread(() -> {
                        try {
                            answer(with, response);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        } finally {
                            cycle.complete();
                        }
                    })
                    .start();
        }

        private static void answer(String with, ServletResponse response) throws IOException {
            switch (with) {
                case "writer" -> response.getWriter().print("[\"中\"]");
                case "ascii" -> response.getWriter().print("[1]");
                case "stream" -> response.getOutputStream().print("[1]");
                case "long" -> response.getOutputStream().print(LONG);
                case "long-writer" -> response.getWriter().print(LONG);
                case "text" -> response.getWriter().print("behind");
                case "nothing" -> {}
                case "begun-throw" -> {
                    response.getOutputStream().print("[1]");
                    throw new IllegalStateException("thrown on purpose");
                }
                case "error" -> ((HttpServletResponse) response).sendError(404);
                default -> throw new IllegalStateException("thrown on purpose");
            }
        }
    }
}
