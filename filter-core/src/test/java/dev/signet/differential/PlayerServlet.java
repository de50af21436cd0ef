package dev.signet.differential;

import dev.signet.testing.BufferingResponse;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Plays a program in its mode. It knows nothing of Signet. */
public final class PlayerServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final String INSIDE = "/inside";
    private static final long TIMEOUT_MILLIS = 700;
    private static final long SOON_MILLIS = 50;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Recording recording = Recording.of(request);
        Player player = new Player(recording);
        if (isInside(request)) {
            try {
                player.play(Program.Part.INSIDE, response);
            } finally {
                if (request.isAsyncSupported()
                        && request.getDispatcherType().name().equals("ASYNC")) {
                    recording.leaveDispatch();
                }
            }
            return;
        }
        player.play(Program.Part.BEFORE, response);
        switch (recording.program().form()) {
            case "sync", "buffered" -> player.play(Program.Part.INSIDE, response);
            case "forward" ->
                player.take(response, () -> {
                    player.mayForward(response);
                    request.getRequestDispatcher(INSIDE).forward(request, response);
                });
            case "forward-buffered" -> {
                BufferingResponse buffer =
                        new BufferingResponse(CopiedResponse.of(response, recording), recording.declaresLength());
                player.take(response, () -> {
                    player.mayForward(response);
                    request.getRequestDispatcher(INSIDE).forward(request, buffer);
                    buffer.copy();
                });
            }
            case "include" -> {
                if (!Hearing.isTypeTaken(response)) { // which no stream brings back
                    player.preferUtf8(response);
                }
                player.take(response, () -> {
                    request.getRequestDispatcher(INSIDE).include(request, response);
                    recording.flushOwed(response);
                });
            }
            case "async" -> inside(request.startAsync(), player);
            case "async-pair", "buffered-async" -> inside(request.startAsync(request, response), player);
            case "async-thread" -> onThread(request.startAsync(), player, recording);
            case "async-thread-own" -> onThread(request.startAsync(), player, recording);
            case "async-dispatch", "async-dispatch-home" -> dispatch(request.startAsync(), recording);
            case "async-ready" -> {
                AsyncContext async = request.startAsync();
                async.setTimeout(TIMEOUT_MILLIS);
                player.tryTo(response, () -> Ready.listen(async, player, recording));
            }
            case "async-timeout" -> {
                AsyncContext async = request.startAsync();
                async.setTimeout(SOON_MILLIS);
                recording.join();
                async.addListener(new Late(async, player, recording));
            }
            default -> throw new IllegalArgumentException("no such mode: " + recording.program());
        }
        player.play(Program.Part.AFTER, response);
    }

    /** Whether it was dispatched to, whether the servlet is mapped to that path or to all. */
    private static boolean isInside(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.ASYNC
                || INSIDE.equals(request.getPathInfo())
                || INSIDE.equals(request.getServletPath())
                || INSIDE.equals(request.getAttribute(RequestDispatcher.INCLUDE_PATH_INFO))
                || INSIDE.equals(request.getAttribute(RequestDispatcher.INCLUDE_SERVLET_PATH));
    }

    private static void inside(AsyncContext async, Player player) throws ServletException, IOException {
        async.setTimeout(TIMEOUT_MILLIS);
        player.play(Program.Part.INSIDE, (HttpServletResponse) async.getResponse());
        async.complete();
    }

    private static void dispatch(AsyncContext async, Recording recording) {
        async.setTimeout(TIMEOUT_MILLIS);
        recording.join();
        async.addListener(new Ending(recording)); // some containers do not dispatch behind an error
        if (recording.program().form().equals("async-dispatch")) {
            async.dispatch(INSIDE);
        } else {
            async.dispatch();
        }
    }

    private static void onThread(AsyncContext async, Player player, Recording recording) {
        async.setTimeout(TIMEOUT_MILLIS);
        recording.join();
        Runnable inside = () -> {
            try {
                player.play(Program.Part.INSIDE, (HttpServletResponse) async.getResponse());
                async.complete();
            } catch (ServletException | IOException e) {
                throw new IllegalStateException(e);
            } finally {
                recording.leave();
            }
        };
        if (recording.program().form().equals("async-thread")) {
            async.start(inside);
        } else {
            new Thread(inside).start();
        }
    }
}
