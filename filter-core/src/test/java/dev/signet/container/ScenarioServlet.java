package dev.signet.container;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Plays the steps of the header {@code X-Steps} in the mode that the path names. It knows nothing of Signet. */
public final class ScenarioServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Made by the container, too, where web.xml names it. */
    public ScenarioServlet() {}

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Object included = request.getAttribute(RequestDispatcher.INCLUDE_PATH_INFO);
        String mode = (included == null ? request.getPathInfo() : included.toString()).substring(1);
        List<Step> steps = Step.parse(URLDecoder.decode(request.getHeader("X-Steps"), StandardCharsets.UTF_8));
        switch (mode) {
            case "stream", "intact" -> play(steps, request, response, false);
            case "writer" -> play(steps, request, response, true);
            case "async-inside" -> {
                AsyncContext async = request.startAsync();
                play(steps, request, (HttpServletResponse) async.getResponse(), false);
                async.complete();
            }
            case "async-writer-inside" -> {
                AsyncContext async = request.startAsync(request, response);
                play(steps, request, (HttpServletResponse) async.getResponse(), true);
                async.complete();
            }
            case "async-thread" -> {
                AsyncContext async = request.startAsync();
                async.start(() -> {
                    try {
                        play(steps, request, (HttpServletResponse) async.getResponse(), false);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    async.complete();
                });
            }
            case "async-dispatch" -> request.startAsync().dispatch("/writer");
            case "async-again" -> {
                if (request.getDispatcherType() == DispatcherType.ASYNC) {
                    play(steps, request, response, false);
                } else {
                    AsyncContext async = request.startAsync();
                    async.start(async::dispatch);
                }
            }
            case "non-blocking" -> NonBlockingWrites.play(steps, request, response);
            case "forward" -> {
                response.getOutputStream().print("forgotten");
                request.getRequestDispatcher("/stream").forward(request, response);
            }
            case "forward-async" ->
                request.getRequestDispatcher("/async-thread").forward(request, response);
            case "include" -> include(steps, request, response);
            case "body" -> {
                for (Step step : steps) {
                    if (!step.heads()) {
                        step.perform(request, response, false);
                    }
                }
                response.setStatus(500);
                response.setContentType("text/html");
            }
            default -> Special.play(mode, request, response);
        }
    }

    /** What describes the answer is the includer's, the rest comes from the included. */
    private static void include(List<Step> steps, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        for (Step step : steps) {
            if (step.heads()) {
                step.perform(request, response, false);
            }
        }
        request.getRequestDispatcher("/body").include(request, response);
    }

    private static void play(List<Step> steps, HttpServletRequest request, HttpServletResponse response, boolean writer)
            throws IOException {
        for (Step step : steps) {
            step.perform(request, response, writer);
        }
    }
}
