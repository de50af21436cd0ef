package dev.signet.container;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** What only an asynchronous request can do. */
final class Special {

    /** The thread that comes too late, held until the test lets it go. */
    private static final AtomicReference<CountDownLatch> LATE = new AtomicReference<>(new CountDownLatch(1));

    private Special() {}

    static void play(String mode, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        response.setContentType("application/json");
        switch (mode) {
            case "timeout" -> request.startAsync().setTimeout(100);
            case "timeout-handled" -> {
                AsyncContext async = request.startAsync();
                async.setTimeout(100);
                async.addListener(new Completing());
            }
            case "timeout-streamed" -> {
                AsyncContext async = request.startAsync();
                async.setTimeout(100);
                response.getOutputStream().print("[\"" + "x".repeat(200_000));
                response.flushBuffer();
            }
            case "late" -> late(request);
            case "release" -> {
                LATE.getAndSet(new CountDownLatch(1)).countDown();
                response.getOutputStream().print("\"released\"");
            }
            case "throw-after-start" -> {
                request.startAsync();
                throw new IllegalStateException("thrown on purpose");
            }
            case "own-context" -> request.startAsync().dispatch(request.getServletContext(), "/intact");
            case "original" -> {
                AsyncContext async = request.startAsync();
                boolean same = async.hasOriginalRequestAndResponse()
                        && request.getAsyncContext() == async
                        && request.isAsyncStarted();
                async.getResponse().getOutputStream().print(Boolean.toString(same));
                async.complete();
            }
            case "home", "home-pair" -> {
                if (request.getDispatcherType() == DispatcherType.FORWARD) {
                    AsyncContext async =
                            mode.equals("home") ? request.startAsync() : request.startAsync(request, response);
                    async.start(async::dispatch);
                } else {
                    response.getOutputStream().print("\"" + request.getDispatcherType() + " " + mode + "\"");
                }
            }
            case "caller", "caller-pair" -> {
                if (request.getDispatcherType() == DispatcherType.ASYNC) {
                    response.getOutputStream().print("\"ASYNC " + mode + " " + request.getQueryString() + "\"");
                } else {
                    request.getRequestDispatcher(mode.replace("caller", "/home"))
                            .forward(request, response);
                }
            }
            case "write-behind-forward" -> {
                request.getRequestDispatcher("/stream").forward(request, response);
                response.getOutputStream().print("dropped");
            }
            case "upgrade" -> {
                response.setStatus(101);
                response.setHeader("Upgrade", "echo");
                response.setHeader("Connection", "Upgrade");
                request.upgrade(EchoUpgrade.class);
            }
            case "throw-on-thread" ->
                request.startAsync().start(() -> {
                    throw new IllegalStateException("thrown on purpose");
                });
            case "dispatch-early" -> {
                if (request.getDispatcherType() == DispatcherType.ASYNC) {
                    response.getOutputStream().print("\"" + request.getAttribute("said") + "\"");
                } else {
                    request.setAttribute("said", dispatchedEarly(request.startAsync()));
                }
            }
            case "throw-in-dispatch" -> {
                if (request.getDispatcherType() == DispatcherType.ASYNC) {
                    throw new IllegalStateException("thrown on purpose");
                }
                AsyncContext async = request.startAsync();
                async.start(async::dispatch);
            }
            case "error-on-thread" -> {
                AsyncContext async = request.startAsync();
                async.start(() -> {
                    try {
                        ((HttpServletResponse) async.getResponse()).sendError(404);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    async.complete();
                });
            }
            case "read" -> NonBlockingEcho.play(request);
            case "buffers" -> Buffers.write(response.getOutputStream(), "[\"中文\"]");
            case "paused" -> {
                AsyncContext async = request.startAsync();
                async.setTimeout(0);
                async.start(() -> paused(response, async));
            }
            case "events" -> {
                AsyncContext async = request.startAsync();
                async.setTimeout(0);
                async.start(() -> events(response, async));
            }
            default -> response.sendError(404);
        }
    }

    /** Asks for a dispatch, and for what is then no longer allowed, before the one under way returns. */
    private static String dispatchedEarly(AsyncContext async) throws ServletException {
        FutureTask<String> asking = new FutureTask<>(() -> {
            async.dispatch();
            return refusal(async::dispatch) + ", " + refusal(async::complete);
        });
        new Thread(asking).start();
        try {
            return asking.get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new ServletException(e);
        }
    }

    private static String refusal(Runnable call) {
        try {
            call.run();
            return "taken";
        } catch (IllegalStateException e) {
            return "refused";
        }
    }

    /** A long answer whose second half takes its time. */
    private static void paused(HttpServletResponse response, AsyncContext async) {
        CountDownLatch latch = LATE.get(); // before the flush, for the test lets it go as soon as it has read that
        try {
            String half = "x".repeat(40_000);
            response.getOutputStream().print("[\"" + half + "\",");
            response.flushBuffer(); // while it is held
            response.getOutputStream().print("\"" + half + "\",\n");
            response.flushBuffer();
            latch.await(10, TimeUnit.SECONDS);
            response.getOutputStream().print("1]");
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        async.complete();
    }

    private static void events(HttpServletResponse response, AsyncContext async) {
        response.setContentType("text/event-stream");
        CountDownLatch latch =
                LATE.get(); // before the first event, for the test lets it go as soon as it has read that
        try {
            response.getOutputStream().print("data: 1\n\n");
            response.flushBuffer();
            latch.await(10, TimeUnit.SECONDS);
            response.getOutputStream().print("data: 2\n\n");
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        async.complete();
    }

    /** Writes and completes after the timeout has answered. */
    private static void late(HttpServletRequest request) {
        AsyncContext async = request.startAsync();
        async.setTimeout(100);
        CountDownLatch latch = LATE.get();
        async.start(() -> {
            try {
                latch.await(10, TimeUnit.SECONDS);
                async.getResponse().getOutputStream().print("\"too late\"");
            } catch (IOException | InterruptedException | RuntimeException e) {
                return; // as it should be
            } finally {
                try {
                    async.complete();
                } catch (IllegalStateException e) {
                    // as it should be
                }
            }
        });
    }

    /** An application that answers its timeouts itself. */
    private static final class Completing implements AsyncListener {

        @Override
        public void onTimeout(AsyncEvent event) throws IOException {
            event.getAsyncContext().getResponse().getOutputStream().print("\"handled\"");
            event.getAsyncContext().complete();
        }

        @Override
        public void onComplete(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}
