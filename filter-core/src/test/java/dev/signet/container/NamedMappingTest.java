package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.container.Webapp.Mapping;
import dev.signet.testing.LogCapture;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That dispatches by name have no mapping is said where it matters, and nowhere else. */
class NamedMappingTest {

    private static final String PATHS = """
            <filter-mapping>
              <filter-name>signet</filter-name><url-pattern>/*</url-pattern>
              <dispatcher>REQUEST</dispatcher><dispatcher>FORWARD</dispatcher><dispatcher>INCLUDE</dispatcher>
              <dispatcher>ERROR</dispatcher><dispatcher>ASYNC</dispatcher>
            </filter-mapping>
            """;

    private static final String NAMES = """
            <filter-mapping>
              <filter-name>signet</filter-name><servlet-name>*</servlet-name>
              <dispatcher>FORWARD</dispatcher><dispatcher>INCLUDE</dispatcher>
            </filter-mapping>
            """;

    @TempDir
    private Path root;

    /** What a container logs at its start, and the body of an answer that a servlet forwards for by name. */
    private record Seen(List<String> warnings, String body) {}

    private Seen seen(Container container, Mapping mapping, String mappings) throws Exception {
        Path inf = Files.createDirectories(root.resolve("WEB-INF"));
        Files.writeString(
                inf.resolve("web.xml"),
                "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">" + mappings + "</web-app>");
        Map<String, String> parameters = Map.of("jwt.secret", TestWebapp.SECRET, "access.rules", "* /** permit");
        Webapp webapp = new Webapp("/app", Map.of("/go", "go", "/to", "any"), parameters, false, call -> {})
                .mapped(mapping)
                .serving(root.toString());
        try (LogCapture logs = LogCapture.open();
                Container.Running running = container.start(webapp);
                RawClient client = new RawClient(running.port())) {
            List<String> warnings = logs.lines(Level.WARNING).stream()
                    .filter(line -> line.startsWith("web.xml: "))
                    .toList();
            return new Seen(
                    warnings, client.get("/app/go?how=named&to=any%20/to").text());
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void startWhenDispatchesByNameHaveNoMappingThenWarnedWhereTheirAnswersAreLost(Container container)
            throws Exception {
        Seen seen = seen(container, Mapping.PATHS, PATHS);
        boolean lost = seen.body.isEmpty();
        assertEquals(container == Container.TOMCAT_11, lost, seen.body);
        assertEquals(
                lost
                        ? List.of("web.xml: filter \"signet\" has no second mapping to <servlet-name>*</servlet-name>"
                                + " with <dispatcher>FORWARD</dispatcher> and <dispatcher>INCLUDE</dispatcher>; this"
                                + " container loses the response of a forward by servlet name (getNamedDispatcher)")
                        : List.of(),
                seen.warnings);
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void startWhenTheyHaveOneThenNothingIsSaidAndNothingLost(Container container) throws Exception {
        Seen seen = seen(container, Mapping.README, PATHS + NAMES);
        assertEquals(List.of(), seen.warnings);
        assertEquals(true, seen.body.contains("\"seen by null\""), seen.body);
    }
}
