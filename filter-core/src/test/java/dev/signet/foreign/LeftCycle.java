package dev.signet.foreign;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A filter in front of Signet that makes two threads meet when a caller has left: the one that is about to complete the
 * cycle waits there until the container's callback of the error has returned. Tells who asks with {@code X-Asked} whether
 * the callback has completed the cycle itself.
 */
public final class LeftCycle extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final CompletableFuture<Boolean> COMPLETED = new CompletableFuture<>();

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getHeader("X-Asked") != null) {
            response.getOutputStream().print(told());
            return;
        }
        chain.doFilter(
                new HttpServletRequestWrapper(request) {
                    @Override
                    public AsyncContext startAsync(ServletRequest own, ServletResponse answer) {
                        return new Meeting().around(super.startAsync(own, answer));
                    }
                },
                response);
    }

    private static String told() {
        try {
            return COMPLETED.get(8, TimeUnit.SECONDS) ? "completed" : "left to the container";
        } catch (TimeoutException e) {
            return "no error was told";
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The two threads. */
    private static final class Meeting {

        private final CountDownLatch completing = new CountDownLatch(1);
        private final CountDownLatch called = new CountDownLatch(1);
        private volatile Thread callback;
        private volatile boolean completed;

        AsyncContext around(AsyncContext real) {
            return (AsyncContext) Proxy.newProxyInstance(
                    LeftCycle.class.getClassLoader(), new Class<?>[] {AsyncContext.class}, (proxy, method, given) -> {
                        if (method.getName().equals("complete")) {
                            if (Thread.currentThread().equals(callback)) {
                                completed = true;
                            } else {
                                completing.countDown();
                                await(called);
                            }
                        } else if (method.getName().equals("addListener") && given.length == 1) {
                            real.addListener(listener((AsyncListener) given[0]));
                            return null;
                        }
                        try {
                            return method.invoke(real, given);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        private AsyncListener listener(AsyncListener real) {
            return new AfterDispatch.Silent() {
                @Override
                public void onComplete(AsyncEvent event) {
                    try {
                        real.onComplete(event);
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                }

                @Override
                public void onError(AsyncEvent event) throws IOException {
                    await(completing);
                    callback = Thread.currentThread();
                    real.onError(event);
                    COMPLETED.complete(completed);
                    called.countDown();
                }
            };
        }

        private static void await(CountDownLatch latch) {
            try {
                if (!latch.await(8, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("the other thread never came");
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
