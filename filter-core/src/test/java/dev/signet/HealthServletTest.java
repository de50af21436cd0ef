package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.container.Container;
import dev.signet.container.Webapp;
import dev.signet.issue.JwksServlet;
import dev.signet.issue.TokenServlet;
import dev.signet.testing.LogCapture;
import dev.signet.testing.ParameterRow;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What probes are answered, over the wire, and who is told more. */
class HealthServletTest {

    private static final String UP = "{\"status\":\"UP\"}";
    private static final String DOWN = "{\"status\":\"DOWN\"}";
    private static final String DETAILS =
            ",\"keys\":\"UP\",\"clients\":null,\"dataSource\":null,\"mode\":\"enforce\"," + "\"refusing\":[]}";
    private static final String BEHIND_A_PROXY = "X-Forwarded-For: 192.0.2.7";

    @TempDir
    private Path folder;

    private static TestWebapp webapp(Map<String, String> initParams) {
        return new TestWebapp()
                .with("access.rules", "GET /health permit")
                .serve("/*", (request, response) -> response.getWriter().print("{}"))
                .serveFromStart("/health", new HealthServlet(), initParams);
    }

    static TestWebapp webapp() {
        return webapp(Map.of());
    }

    static String details(String status, String keys, String clients, String source, String mode, String refusing) {
        return "{\"status\":\"" + status + "\",\"keys\":" + keys + ",\"clients\":" + clients + ",\"dataSource\":"
                + source + ",\"mode\":" + mode + ",\"refusing\":[" + refusing + "]}";
    }

    static void assertAnswer(int status, String body, RawAnswer answer) {
        assertEquals(body, answer.text());
        assertEquals(status, answer.status());
        assertEquals("no-store", answer.header("Cache-Control"));
        assertEquals("application/json", answer.header("Content-Type").replaceAll(";.*", ""));
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void getWhenAllIsWellThenUpWithoutAnEnvelopeOnEachContainer(Container container) throws Exception {
        Webapp webapp = new Webapp(
                "/app",
                Map.of("/*", "scenario", "/health", HealthServlet.class.getName()),
                Map.of("jwt.secret", TestWebapp.SECRET, "access.rules", "* /health permit"),
                false,
                call -> {});
        try (Container.Running running = container.start(webapp);
                RawClient client = new RawClient(running.port())) {
            assertAnswer(200, "{\"status\":\"UP\"" + DETAILS, client.get("/app/health"));
            assertAnswer(200, UP, client.get("/app/health", BEHIND_A_PROXY));
            RawAnswer head = client.send("HEAD", "/app/health", null);
            assertEquals(200, head.status());
            assertEquals("", head.text());
            for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS")) {
                RawAnswer other = client.send(method, "/app/health", null);
                assertEquals(405, other.status(), method);
                assertEquals("", other.text());
                assertEquals("GET, HEAD", other.header("Allow"));
            }
        }
    }

    @Test
    void getWhenThereIsNoPermitRuleThenATokenIsNeededAndTheStartSaysSo() throws Exception {
        try (LogCapture logs = LogCapture.open(Level.WARNING);
                TestWebapp app = webapp().without("access.rules").start()) {
            assertEquals(10003, app.get("/health").code());
            assertEquals(
                    List.of("WARNING the endpoint at /health can only be called with a token, because of the rule"
                            + " [* /** authenticated]; put in front of it: GET /health permit"),
                    logs.lines().stream()
                            .filter(line -> line.contains("/health"))
                            .toList());
            assertAnswer(200, UP, app.get("/health", TestWebapp.bearer(""), BEHIND_A_PROXY));
        }
    }

    /** The filter in front answers, and its 503 is right for a probe. */
    @Test
    void getWhenTheFilterInFrontIsNotSetUpThenItRefuses() throws Exception {
        try (TestWebapp app = webapp().with("envelope.timestamp", "sundial").start()) {
            RawAnswer answer = app.get("/health");
            assertEquals(503, answer.status());
            assertEquals(-30, answer.code());
        }
    }

    @Test
    void getWhenAnEndpointIsNotSetUpThenDownAndNamed() throws Exception {
        try (TestWebapp app = webapp().serveFromStart("/token", new TokenServlet())
                .serveFromStart("/jwks", new JwksServlet())
                .start()) {
            RawAnswer answer = app.get("/health");
            assertAnswer(
                    503, details("DOWN", "\"UP\"", "null", "null", "\"enforce\"", "\"servlet\",\"servlet\""), answer);
            assertAnswer(503, DOWN, app.get("/health", BEHIND_A_PROXY));
        }
    }

    @Test
    void getWhenEndpointsAreSetUpThenTheyCount() throws Exception {
        Path clients = Files.writeString(folder.resolve("clients.json"), "{\"clients\":[]}");
        try (TestWebapp app = webapp().context("signet.jwt.secret", TestWebapp.SECRET)
                .context("signet.issuer.clients-file", clients.toString())
                .with("access.mode", "report")
                .serveFromStart("/token", new TokenServlet())
                .serveFromStart("/jwks", new JwksServlet())
                .start()) {
            assertAnswer(200, details("UP", "\"UP\"", "\"UP\"", "null", "\"report\"", ""), app.get("/health"));
        }
    }

    @Test
    void getWhenItsOwnSetUpFailedThenDownAndNoDetails() throws Exception {
        try (LogCapture logs = LogCapture.open();
                TestWebapp app = webapp(Map.of("health.networks", "localhost")).start()) {
            assertAnswer(503, DOWN, app.get("/health"));
            List<String> told = logs.lines().stream()
                    .filter(line -> line.contains("the health endpoint"))
                    .toList();
            assertEquals(1, told.size(), told::toString);
            assertTrue(
                    told.get(0)
                            .startsWith(
                                    "SEVERE the health endpoint could not be set up and reports DOWN to every probe: 1"
                                            + " problem in the Signet configuration:"),
                    told::toString);
        }
    }

    static Stream<ParameterRow> rows() throws IOException {
        return ParameterRow.all().stream()
                .filter(row -> row.isHealths() || row.name().startsWith("proxy."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void initWhenRowOfTheTableThenItsMessage(ParameterRow row) throws Exception {
        boolean fine = row.message().equals("fine");
        try (LogCapture logs = LogCapture.open();
                TestWebapp app = webapp(Map.of(row.name(), row.value())).start()) {
            assertEquals(fine ? 200 : 503, app.get("/health").status());
            assertEquals(!fine, logs.everything().contains(row.message()));
        }
    }

    /** Peer, header and what is trusted, and whether details are told. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            127.0.0.1  | -                                  | -             | true
            ::1        | -                                  | -             | true
            192.0.2.7  | -                                  | -             | false
            127.0.0.1  | X-Forwarded-For: 127.0.0.1         | -             | false
            127.0.0.1  | X-Real-IP: 127.0.0.1               | -             | false
            127.0.0.1  | Forwarded: for=127.0.0.1           | -             | false
            127.0.0.1  | Via: 1.1 proxy                     | -             | false
            127.0.0.1  | X-Forwarded-Proto: https           | -             | false
            10.0.0.1   | X-Forwarded-For: 127.0.0.1         | 10.0.0.0/8    | true
            10.0.0.1   | X-Forwarded-For: 192.0.2.7         | 10.0.0.0/8    | false
            10.0.0.1   | X-Forwarded-For: 127.0.0.1, 192.0.2.7 | 10.0.0.0/8 | false
            127.0.0.1  | X-Forwarded-For: 192.0.2.7         | 127.0.0.0/8   | false
            127.0.0.1  | X-Forwarded-For: unknown           | 127.0.0.0/8   | false
            127.0.0.1  | X-Forwarded-For: 127.0.0.1         | 127.0.0.0/8   | false
            127.0.0.1  | X-Real-IP: 127.0.0.1               | 127.0.0.0/8   | false
            127.0.0.1  | -                                  | 127.0.0.0/8   | true
            192.0.2.7  | X-Forwarded-For: 127.0.0.1         | 10.0.0.0/8    | false
            """)
    void getWhenSomebodyAsksThenDetailsForTheNetworksAlone(String peer, String header, String trusted, boolean told)
            throws Exception {
        Filter proxy = new Filter() {
            @Override
            public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                    throws IOException, ServletException {
                chain.doFilter(
                        new HttpServletRequestWrapper((HttpServletRequest) request) {
                            @Override
                            public String getRemoteAddr() {
                                return peer;
                            }
                        },
                        response);
            }
        };
        TestWebapp webapp = webapp().outside(proxy);
        if (trusted != null) {
            webapp.context("signet.proxy.trusted", trusted);
        }
        try (TestWebapp app = webapp.start()) {
            RawAnswer answer = header == null ? app.get("/health") : app.get("/health", header);
            assertAnswer(200, told ? "{\"status\":\"UP\"" + DETAILS : UP, answer);
        }
    }

    @Test
    void getWhenOtherNetworksAreNamedThenLoopbackIsNoneOfThem() throws Exception {
        try (TestWebapp app = webapp(Map.of("health.networks", "192.0.2.0/24")).start()) {
            assertAnswer(200, UP, app.get("/health"));
        }
    }

    /** Nobody sends calls to where the probe says DOWN, so that the probe itself has to ask for the keys. */
    @Test
    void getWhenKeysCannotBeFetchedThenDown() throws Exception {
        try (TestWebapp app = webapp().without("jwt.secret")
                .with("jwt.algorithms", "ES256")
                .with("jwt.jwks-url", "http://127.0.0.1:1/keys")
                .start()) {
            assertAnswer(503, details("DOWN", "\"DOWN\"", "null", "null", "\"enforce\"", ""), app.get("/health"));
        }
    }

    /** Each webapp has its own, and what has stopped is gone from it. */
    @Test
    void getWhenThereAreTwoWebappsThenEachHasItsOwnPartsAndNothingStays() throws Exception {
        TestWebapp one = webapp().start();
        try (TestWebapp two =
                webapp().serveFromStart("/token", new TokenServlet()).start()) {
            assertEquals(200, one.get("/health").status());
            assertEquals(503, two.get("/health").status());
            assertTrue(one.attribute("dev.signet.parts") instanceof Map<?, ?> parts && parts.size() == 1);
            assertTrue(two.attribute("dev.signet.parts") instanceof Map<?, ?> parts && parts.size() == 2);
        } finally {
            one.close();
        }
        assertNull(one.attribute("dev.signet.parts"));
    }
}
