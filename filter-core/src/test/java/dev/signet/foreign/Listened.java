package dev.signet.foreign;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Remembers in which order the listeners of its cycles hear of what: {@code ?id=1&take=begin,dispatch&back=throw}, and with
 * {@code &onError=complete} takes a step when it hears; {@code ?heard=1} tells it.
 */
public final class Listened extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final Map<String, List<String>> HEARD = new ConcurrentHashMap<>();

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        response.setContentType("application/json");
        String asked = request.getParameter("heard");
        if (asked != null) {
            response.getWriter().print('"' + String.join(" ", HEARD.getOrDefault(asked, List.of())) + '"');
            return;
        }
        List<String> heard = HEARD.computeIfAbsent(request.getParameter("id"), id -> new CopyOnWriteArrayList<>());
        String steps = request.getParameter("take");
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            steps = request.getParameter(request.getAttribute("back") == null ? "back" : "again");
            request.setAttribute("back", true);
            heard.add("back");
        }
        Taker taker = new Taker(heard, request, response);
        for (String step : (steps == null ? "print" : steps).split(",", -1)) {
            if (step.startsWith("throw")) {
                fail(step);
            }
            taker.take(step);
        }
    }

    private static void fail(String step) throws IOException, ServletException {
        switch (step) {
            case "throw-io" -> throw new IOException("as asked for");
            case "throw-servlet" -> throw new ServletException("as asked for");
            case "throw-error" -> throw new AssertionError("as asked for");
            default -> throw new UnsupportedOperationException("as asked for");
        }
    }

    private record Taker(List<String> heard, HttpServletRequest request, HttpServletResponse response) {

        void take(String step) {
            try {
                tryTo(step);
                if (!step.equals("elsewhere")) { // whose thread may be faster
                    heard.add(step);
                }
            } catch (IOException | IllegalStateException e) {
                heard.add(step + "=" + e.getClass().getSimpleName());
            }
        }

        private void tryTo(String step) throws IOException {
            switch (step) {
                case "begin" -> request.startAsync().addListener(new Listener("", this, null));
                case "brief" -> {
                    AsyncContext async = request.startAsync();
                    async.setTimeout(50);
                    async.addListener(new Listener("", this, null));
                }
                case "pair" -> {
                    AsyncContext async = request.startAsync(request, response);
                    async.addListener(new Listener("", this, response), request, response);
                    async.addListener(new Listener("-too", this, null));
                }
                case "elsewhere" -> {
                    AsyncContext async = request.getAsyncContext();
                    async.start(() -> {
                        take("error");
                        async.dispatch();
                    });
                }
                case "complete" -> request.getAsyncContext().complete();
                case "dispatch" -> request.getAsyncContext().dispatch();
                case "print" -> response.getWriter().print("\"printed\"");
                case "error" -> response.sendError(404);
                case "fail" -> response.sendError(500);
                default -> throw new AssertionError(step);
            }
        }
    }

    private record Listener(String name, Taker taker, ServletResponse response) implements EveryEvent {

        @Override
        public void tell(String what, AsyncEvent event) {
            StringBuilder told = new StringBuilder(what + name);
            for (Throwable at = event.getThrowable(); at != null; at = at.getCause()) {
                told.append('!').append(at.getClass().getSimpleName());
            }
            boolean given = response == null || event.getSuppliedResponse() == response;
            taker.heard.add(told + (given ? "" : " another response"));
            String step = name.isEmpty() ? taker.request.getParameter(what) : null;
            if (step == null) {
                return;
            }
            AsyncContext async = event.getAsyncContext();
            switch (step) {
                case "complete" -> ask(what, step, async::complete);
                case "dispatch" -> ask(what, step, async::dispatch);
                case "throw" -> throw new UnsupportedOperationException("as asked for");
                default -> taker.take(step);
            }
        }

        private void ask(String what, String step, Runnable asked) {
            try {
                asked.run();
                taker.heard.add(what + ":" + step);
            } catch (IllegalStateException e) {
                taker.heard.add(what + ":" + step + " refused");
            }
        }
    }
}
