package dev.signet.excluded;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** Asynchronous cycles: {@code /async/dispatch?with=http&to=/look}. */
public final class Cycling extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Chronicle.note(Look.of(request, response));
        if (request.getDispatcherType() == DispatcherType.ASYNC && request.getParameter("again") == null) {
            answer(request, response);
            return;
        }
        AsyncContext cycle = switch (String.valueOf(request.getParameter("with"))) {
            case "pair" -> request.startAsync(request, response);
            case "http" ->
                request.startAsync(new HttpServletRequestWrapper(request), new HttpServletResponseWrapper(response));
            case "plain" ->
                request.startAsync(new ServletRequestWrapper(request), new ServletResponseWrapper(response));
            default -> request.startAsync();
        };
        Chronicle.note("cycle " + Look.kind(cycle) + " " + cycle.hasOriginalRequestAndResponse() + " "
                + Look.kind(cycle.getRequest()) + " " + Look.kind(cycle.getResponse()) + " same "
                + Noting.knows(cycle.getRequest(), cycle.getResponse()) + " "
                + request.getAsyncContext().equals(cycle) + " " + cycle.getTimeout());
        if (request.getPathInfo().equals("/again")) {
            again(request, response, cycle);
            return;
        }
        boolean completes = request.getPathInfo().equals("/timeout-complete");
        cycle.addListener(new Listening.Cycle("first", false));
        cycle.addListener(new Listening.Cycle("second", completes), request, response);
        go(request, response, cycle);
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getParameter("error") != null) {
            response.sendError(Integer.parseInt(request.getParameter("error")), "text of " + request.getQueryString());
        } else if (request.getParameter("throw") != null) {
            throw new IllegalStateException("thrown on purpose");
        } else {
            response.getWriter().print("answered");
        }
    }

    private static void go(HttpServletRequest request, HttpServletResponse response, AsyncContext cycle)
            throws ServletException, IOException {
        switch (request.getPathInfo()) {
            case "/dispatch" -> {
                if (request.getParameter("to") == null) {
                    cycle.dispatch();
                } else {
                    cycle.dispatch(request.getParameter("to"));
                }
            }
            case "/complete" -> {
                cycle.getResponse().getWriter().print("completed");
                cycle.complete();
            }
            case "/thread" -> {
                CountDownLatch begun = new CountDownLatch(1);
                cycle.start(() -> {
                    try {
                        Chronicle.note("thread " + Look.kind(cycle.getRequest()));
                        answer(request, (HttpServletResponse) cycle.getResponse());
                    } catch (IOException e) {
                        Chronicle.note(Look.kind(e));
                    }
                    begun.countDown();
                    cycle.complete();
                });
                try {
                    begun.await();
                } catch (InterruptedException e) {
                    throw new ServletException(e);
                }
            }
            case "/timeout", "/timeout-complete" -> cycle.setTimeout(100); // shorter ones Jetty may forget
            case "/throw" -> throw new IllegalStateException("thrown on purpose");
            case "/error" -> {
                response.sendError(409, "text of a cycle");
                cycle.complete();
            }
            default -> throw new IllegalArgumentException(request.getPathInfo());
        }
    }

    /** Several cycles in a row. */
    private static void again(HttpServletRequest request, HttpServletResponse response, AsyncContext cycle)
            throws IOException {
        int round = request.getAttribute("app.round") instanceof Integer known ? known : 0;
        request.setAttribute("app.round", round + 1);
        if (round == 0) {
            cycle.addListener(new Listening.Cycle("lasting", false));
        }
        response.getWriter().print("round " + round + "\n");
        if (round < 2) {
            cycle.dispatch();
        } else {
            cycle.complete();
        }
    }
}
