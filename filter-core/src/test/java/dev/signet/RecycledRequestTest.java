package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.event.CallListener;
import dev.signet.event.CallRecord;
import dev.signet.event.CallRecord.Outcome;
import dev.signet.testing.HeardCalls;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.StreamWrapper;
import dev.signet.testing.TestWebapp;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.Test;

/**
 * A container that serves the next call of a connection with the objects of the one before, as Tomcat does where it is told
 * to keep its facades: each record is of its own call.
 */
class RecycledRequestTest {

    private static final int CALLERS = 24;
    private static final int CALLS = 40;

    private static final String ID = "X-Request-Id";

    private final HeardCalls heard = new HeardCalls();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private Tomcat tomcat;

    private int start(CallListener listener, HttpServlet servlet, Filter... outside) throws Exception {
        TomcatURLStreamHandlerFactory.disable();
        tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
        tomcat.setPort(0);
        tomcat.getConnector().setDiscardFacades(false);
        Context context = tomcat.addContext("/app", null);
        Tomcat.addServlet(context, "servlet", servlet).setAsyncSupported(true);
        context.addServletMapping("/*", "servlet");
        for (Filter filter : outside) {
            map(context, "outside", filter);
        }
        map(
                context,
                "signet",
                new SignetFilter(SignetConfig.builder()
                        .set("jwt.secret", TestWebapp.SECRET)
                        .set("access.rules", "* /open/** permit")
                        .set("envelope.request-id", "all")
                        .callListener(listener)
                        .build()));
        tomcat.start();
        return tomcat.getConnector().getLocalPort();
    }

    private static void map(Context context, String name, Filter filter) {
        FilterDef def = new FilterDef();
        def.setFilterName(name);
        def.setFilter(filter);
        def.setAsyncSupported("true");
        context.addFilterDef(def);
        FilterMap map = new FilterMap();
        map.setFilterName(name);
        map.addURLPattern("/*");
        for (DispatcherType type : DispatcherType.values()) {
            map.setDispatcher(type.name());
        }
        context.addFilterMap(map);
    }

    private void stop() throws Exception {
        threads.shutdownNow();
        tomcat.stop();
        tomcat.destroy();
    }

    /** What is not to last for ever where the test fails. */
    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("waited for nothing");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void json(ServletResponse response, String text) {
        try {
            response.setContentType("application/json");
            response.getWriter().print(text);
            response.getWriter().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One thread of the application closes the answer, and another one completes the cycle before the first one has come back;
     * whoever then asks the request asks the next call's.
     */
    @Test
    void recordWhenTheRequestServesTheNextCallThenOfItsOwn() throws Exception {
        CountDownLatch closed = new CountDownLatch(1); // and about to be told, or told
        CountDownLatch next = new CountDownLatch(1); // is with the application
        CountDownLatch told = new CountDownLatch(1);
        CallListener listener = call -> {
            heard.ended(call);
            told.countDown();
        };
        Filter asking = (request, response, chain) -> {
            if (((HttpServletRequest) request).getRequestURI().endsWith("first")) {
                Closing sent = new Closing((HttpServletResponse) response);
                chain.doFilter(new Late((HttpServletRequest) request, sent, closed, next), sent);
            } else {
                chain.doFilter(request, response);
            }
        };
        HttpServlet servlet = new HttpServlet() {
            @Override
            protected void doGet(HttpServletRequest request, HttpServletResponse response) {
                if (request.getRequestURI().endsWith("first")) {
                    request.setAttribute("dev.signet.client", "one");
                    AsyncContext async = request.startAsync();
                    threads.execute(() -> {
                        json(response, "[1]");
                        closed.countDown();
                    });
                    threads.execute(() -> {
                        await(closed);
                        async.complete();
                    });
                } else {
                    request.setAttribute("dev.signet.client", "two");
                    next.countDown();
                    await(told);
                    json(response, "[2]");
                }
            }
        };
        int port = start(listener, servlet, asking);
        try (RawClient client = new RawClient(port)) {
            String first = client.get("/app/open/first").header(ID);
            String second = client.get("/app/open/second").header(ID);
            assertEquals("/open/first one " + first, told());
            assertEquals("/open/second two " + second, told());
        } finally {
            stop();
        }
    }

    private String told() throws InterruptedException {
        CallRecord call = heard.next();
        return call.path() + " " + call.client() + " " + call.requestId();
    }

    /** Whoever asks it when its answer has been sent has to wait until it serves another call. */
    private static final class Late extends HttpServletRequestWrapper {

        private final Closing response;
        private final CountDownLatch asked;
        private final CountDownLatch next;

        Late(HttpServletRequest request, Closing response, CountDownLatch asked, CountDownLatch next) {
            super(request);
            this.response = response;
            this.asked = asked;
            this.next = next;
        }

        @Override
        public Object getAttribute(String name) {
            if (name.equals("dev.signet.granted") && response.closed) {
                asked.countDown();
                await(next);
            }
            return super.getAttribute(name);
        }
    }

    /** Knows when it has been sent. */
    private static final class Closing extends HttpServletResponseWrapper {

        private volatile boolean closed;

        Closing(HttpServletResponse response) {
            super(response);
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            return new StreamWrapper(super.getOutputStream()) {
                @Override
                public void close() throws IOException {
                    super.close();
                    closed = true;
                }
            };
        }
    }

    /** Ends in four ways, two of them with two threads. */
    private final class Ends extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            if (request.getDispatcherType() == DispatcherType.ASYNC) {
                json(response, "[4]");
                return;
            }
            switch (Integer.parseInt(request.getPathInfo().replaceAll(".*/", "")) % 4) {
                case 0 -> json(response, "[0]");
                case 1 -> response.sendError(409);
                case 2 -> {
                    AsyncContext async = request.startAsync();
                    CountDownLatch begun = new CountDownLatch(1);
                    threads.execute(() -> {
                        begun.countDown();
                        json(response, "[2]");
                    });
                    threads.execute(() -> {
                        await(begun);
                        async.complete();
                    });
                }
                default -> {
                    AsyncContext async = request.startAsync();
                    threads.execute(async::dispatch);
                }
            }
        }
    }

    @Test
    void recordsWhenConnectionsAreKeptAndEndsRaceThenEachOfItsOwnCall() throws Exception {
        int port = start(heard, new Ends());
        Map<String, String> expected = new HashMap<>();
        try {
            List<Callable<Map<String, String>>> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                int number = i;
                callers.add(() -> called(port, number));
            }
            for (Future<Map<String, String>> called : threads.invokeAll(callers)) {
                expected.putAll(called.get());
            }
            assertEquals(CALLERS * CALLS, expected.size());
            for (int i = 0; i < CALLERS * CALLS; i++) {
                CallRecord call = heard.next();
                assertEquals(
                        expected.remove(call.path()),
                        call.client() + " " + call.requestId() + " " + call.code(),
                        call.path());
                assertTrue(call.outcome() == Outcome.WRAPPED || call.outcome() == Outcome.REPLACED, call.toString());
            }
        } finally {
            stop();
        }
        assertEquals(List.of(), heard.rest());
    }

    /** What is to be told of one caller's calls, by their paths. */
    private static Map<String, String> called(int port, int number) throws IOException {
        String[] names = {"ann", "bob"};
        Map<String, String> expected = new HashMap<>();
        try (RawClient client = new RawClient(port)) {
            for (int i = 0; i < CALLS; i++) {
                String path = "/" + number + "/" + i;
                String name = names[(number + i) % 2];
                RawAnswer answer = client.get("/app" + path, TestWebapp.bearer(",\"sub\":\"" + name + "\""));
                expected.put(path, name + " " + answer.header(ID) + " " + answer.code());
            }
        }
        return expected;
    }
}
