package dev.signet.foreign;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** What a stream of HTTP/2 can have beside a head and a body, and two answers at a time, in the way that {@code ?how=} says. */
public final class Streamed extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final AtomicReference<CountDownLatch> RELEASED = new AtomicReference<>(new CountDownLatch(1));

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType(request.getParameter("type"));
        String body = body(Integer.parseInt(request.getParameter("size")));
        switch (request.getParameter("how")) {
            case "trailers" -> {
                response.setTrailerFields(() -> Map.of("x-checksum", "c0ffee"));
                response.getOutputStream().print(body);
            }
            case "interim" -> {
                response.setHeader("Link", "</style.css>; rel=preload");
                response.sendError(103);
                response.getOutputStream().print(body);
            }
            case "declared" -> {
                response.setContentLength(body.length());
                response.getOutputStream().print(body);
            }
            case "broken" -> broken(response, body);
            case "broken-async" -> {
                AsyncContext async = request.startAsync();
                async.start(() -> {
                    try {
                        broken(response, body);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
            case "broken-dispatch" -> {
                if (request.getDispatcherType() == DispatcherType.ASYNC) {
                    broken(response, body);
                }
                request.startAsync().dispatch();
            }
            case "broken-beside" -> {
                response.setContentLength(body.length());
                AsyncContext async = request.startAsync();
                Thread beside = new Thread(() -> {
                    try {
                        response.getOutputStream().print(body.substring(0, body.length() - 1));
                        response.flushBuffer();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    async.complete();
                });
                beside.start();
                try {
                    beside.join(); // the response is broken before this thread comes back
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            case "paused" -> {
                CountDownLatch released = RELEASED.get();
                AsyncContext async = request.startAsync();
                async.setTimeout(0);
                async.start(() -> {
                    try {
                        response.getOutputStream().print(body);
                        response.flushBuffer();
                        released.await(9, TimeUnit.SECONDS);
                        response.getOutputStream().print(" ");
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    async.complete();
                });
            }
            case "release" -> {
                RELEASED.getAndSet(new CountDownLatch(1)).countDown();
                response.getOutputStream().print(body);
            }
            default -> throw new IllegalArgumentException(request.getParameter("how"));
        }
    }

    /** Sends all but the end, and fails. */
    private static void broken(HttpServletResponse response, String body) throws IOException {
        response.getOutputStream().print(body.substring(0, body.length() - 1));
        response.flushBuffer();
        throw new IllegalStateException("thrown on purpose");
    }

    /** A JSON array of this many bytes. */
    static String body(int size) {
        return "[\"" + "x".repeat(size - 4) + "\"]";
    }
}
