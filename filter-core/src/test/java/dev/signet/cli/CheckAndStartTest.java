package dev.signet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.LogCapture;
import dev.signet.testing.TestWebapp;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.stream.Collectors;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A start of the webapp and a check of its files say the same, in the same words. */
class CheckAndStartTest {

    private static final String OURS = "(?s)(filter|servlet) \"[a-z]+\": (.*)";

    @TempDir
    private Path folder;

    private static String param(String name, String value) {
        return "<init-param><param-name>" + name + "</param-name><param-value>" + value + "</param-value></init-param>";
    }

    /** What the start logs, without what stands in front of the problems. */
    private List<String> started() throws Exception {
        Server server = new Server();
        server.addConnector(new ServerConnector(server));
        WebAppContext webapp = new WebAppContext(folder.toString(), "/");
        webapp.setParentLoaderPriority(true);
        server.setHandler(webapp);
        try (LogCapture logs = LogCapture.open(Level.WARNING)) {
            server.start();
            return logs.lines().stream()
                    .map(line -> line.replaceFirst("^[A-Z]+ ", ""))
                    .map(line -> line.replaceFirst("(?s)^.*(?=\\d+ problems? in the Signet configuration)", ""))
                    .toList();
        } finally {
            server.stop();
        }
    }

    private static Set<String> checked(String err) {
        Set<String> said = new TreeSet<>();
        for (String sentence : err.split("(?m)^(warning|error): ", -1)) {
            if (sentence.matches(OURS)) {
                said.add(sentence.replaceFirst(OURS, "$2").strip());
            }
        }
        return said;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<async-supported>",
                "POST /token permit",
                "<dispatcher>ERROR</dispatcher>",
                "signet.jwt.issuer",
                "/WEB-INF/clients.json",
                "envelope.exclude",
                "<servlet-class>dev.signet.HealthServlet</servlet-class>",
                "portal"
            })
    void startWhenTheFilesAreCheckedBeforeThenTheSameIsSaid(String broken) throws Exception {
        String lines = CheckedWebapp.GOOD
                .replace("signet.jwt.secret-env", "signet.jwt.secret")
                .replace("SIGNET_SECRET", TestWebapp.SECRET)
                .replace("com.acme.Orders", "org.eclipse.jetty.ee11.servlet.DefaultServlet")
                .replaceAll(
                        "(<servlet-class>dev\\.signet[^<]*</servlet-class>)", "$1<load-on-startup>1</load-on-startup>");
        String changed = switch (broken) {
            case "<async-supported>" ->
                lines.replace(
                        "<async-supported>true</async-supported>",
                        param("jwt.require-exp", "false") + param("cors.expose", "X-A"));
            case "signet.jwt.issuer" -> lines.replace(broken, "signet.jwt.isuer");
            case "/WEB-INF/clients.json" -> lines.replace(broken, "/WEB-INF/none.json");
            case "envelope.exclude" -> lines.replace(broken, "envelope.timestamp");
            case "<servlet-class>dev.signet.HealthServlet</servlet-class>" ->
                lines.replace(broken, broken + param("health.networks", "ten"));
            case "portal" ->
                lines + "<servlet><servlet-name>portal</servlet-name>"
                        + "<servlet-class>dev.signet.portal.PortalServlet</servlet-class>"
                        + param("portal.cache-seconds", "0") + "<load-on-startup>1</load-on-startup></servlet>"
                        + "<servlet-mapping><servlet-name>portal</servlet-name><url-pattern>/open/*</url-pattern>"
                        + "</servlet-mapping>";
            case "" -> lines;
            default -> lines.replace(broken, "");
        };
        Path file = new CheckedWebapp(folder).webXml(changed);
        Prompt.Said said = new Prompt().type("check", file.toString());
        Set<String> expected = started().stream()
                .map(String::strip)
                .filter(line -> !line.startsWith("selftest"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(expected.stream().anyMatch(line -> line.startsWith("jwt.secret holds")) || said.status() == 2);
        assertEquals(expected, checked(said.err()), said.err());
    }
}
