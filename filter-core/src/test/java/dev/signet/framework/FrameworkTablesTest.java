package dev.signet.framework;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.testing.IsolatedHost;
import dev.signet.webapp.Exchange;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What applications of other frameworks answer, on Tomcat or on the server that a framework brings. */
class FrameworkTablesTest {

    @AfterAll
    static void stop() throws Exception {
        FrameworkTables.stop();
    }

    @TestFactory
    Stream<DynamicContainer> everyLineOfStruts() throws Exception {
        return FrameworkTables.on("struts.txt", FrameworkTablesTest.class, FrameworkServer.STRUTS);
    }

    @TestFactory
    Stream<DynamicContainer> everyLineOfFhir() throws Exception {
        return FrameworkTables.on("fhir.txt", FrameworkTablesTest.class, FrameworkServer.FHIR);
    }

    @TestFactory
    Stream<DynamicContainer> everyLineOfJersey() throws Exception {
        return FrameworkTables.on("jersey.txt", Exchange.class, FrameworkServer.JERSEY_3, FrameworkServer.JERSEY_4);
    }

    @TestFactory
    Stream<DynamicContainer> everyLineOfJerseysVersionsAndForms() throws Exception {
        return FrameworkTables.on(
                "jersey.txt", FrameworkTablesTest.class, FrameworkServer.JERSEY_3, FrameworkServer.JERSEY_4);
    }

    @TestFactory
    Stream<DynamicContainer> everyLineOfFiles() throws Exception {
        return FrameworkTables.on(
                "files.txt", FrameworkTablesTest.class, FrameworkServer.STRUTS, FrameworkServer.JERSEY_4);
    }

    @TestFactory
    Stream<DynamicContainer> everyLineOfJavalin() throws Exception {
        return FrameworkTables.on(
                "javalin.txt", FrameworkTablesTest.class, FrameworkServer.JAVALIN_6, FrameworkServer.JAVALIN_7);
    }

    @TestFactory
    Stream<DynamicContainer> everyLineOfSpringdoc() throws Exception {
        return FrameworkTables.on(
                "springdoc.txt", FrameworkTablesTest.class, FrameworkServer.SPRINGDOC_3, FrameworkServer.SPRINGDOC_4);
    }

    @ParameterizedTest
    @EnumSource(names = {"JAVALIN_6", "JAVALIN_7"})
    void echoWhenAWebSocketOfJavalinThenAsWithoutSignet(FrameworkServer server) throws Exception {
        FrameworkServer.Pair pair = FrameworkTables.pair(server);
        for (IsolatedHost host : List.of(pair.bare(), pair.behind())) {
            CompletableFuture<String> heard = new CompletableFuture<>();
            WebSocket socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(URI.create("ws://localhost:" + host.port() + "/app/socket"), new WebSocket.Listener() {
                        @Override
                        public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                            heard.complete(text.toString());
                            return null;
                        }
                    })
                    .get(10, TimeUnit.SECONDS);
            socket.sendText("螺丝", true).get(10, TimeUnit.SECONDS);
            assertEquals("echo 螺丝", heard.get(10, TimeUnit.SECONDS));
            socket.abort();
        }
    }
}
