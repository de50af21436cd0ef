package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.descriptor.Descriptor;
import dev.signet.descriptor.Forgotten;
import dev.signet.descriptor.RunningWebapp;
import dev.signet.testing.FakeWebapp;
import dev.signet.testing.LogCapture;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What web.xml forgot is said at start. */
class WebXmlTest {

    private static final String DECLARED =
            "<filter><filter-name> signet </filter-name><filter-class>dev.signet.SignetFilter</filter-class>"
                    + "<!-- last --><async-supported>true</async-supported><init-param>"
                    + "<param-name>jwt.secret</param-name><param-value>" + TestWebapp.SECRET
                    + "</param-value></init-param></filter>";
    private static final String MAPPED =
            "<filter-mapping><filter-name>signet</filter-name><url-pattern>/*</url-pattern>"
                    + "<dispatcher>REQUEST</dispatcher><dispatcher>FORWARD</dispatcher><dispatcher>INCLUDE</dispatcher>"
                    + "<dispatcher>ERROR</dispatcher><dispatcher>ASYNC</dispatcher></filter-mapping>";
    private static final String OTHERS =
            "<filter><filter-name>other</filter-name><filter-class>x.Y</filter-class></filter>"
                    + "<filter-mapping><filter-name>other</filter-name><url-pattern>/*</url-pattern></filter-mapping>";

    private static String webXml(String content) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\""
                + " version=\"6.0\">" + content + "</web-app>";
    }

    private static List<String> warnings(String text) {
        return warnings(new FakeWebapp().file("/WEB-INF/web.xml", text));
    }

    private static List<String> warnings(FakeWebapp webapp) {
        Descriptor descriptor = RunningWebapp.descriptor(webapp.filter().getServletContext(), e -> {});
        return descriptor == null ? List.of() : Forgotten.warnings(descriptor, "signet", "");
    }

    @Test
    void warningsWhenNothingIsForgottenThenNone() {
        assertEquals(List.of(), warnings(webXml(OTHERS + DECLARED + MAPPED)));
        String split = MAPPED.replace("<dispatcher>ERROR</dispatcher>", "")
                + MAPPED.replaceAll("<dispatcher>(?!ERROR)[A-Z]+</dispatcher>", "");
        assertEquals(List.of(), warnings(webXml(DECLARED + split)), "several mappings together");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<async-supported>true</async-supported>", "<async-supported>false</async-supported>"})
    void warningsWhenAsyncIsForgottenThenSaysSo(String instead) {
        String forgotten =
                DECLARED.replace("<async-supported>true</async-supported>", instead.contains("false") ? instead : "");
        assertEquals(
                List.of("web.xml: filter \"signet\" has no <async-supported>true</async-supported>; every startAsync()"
                        + " behind it fails"),
                warnings(webXml(forgotten + MAPPED)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"REQUEST", "FORWARD", "INCLUDE", "ERROR", "ASYNC"})
    void warningsWhenADispatcherIsForgottenThenNamesIt(String dispatcher) {
        List<String> warnings =
                warnings(webXml(DECLARED + MAPPED.replace("<dispatcher>" + dispatcher + "</dispatcher>", "")));
        assertEquals(1, warnings.size());
        assertTrue(
                warnings.get(0)
                        .startsWith("web.xml: the mapping of filter \"signet\" has no <dispatcher>" + dispatcher
                                + "</dispatcher>; "),
                warnings::toString);
    }

    @Test
    void warningsWhenNoDispatcherIsGivenThenOnlyRequestsAreMapped() {
        List<String> warnings =
                warnings(webXml(DECLARED + MAPPED.replaceAll("<dispatcher>[A-Z]+</dispatcher>", "") + OTHERS));
        assertEquals(4, warnings.size(), warnings::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not xml",
                "<web-app><filter><filter-name>signet</filter-name>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><web-app><filter><filter-name>&e;"
                        + "</filter-name></filter></web-app>",
                "<web-app/>"
            })
    void warningsWhenNothingCanBeToldThenNone(String text) {
        assertEquals(List.of(), warnings(text));
    }

    @Test
    void warningsWhenThereIsNoWebXmlThenNone() {
        assertEquals(List.of(), warnings(new FakeWebapp()));
    }

    @Test
    void startWhenJettyReadsTheSameFileThenWarnedAndServed(@TempDir Path folder) throws Exception {
        Files.createDirectory(folder.resolve("WEB-INF"));
        Files.writeString(
                folder.resolve("WEB-INF/web.xml"),
                webXml(DECLARED.replace("<async-supported>true</async-supported>", "")
                        + MAPPED.replace("<dispatcher>FORWARD</dispatcher>", "")));
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        server.addConnector(connector);
        WebAppContext webapp = new WebAppContext(folder.toString(), "/");
        webapp.setParentLoaderPriority(true);
        webapp.setThrowUnavailableOnStartupException(true);
        server.setHandler(webapp);
        try (LogCapture logs = LogCapture.open()) {
            server.start();
            assertTrue(
                    logs.lines().stream().anyMatch(line -> line.contains("<async-supported>")), logs.lines()::toString);
            assertTrue(logs.lines().stream().anyMatch(line -> line.contains("<dispatcher>FORWARD")));
            try (RawClient client = new RawClient(connector.getLocalPort())) {
                assertEquals(10003, client.get("/x").code());
            }
        } finally {
            server.stop();
        }
    }
}
