package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.access.PathPattern;
import dev.signet.container.Container;
import dev.signet.container.Scenarios;
import dev.signet.container.Webapp;
import dev.signet.testing.LogCapture;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What can be read and does nothing in this webapp is said at start; a rule of that kind would look like protection. */
class WebappAdviceTest {

    private static final String FIVE = "<dispatcher>REQUEST</dispatcher><dispatcher>FORWARD</dispatcher>"
            + "<dispatcher>INCLUDE</dispatcher><dispatcher>ERROR</dispatcher><dispatcher>ASYNC</dispatcher>";

    @TempDir
    private Path folder;

    /** An exception of an application. */
    static class NoStockException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final String LINES = "(access\\.rules|envelope\\.|errors\\.)";

    private static List<String> told(LogCapture logs, String begin) {
        return logs.lines(Level.WARNING).stream()
                .filter(line -> line.matches(begin + ".*"))
                .sorted()
                .toList();
    }

    private static String param(String name, String value) {
        return "<init-param><param-name>" + name + "</param-name><param-value>" + value + "</param-value></init-param>";
    }

    private static String filter(String name, String rules, String mapping) {
        return "<filter><filter-name>" + name + "</filter-name><filter-class>dev.signet.SignetFilter</filter-class>"
                + "<async-supported>true</async-supported>" + param("jwt.secret", TestWebapp.SECRET)
                + param("access.rules", rules) + "</filter><filter-mapping><filter-name>" + name + "</filter-name>"
                + mapping + "</filter-mapping>";
    }

    /** What a webapp at /shop with these lines of web.xml says at its start, and what an anonymous call of a path gets. */
    private List<String> warned(String lines, String path, int code) throws Exception {
        return warned(LINES, lines, path, code);
    }

    private List<String> warned(String begin, String lines, String path, int code) throws Exception {
        Files.createDirectories(folder.resolve("WEB-INF"));
        Files.writeString(
                folder.resolve("WEB-INF/web.xml"),
                "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">" + lines + "</web-app>");
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        server.addConnector(connector);
        WebAppContext webapp = new WebAppContext(folder.toString(), "/shop");
        webapp.setParentLoaderPriority(true);
        server.setHandler(webapp);
        try (LogCapture logs = LogCapture.open(Level.WARNING)) {
            server.start();
            try (RawClient client = new RawClient(connector.getLocalPort())) {
                assertEquals(code, client.get("/shop" + path).code());
            }
            return told(logs, begin);
        } finally {
            server.stop();
        }
    }

    @Test
    void startWhenARuleLiesOutsideTheMappingThenItProtectsNothingAndThatIsSaid() throws Exception {
        String rules = "* /admin/** role admin\n* /api/token permit\nGET /health permit\n* /** authenticated";
        assertEquals(
                List.of(
                        "access.rules: rule 1 [* /admin/** role admin] does nothing for calls from outside: the filter is"
                                + " mapped to /api/*",
                        "access.rules: rule 3 [GET,HEAD /health permit] does nothing for calls from outside: the filter is"
                                + " mapped to /api/*"),
                warned(filter("signet", rules, "<url-pattern>/api/*</url-pattern>" + FIVE), "/api/x", 10003));
    }

    @Test
    void startWhenAnotherFilterOfOursLiesThereThenNoWarning() throws Exception {
        assertEquals(
                List.of(),
                warned(
                        filter("one", "* /admin/** role admin", "<url-pattern>/api/*</url-pattern>" + FIVE)
                                + filter(
                                        "two", "* /api/** authenticated", "<url-pattern>/admin/*</url-pattern>" + FIVE),
                        "/admin/x",
                        10003));
    }

    @Test
    void startWhenAllServletsAreNamedForRequestsThenNoWarning() throws Exception {
        String mapping = "<url-pattern>/api/*</url-pattern><servlet-name>*</servlet-name>" + FIVE;
        assertEquals(List.of(), warned(filter("signet", "* /admin/** role admin", mapping), "/admin/x", 10003));
    }

    @Test
    void startWhenAllServletsAreNamedForForwardsAloneThenWarnedAllTheSame() throws Exception {
        String named = "<filter-mapping><filter-name>signet</filter-name><servlet-name>*</servlet-name>"
                + "<dispatcher>FORWARD</dispatcher><dispatcher>INCLUDE</dispatcher></filter-mapping>";
        String lines = filter("signet", "* /admin/** role admin", "<url-pattern>/api/*</url-pattern>" + FIVE) + named;
        assertEquals(1, warned(lines, "/api/x", 10003).size());
    }

    @ParameterizedTest
    @CsvSource({
        "/a/*, /a/**, true",
        "/a/*, /a/b, true",
        "/a/*, /a, true",
        "/a/*, /ab, false",
        "/a/*, /*, true",
        "/a/b/*, /*, false",
        "/a/b/*, /a/*, true",
        "/a/b/*, /a/**, true",
        "/a/b/*, /**, true",
        "/a/b/*, /a/c/**, false",
        "/*, /a, true",
        "/a, /a, true",
        "/a, /*, true",
        "/a, /a/b, false",
        "/a, /b/**, false",
        "*.do, /a.do, true",
        "*.do, /a.jsp, false",
        "*.do, /a/**, true",
        "/, /a, true",
        "'', /a, true"
    })
    void meetsWhenAMappingThenWhetherACallMayComeThere(String mapping, String pattern, boolean expected) {
        assertEquals(expected, PathPattern.parse(pattern).meets(mapping));
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void startWhenAPathBeginsWithTheContextPathThenWarned(Container container) throws Exception {
        Map<String, String> parameters = Map.of(
                "jwt.secret", TestWebapp.SECRET,
                "access.rules", "* /app/token permit\nGET /stream permit\n* /apples/** permit",
                "envelope.exclude", "/app/stream");
        try (LogCapture logs = LogCapture.open(Level.WARNING);
                Container.Running running = container.start(Webapp.ofScenarios(parameters));
                RawClient client = new RawClient(running.port())) {
            assertEquals(10003, client.get("/app/token").code());
            assertEquals(
                    1,
                    client.get("/app/stream", Scenarios.steps("type application/json ; write [1]"))
                            .code());
            String relative =
                    " begins with the context path; patterns are relative to it, so that this one is for /app";
            assertEquals(
                    List.of(
                            "access.rules: rule 1 [* /app/token permit]" + relative + "/app/token",
                            "envelope.exclude: /app/stream" + relative + "/app/stream"),
                    told(logs, LINES));
        }
    }

    @Test
    void startWhenAnExceptionsClassIsNotThereThenWarned() throws Exception {
        String there = NoStockException.class.getName();
        try (LogCapture logs = LogCapture.open(Level.WARNING);
                TestWebapp app = new TestWebapp()
                        .open()
                        .with("errors.exceptions", there.replace('$', '.') + " = 20010\njava.io.IOException = 20011")
                        .serve("/stock", (request, response) -> {
                            throw new NoStockException();
                        })
                        .start()) {
            assertEquals(-30, app.get("/stock").code());
            assertEquals(
                    List.of("errors.exceptions: this webapp cannot load a class " + there.replace('$', '.')
                            + ", so the line does nothing; a nested class is written with $, like"
                            + " com.acme.Stock$NoneLeft"),
                    told(logs, LINES));
        }
    }

    private static final String TOKEN = "<servlet><servlet-name>token</servlet-name>"
            + "<servlet-class>dev.signet.issue.TokenServlet</servlet-class>" + param("jwt.secret", TestWebapp.SECRET)
            + "</servlet><servlet-mapping><servlet-name>token</servlet-name><url-pattern>/token</url-pattern>"
            + "</servlet-mapping><servlet><servlet-name>keys</servlet-name>"
            + "<servlet-class>dev.signet.issue.JwksServlet</servlet-class>" + param("jwt.secret", TestWebapp.SECRET)
            + "</servlet><servlet-mapping><servlet-name>keys</servlet-name><url-pattern>/api/keys/*</url-pattern>"
            + "</servlet-mapping>";

    private List<String> endpoints(String lines, String path, int code) throws Exception {
        return warned("the endpoint", lines + TOKEN, path, code);
    }

    @Test
    void startWhenNoRulePermitsAnEndpointThenNobodyCanCallItAndThatIsSaid() throws Exception {
        String everywhere = "<url-pattern>/*</url-pattern>" + FIVE;
        String alone = " can only be called with a token, because of the rule [";
        assertEquals(
                List.of(
                        "the endpoint at /api/keys/**" + alone
                                + "* /api/** role a]; put in front of it: GET /api/keys/**" + " permit",
                        "the endpoint at /token" + alone
                                + "* /** authenticated]; put in front of it: POST /token permit"),
                endpoints(filter("signet", "* /api/** role a", everywhere), "/token", 10003));
        String rules = "POST /token permit\nGET /api/keys/** permit\n* /api/** role a";
        assertEquals(List.of(), endpoints(filter("signet", rules, everywhere), "/token", 10003));
    }

    @Test
    void startWhenAnEndpointLiesOutsideTheMappingThenItHasNoEnvelopeAndThatIsSaid() throws Exception {
        String api = filter("signet", "GET /api/keys/** permit", "<url-pattern>/api/*</url-pattern>" + FIVE);
        assertEquals(
                List.of("the endpoint at /token has no envelope, because the filter is mapped to /api/*"),
                endpoints(api, "/api/keys", 404));
        String other = filter("other", "POST /token permit", "<url-pattern>/token</url-pattern>" + FIVE);
        assertEquals(List.of(), endpoints(api + other, "/api/keys", 404), "each has the rules of its own paths");
    }
}
