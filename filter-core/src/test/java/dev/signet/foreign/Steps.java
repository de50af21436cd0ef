package dev.signet.foreign;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes steps one by one and remembers what it hears: {@code ?id=1&take=begin,complete}; {@code ?heard=1} tells it. */
public final class Steps extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final Map<String, List<String>> HEARD = new ConcurrentHashMap<>();

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        String asked = request.getParameter("heard");
        if (asked != null) {
            response.getWriter().print('"' + String.join(" ", HEARD.getOrDefault(asked, List.of())) + '"');
            return;
        }
        List<String> heard = HEARD.computeIfAbsent(request.getParameter("id"), id -> new CopyOnWriteArrayList<>());
        boolean back = request.getDispatcherType() == DispatcherType.ASYNC;
        if (back) {
            heard.add("target");
        }
        String steps = request.getParameter(back ? "back" : "take");
        new Taker(heard, request, response).takeAll(steps == null ? "print" : steps);
    }

    private static final class Taker {

        private final List<String> heard;
        private final HttpServletRequest request;
        private final HttpServletResponse response;

        Taker(List<String> heard, HttpServletRequest request, HttpServletResponse response) {
            this.heard = heard;
            this.request = request;
            this.response = response;
        }

        void takeAll(String steps) {
            for (String step : steps.split(",", -1)) {
                take(step);
            }
        }

        void take(String step) {
            if (step.equals("throw")) {
                heard.add("throws");
                throw new UnsupportedOperationException("as asked for");
            }
            try {
                heard.add(step + "=" + answered(step));
            } catch (IOException | ServletException | RuntimeException e) {
                heard.add(step + "=" + e.getClass().getSimpleName());
            }
        }

        private Object answered(String step) throws IOException, ServletException {
            switch (step) {
                case "begin" -> request.startAsync().addListener(new Listener(this));
                case "complete" -> request.getAsyncContext().complete();
                case "dispatch" -> request.getAsyncContext().dispatch();
                case "start" -> request.getAsyncContext().start(() -> {});
                case "print" -> response.getWriter().print("\"printed\"");
                case "stream" -> response.getOutputStream();
                case "flush" -> response.flushBuffer();
                case "close" -> response.getWriter().close();
                case "error" -> response.sendError(503);
                case "fail" -> response.sendError(500);
                case "redirect" -> response.sendRedirect("/elsewhere");
                case "redirect-nowhere" -> redirectNowhere();
                case "length" -> response.setHeader("Content-Length", "many");
                case "buffer" -> response.setBufferSize(-1);
                case "failed" -> {
                    return response.getWriter().checkError();
                }
                case "session" -> {
                    return request.getSession() != null;
                }
                case "change" -> request.changeSessionId();
                case "authenticate" -> {
                    return request.authenticate(response) + "/" + response.isCommitted();
                }
                default -> throw new AssertionError(step);
            }
            return "taken";
        }

        /** By a method of Servlet 6.1 that keeps the body, and with a status that is none of a redirect. */
        private void redirectNowhere() throws ServletException {
            try {
                HttpServletResponse.class
                        .getMethod("sendRedirect", String.class, int.class, boolean.class)
                        .invoke(response, "/elsewhere", 200, false);
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof RuntimeException refusal) {
                    throw refusal;
                }
                throw new ServletException(e.getCause());
            } catch (ReflectiveOperationException e) {
                throw new ServletException(e);
            }
        }
    }

    private record Listener(Taker taker) implements EveryEvent {

        /** The step that is to be taken then is a parameter: {@code &onError=dispatch}. */
        @Override
        public void tell(String name, AsyncEvent event) {
            String step = taker.request.getParameter(name);
            if (step != null) {
                AsyncContext context = event.getAsyncContext();
                try {
                    if (step.equals("dispatch")) {
                        context.dispatch();
                    } else {
                        context.complete();
                    }
                    taker.heard.add(name + ":" + step);
                } catch (IllegalStateException e) {
                    taker.heard.add(name + ":" + step + " refused");
                }
            }
            taker.heard.add(name + (event.getThrowable() == null ? "" : "!"));
        }
    }
}
