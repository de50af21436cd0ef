package dev.signet.foreign;

import dev.signet.testing.BufferingResponse;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Answers through a buffering wrapper of the application, in the way that {@code ?how=} says. */
public final class Buffered extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        String target = "/buffered/target?type=" + request.getParameter("type");
        switch (request.getParameter("how")) {
            case "plain" -> Target.answer(request, response);
            case "forward" -> request.getRequestDispatcher(target).forward(request, response);
            case "include" -> request.getRequestDispatcher(target).include(request, response);
            case "inside" -> {
                AsyncContext async = request.startAsync(request, response);
                Target.answer(request, (HttpServletResponse) async.getResponse());
                async.complete();
            }
            case "complete-first" -> {
                request.startAsync(request, response).complete();
                Target.answer(request, response);
            }
            case "thread" -> {
                AsyncContext async = request.startAsync(request, response);
                async.start(() -> {
                    try {
                        Target.answer(request, (HttpServletResponse) async.getResponse());
                        ((BufferingResponse) async.getResponse()).copy();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    async.complete();
                });
            }
            case "dispatch" -> {
                if (request.getDispatcherType() == DispatcherType.ASYNC) {
                    Target.answer(request, response);
                } else {
                    request.startAsync(request, response).dispatch();
                }
            }
            case "render-forward", "render-include" -> {
                BufferingResponse rendered = new BufferingResponse(response, true);
                RequestDispatcher dispatcher = request.getRequestDispatcher(target);
                if (request.getParameter("how").equals("render-forward")) {
                    dispatcher.forward(request, rendered);
                } else {
                    dispatcher.include(request, rendered);
                    response.setContentType(request.getParameter("type"));
                }
                response.getWriter().print("[" + rendered.text() + "]");
            }
            default -> throw new IllegalArgumentException(request.getParameter("how"));
        }
    }

    /** What is forwarded to. */
    public static final class Target extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            answer(request, response);
        }

        static void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType(request.getParameter("type"));
            response.getWriter().print("{\"body\":true}");
        }
    }

    /** Puts a buffering response between, as Spring's ShallowEtagHeaderFilter does. */
    public static final class Buffering implements Filter {

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            HttpServletRequest http = (HttpServletRequest) request;
            boolean first = http.getDispatcherType() == DispatcherType.REQUEST
                    || http.getDispatcherType() == DispatcherType.ASYNC;
            if (!first || http.getParameter("buffer") == null) {
                chain.doFilter(request, response);
                return;
            }
            BufferingResponse buffering = response instanceof BufferingResponse known
                    ? known
                    : new BufferingResponse((HttpServletResponse) response, true);
            chain.doFilter(request, buffering);
            boolean under = http.isAsyncStarted() && http.getParameter("how").equals("thread");
            if (!under) {
                buffering.copy();
            }
        }
    }
}
