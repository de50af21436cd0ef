package dev.signet.envelope;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.testing.LogCapture;
import dev.signet.testing.TestWebapp;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The request's dispatchers, as the application and as the container see them. */
class DispatcherTest {

    /** A container's own dispatcher. */
    private record Dispatcher(RequestDispatcher target) implements RequestDispatcher {
        @Override
        public void forward(ServletRequest request, ServletResponse response) throws ServletException, IOException {
            target.forward(request, response);
        }

        @Override
        public void include(ServletRequest request, ServletResponse response) throws ServletException, IOException {
            target.include(request, response);
        }
    }

    /** As GlassFish and Payara do: the context asks the request for a dispatcher, and casts it to the class it made. */
    private static final class GlassFishRequest extends HttpServletRequestWrapper {

        GlassFishRequest(HttpServletRequest request) {
            super(request);
        }

        @Override
        public RequestDispatcher getRequestDispatcher(String path) {
            return new Dispatcher(super.getRequestDispatcher(path));
        }

        @Override
        public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
            AsyncContext context = super.startAsync(request, response);
            return (AsyncContext) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {AsyncContext.class}, (proxy, method, arguments) -> {
                        String path = arguments == null ? "/again" : String.valueOf(arguments[0]);
                        if (method.getName().equals("dispatch")
                                && !(request.getRequestDispatcher(path) instanceof Dispatcher)) {
                            throw new ClassCastException("not the container's own dispatcher");
                        }
                        try {
                            return method.invoke(context, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/again", "/there"})
    void dispatchWhenTheContainerAsksTheRequestThenItGetsItsOwnDispatcher(String path) throws Exception {
        try (TestWebapp app = new TestWebapp()
                .open()
                .outside((request, response, chain) ->
                        chain.doFilter(new GlassFishRequest((HttpServletRequest) request), response))
                .serve("/there", (request, response) -> response.getWriter().print("[1]"))
                .serve("/again", (request, response) -> {
                    if (request.getDispatcherType() == DispatcherType.ASYNC) {
                        response.getWriter().print("[1]");
                    } else if (path.equals("/again")) {
                        request.startAsync().dispatch();
                    } else {
                        request.startAsync().dispatch(path);
                    }
                })
                .start()) {
            assertEquals("[1]", app.get("/again").data());
        }
    }

    @Test
    void forwardWhenItsTargetGoesOnAsynchronouslyThenNobodyIsToldOfAFault() throws Exception {
        CountDownLatch back = new CountDownLatch(1); // the forward comes back while its answer is still under way
        try (LogCapture logs = LogCapture.open();
                TestWebapp app = new TestWebapp()
                        .with("access.rules", "* /from permit\n* /to permit")
                        .serve("/from", (request, response) -> {
                            request.getRequestDispatcher("/to").forward(request, response);
                            back.countDown();
                        })
                        .serve("/to", (request, response) -> {
                            AsyncContext async = request.startAsync();
                            response.getWriter().print("[1]");
                            new Thread(() -> completeAfter(back, async)).start();
                        })
                        .start()) {
            assertEquals("[1]", app.get("/from").data());
            assertEquals(
                    List.of(),
                    logs.lines().stream()
                            .filter(line -> line.startsWith("SEVERE"))
                            .toList());
        }
    }

    private static void completeAfter(CountDownLatch latch, AsyncContext async) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        async.complete();
    }
}
