package dev.signet.foreign;

import dev.signet.container.Webapp;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Takes a step that every container refuses, and goes on: {@code ?step=upgrade}. */
public final class Untaken extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final CompletableFuture<String> NAMES = new CompletableFuture<>(); // of one response

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        response.setContentType("application/json");
        if (request.getDispatcherType() == DispatcherType.FORWARD) {
            response.getWriter().print("9,");
            return;
        }
        switch (request.getParameter("step")) {
            case "start" -> {
                AsyncContext async = request.startAsync();
                response.getWriter().print("[1,");
                async.complete();
                refused(response, request::startAsync);
            }
            case "upgrade" -> {
                response.getWriter().print("[1,");
                refused(response, () -> request.upgrade(Unmade.class));
            }
            case "path" -> {
                response.getWriter().print("[1,");
                response.flushBuffer();
                refused(
                        response,
                        () -> forward(
                                request, response, getServletContext().getRequestDispatcher("/untaken?step=none")));
            }
            case "name" -> {
                response.getWriter().print("[1,");
                response.flushBuffer();
                String name = Webapp.servletName("/untaken", Untaken.class.getName());
                refused(
                        response,
                        () -> forward(request, response, getServletContext().getNamedDispatcher(name)));
            }
            case "untyped" -> {
                response.reset();
                response.sendError(410);
                NAMES.complete(response.getHeaderNames().stream().anyMatch("Content-Type"::equalsIgnoreCase) + " "
                        + response.containsHeader("Content-Type"));
            }
            default ->
                response.getWriter()
                        .print('"' + NAMES.orTimeout(10, TimeUnit.SECONDS).join() + '"');
        }
    }

    private interface Step {
        Object take() throws IOException, ServletException;
    }

    private static void refused(HttpServletResponse response, Step step) throws IOException {
        try {
            step.take();
            response.getWriter().print("\"taken\"]");
        } catch (IOException | RuntimeException | ServletException e) {
            response.getWriter().print("2]");
        }
    }

    private static String forward(HttpServletRequest request, HttpServletResponse response, RequestDispatcher target)
            throws IOException, ServletException {
        target.forward(request, response);
        return "forwarded";
    }

    /** No container can make one. */
    public static final class Unmade implements HttpUpgradeHandler {

        private final int number;

        /** Has no constructor without a parameter. */
        public Unmade(int number) {
            this.number = number;
        }

        @Override
        public void init(WebConnection connection) {
            throw new IllegalStateException("made by " + number);
        }

        @Override
        public void destroy() {}
    }
}
