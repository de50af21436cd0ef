package dev.signet;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.FakeWebapp;
import dev.signet.testing.LogCapture;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A filter that cannot be set up never throws from init, and lets nothing through. */
class BrokenFilterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.acme.Gone",
                "dev.signet.Checks$Throwing",
                "dev.signet.Checks$Overflowing",
                "dev.signet.Checks$Uninitialised"
            })
    void initWhenClassCannotBeMadeThenEveryRequestIsRefused(String name) throws Exception {
        try (LogCapture logs = LogCapture.open();
                TestWebapp app = new TestWebapp()
                        .with("check.class", name)
                        .with("envelope.timestamp", "sundial")
                        .serve("/*", (request, response) -> response.getWriter().print("secret data"))
                        .start()) {
            refusesEverything(app);
            assertEquals(1, logs.lines().size(), logs.lines()::toString);
            String line = logs.lines().get(0);
            assertTrue(
                    line.startsWith("SEVERE Signet refuses every request: 2 problems in the Signet configuration"),
                    line);
            assertTrue(line.contains("check.class: ") && line.contains(name), line);
            assertTrue(line.contains("envelope.timestamp: \"sundial\""), line);
            assertEquals(
                    !name.endsWith("Gone"),
                    logs.everything().contains("at dev.signet.Checks$"),
                    "the operator sees where a class of the application's own failed");
        }
    }

    /** The operator may read neither; whoever calls should. */
    @ParameterizedTest
    @CsvSource({"en, server error", "accept-language, server error", "zh, 服务器异常", "klingon, 服务器异常"})
    void initWhenBrokenThenTheLanguageIsStillTheConfiguredOne(String language, String message) throws Exception {
        try (LogCapture logs = LogCapture.open();
                TestWebapp app = new TestWebapp()
                        .with("envelope.language", language)
                        .with("envelope.timestamp", "sundial")
                        .serve("/*", (request, response) -> {})
                        .start()) {
            String text = app.get("/x", "Accept-Language: en").text().toLowerCase(Locale.ROOT);
            assertTrue(text.contains("\"message\":\"" + message + "\""), text);
            assertEquals(1, logs.lines().size(), logs.lines()::toString);
        }
    }

    private static void refusesEverything(TestWebapp app) throws IOException {
        for (RawAnswer answer : List.of(
                app.get("/x"),
                app.get("/x", TestWebapp.bearer("")),
                app.send("POST", "/x", "a=b", "Content-Type: application/x-www-form-urlencoded"),
                app.send("OPTIONS", "/x", null, "Origin: http://a", "Access-Control-Request-Method: GET"),
                app.send("DELETE", "/x", null))) {
            assertEquals(503, answer.status());
            assertEquals(-30, answer.code(), answer.text());
            assertEquals("no-store", answer.header("Cache-Control"));
            assertFalse(answer.text().contains("secret data"));
        }
        RawAnswer head = app.send("HEAD", "/x", null);
        assertEquals(503, head.status());
        assertEquals("", head.text());
        RawAnswer trace = app.send("TRACE", "/x", null);
        assertTrue(trace.status() >= 400, trace::text);
    }

    static Stream<Throwable> failures() {
        return Stream.of(
                new IllegalStateException("the context is gone"),
                new IllegalArgumentException("the context is gone"),
                new NoClassDefFoundError("com/acme/Gone"),
                new StackOverflowError(),
                new AssertionError("the context is gone"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void initWhenContainerThrowsThenEveryRequestIsRefused(Throwable failure) throws Exception {
        SignetFilter broken = new SignetFilter();
        FilterConfig config = FakeWebapp.proxy(FilterConfig.class, (proxy, method, args) -> {
            if (method.getName().equals("getServletContext")) {
                return FakeWebapp.proxy(ServletContext.class, (context, asked, given) -> {
                    throw failure;
                });
            }
            throw failure;
        });
        try (LogCapture logs = LogCapture.open()) {
            assertDoesNotThrow(() -> broken.init(config));
            assertEquals(1, logs.lines().size());
            assertTrue(logs.lines().get(0).startsWith("SEVERE Signet refuses every request: "), logs.lines()::toString);
        }
        try (TestWebapp app = new TestWebapp()
                .serve("/*", (request, response) -> response.getWriter().print("secret data"))
                .outside((request, response, chain) -> broken.doFilter(request, response, chain))
                .startBare()) {
            refusesEverything(app);
        }
    }

    @Test
    void initWhenOnlyTheLookAtWebXmlFailsThenTheFilterWorks() throws Exception {
        SignetFilter filter = new SignetFilter(
                SignetConfig.builder().set("jwt.secret", TestWebapp.SECRET).build());
        ServletContext context = FakeWebapp.proxy(ServletContext.class, (proxy, method, args) -> {
            if (method.getName().equals("getAttribute")) {
                return null; // nothing is handed over
            }
            throw new IllegalStateException("no such thing");
        });
        assertDoesNotThrow(() -> filter.init(FakeWebapp.proxy(FilterConfig.class, (proxy, method, args) -> {
            if (method.getName().equals("getServletContext")) {
                return context;
            }
            throw new IllegalStateException("no such thing");
        })));
        try (TestWebapp app = new TestWebapp()
                .serve("/*", (request, response) -> response.getWriter().print("x"))
                .outside((request, response, chain) -> filter.doFilter(request, response, chain))
                .startBare()) {
            assertEquals(10003, app.get("/x").code());
            assertEquals(200, app.get("/x", TestWebapp.bearer("")).status());
        }
    }

    /** The filter is mapped to one dispatcher only, past which the request comes in. */
    @ParameterizedTest
    @ValueSource(strings = {"/error", "/async", "/forward"})
    void dispatchWhenBrokenFilterComesLaterThenItStillRefuses(String path) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        server.setHandler(context);
        FilterHolder broken = new FilterHolder(new SignetFilter());
        broken.setAsyncSupported(true);
        context.addFilter(broken, "/*", EnumSet.of(DispatcherType.ERROR, DispatcherType.ASYNC, DispatcherType.FORWARD));
        ErrorPageErrorHandler pages = new ErrorPageErrorHandler();
        pages.addErrorPage(404, "/page");
        context.setErrorHandler(pages);
        ServletHolder servlet = new ServletHolder(new HttpServlet() {
            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response)
                    throws IOException, ServletException {
                switch (request.getServletPath()) {
                    case "/error" -> response.sendError(404);
                    case "/async" -> request.startAsync().dispatch("/page");
                    case "/forward" -> request.getRequestDispatcher("/page").forward(request, response);
                    default -> response.getWriter().print("secret data");
                }
            }
        });
        servlet.setAsyncSupported(true);
        for (String url : List.of("/error", "/async", "/forward", "/page")) {
            context.addServlet(servlet, url);
        }
        server.start();
        try (RawClient client = new RawClient(connector.getLocalPort())) {
            assertEquals("secret data", client.get("/page").text(), "not behind the filter");
            RawAnswer answer = client.get(path);
            assertEquals(503, answer.status());
            assertEquals(-30, answer.code(), answer.text());
        } finally {
            server.stop();
        }
    }

    @Test
    void initWhenWarnedThenOneLineEach() throws Exception {
        try (LogCapture logs = LogCapture.open();
                TestWebapp app =
                        new TestWebapp().with("jwt.require-exp", "false").start()) {
            assertEquals(10003, app.get("/x").code());
            List<String> warnings = logs.lines().stream()
                    .filter(line -> line.startsWith("WARNING"))
                    .toList();
            for (String part : List.of("jwt.secret ", "jwt.issuer ", "jwt.audience ", "jwt.require-exp ")) {
                assertEquals(
                        1,
                        warnings.stream()
                                .filter(line -> line.startsWith("WARNING " + part))
                                .count(),
                        warnings::toString);
            }
            assertFalse(logs.everything().contains(TestWebapp.SECRET));
        }
    }
}
