package dev.signet.foreign;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Ends its answer in the way that {@code ?how=} says. */
public final class Ending extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final String LARGE = "[\"" + "x".repeat(200_000) + "\"]";

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        String type = request.getParameter("type");
        if (type != null) {
            response.setContentType(type);
        }
        String how = request.getParameter("how");
        if (how.startsWith("async-")) {
            asynchronous(how, request, response);
        } else {
            synchronous(how, request, response);
        }
    }

    private static void synchronous(String how, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        switch (how) {
            case "status-late" -> {
                response.getWriter().print("<p>half");
                response.setStatus(500);
                response.getWriter().print("java.lang.IllegalStateException at com.acme.Secret");
            }
            case "status-late-large" -> {
                response.setBufferSize(600_000);
                response.getWriter().print(LARGE);
                response.setStatus(500);
            }
            case "type-late" -> {
                response.getOutputStream().print("[1,");
                response.setContentType("application/json");
                response.getOutputStream().print("2]");
            }
            case "redirect-throw" -> {
                response.sendRedirect("/elsewhere");
                throw new IllegalStateException("thrown on purpose");
            }
            case "error-throw" -> {
                response.sendError(404);
                throw new IllegalStateException("thrown on purpose");
            }
            case "close-throw" -> {
                response.getWriter().print("[1]");
                response.getWriter().close();
                throw new IllegalStateException("thrown on purpose");
            }
            case "close-error" -> {
                response.getOutputStream().print("[1]");
                response.getOutputStream().close();
                response.getOutputStream().flush();
                response.getOutputStream().close();
                refused(() -> response.sendError(404));
            }
            case "close-write" -> {
                response.getWriter().print("[1]");
                response.getWriter().close();
                response.getWriter().print("too late");
            }
            case "checked" -> throw past(new IOException("thrown on purpose"));
            case "checked-other" -> throw past(new ClassNotFoundException("thrown on purpose"));
            case "throwable" -> throw past(new Throwable("thrown on purpose"));
            case "servlet-exception" -> throw new ServletException("thrown on purpose", new Exception("its cause"));
            case "linkage" -> throw new NoClassDefFoundError("com/acme/Missing");
            case "cookie" -> {
                response.addCookie(new Cookie("name", "中文"));
                response.getOutputStream().print("[1]");
            }
            case "charset-writer" -> {
                response.setCharacterEncoding("nobody-knows");
                response.getWriter().print("[1]");
            }
            case "charset-type" -> {
                response.setContentType(request.getParameter("type") + ";charset=nobody-knows");
                response.getWriter().print("[1]");
            }
            case "bom" -> response.getOutputStream().write("\uFEFF[1]".getBytes(StandardCharsets.UTF_8));
            case "bom-large" -> response.getOutputStream().write(("\uFEFF" + LARGE).getBytes(StandardCharsets.UTF_8));
            case "bom-writer" -> response.getWriter().write("\uFEFF" + LARGE);
            case "code-throw" -> {
                request.setAttribute("dev.signet.code", 1);
                throw new IllegalStateException("thrown on purpose");
            }
            case "code-status" -> {
                request.setAttribute("dev.signet.code", 1);
                response.setStatus(500);
            }
            case "code-error" -> {
                request.setAttribute("dev.signet.code", 1);
                response.sendError(404);
            }
            case "no-body" -> {
                response.setStatus(Integer.parseInt(request.getParameter("status")));
                if (request.getParameter("body") != null) {
                    response.getOutputStream().print("[1]");
                }
            }
            default -> throw new IllegalArgumentException(how);
        }
    }

    private static void asynchronous(String how, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        switch (how) {
            case "async-complete-write" -> {
                async.complete();
                response.getOutputStream().print("[1]");
            }
            case "async-complete-writer" -> {
                async.complete();
                response.getWriter().print("[1]");
            }
            case "async-write-complete-write" -> {
                response.getWriter().print("[1,");
                async.complete();
                response.getWriter().print("2]");
            }
            case "async-flush-complete-write" -> {
                response.getWriter().print("[1,");
                response.flushBuffer();
                async.complete();
                response.getWriter().print("2]");
                response.getWriter().flush();
            }
            case "async-complete-large" -> {
                response.getOutputStream().print("[");
                async.complete();
                response.getOutputStream().print(LARGE + "," + LARGE + "]");
            }
            case "async-complete-error" -> {
                async.complete();
                response.sendError(404);
            }
            case "async-complete-throw" -> {
                async.complete();
                throw new IllegalStateException("thrown on purpose");
            }
            case "async-timeout-error" -> {
                async.setTimeout(50);
                async.addListener(new AfterDispatch.Silent() {
                    @Override
                    public void onTimeout(AsyncEvent event) throws IOException {
                        response.sendError(404);
                        event.getAsyncContext().complete();
                    }
                });
            }
            case "async-timeout-error-only" -> {
                async.setTimeout(50);
                async.addListener(new AfterDispatch.Silent() {
                    @Override
                    public void onTimeout(AsyncEvent event) throws IOException {
                        response.sendError(403);
                    }
                });
            }
            case "async-timeout-throw" -> {
                async.setTimeout(50);
                async.addListener(new AfterDispatch.Silent() {
                    @Override
                    public void onTimeout(AsyncEvent event) {
                        throw new IllegalStateException("thrown on purpose");
                    }
                });
            }
            case "async-listener-error" -> {
                async.addListener(new AfterDispatch.Silent() {
                    @Override
                    public void onError(AsyncEvent event) throws IOException {
                        response.sendError(403);
                        event.getAsyncContext().complete();
                    }
                });
                throw new IllegalStateException("thrown on purpose");
            }
            case "async-thread-error" ->
                onThread(async, () -> {
                    response.sendError(404);
                    async.complete();
                });
            case "async-thread-error-timeout" -> {
                async.setTimeout(50);
                onThread(async, () -> response.sendError(404));
            }
            case "async-thread-checked" ->
                onThread(async, () -> {
                    throw past(new ClassNotFoundException("thrown on purpose"));
                });
            case "async-thread-redirect" ->
                onThread(async, () -> {
                    response.sendRedirect("/elsewhere");
                    async.complete();
                });
            case "async-thread-status-late" ->
                onThread(async, () -> {
                    response.getWriter().print("<p>half");
                    response.setStatus(500);
                    async.complete();
                });
            default -> throw new IllegalArgumentException(how);
        }
    }

    /** Something that is done to a response. */
    interface Doing {
        void run() throws IOException;
    }

    private static void onThread(AsyncContext async, Doing doing) {
        async.start(() -> {
            try {
                doing.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void refused(Doing doing) throws IOException {
        try {
            doing.run();
        } catch (IllegalStateException e) {
            return; // as the specification wants it
        }
    }

    /** A checked exception past the compiler, as Kotlin, Groovy and Lombok throw them. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException past(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
