package dev.signet.distribution;

import static dev.signet.docs.RecipeSources.imports;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.docs.Recipe;
import dev.signet.docs.RecipeSources;
import dev.signet.dropin.Jars;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recipe for Dropwizard, copied from the document, in a process of its own. */
class DropwizardIT {

    private static final String ORDERS = """
            @Path("/api/orders")
            @Produces("application/json")
            public class Orders {
                public record Order(@NotBlank String item) {}
                @GET public List<String> all() { return List.of("螺丝"); }
                @POST public Order add(@Valid @NotNull Order order) { return order; }
                @GET @Path("fail") public String fail() { throw new IllegalStateException("secret"); }
            }
            """;

    private static final String MAIN = """
            public class Main {
                public static void main(String[] arguments) throws Exception { new Shop().run(arguments); }
            }
            """;

    private static final String CONFIGURATION = """
            server:
              applicationConnectors: [{type: http, port: %d, bindHost: 127.0.0.1}]
              adminConnectors: [{type: http, port: %d, bindHost: 127.0.0.1}]
            """;

    @TempDir
    private Path folder;

    @Test
    void callWhenDropwizardRegistersItThenInAnEnvelope() throws Exception {
        String imports = imports(
                "dev.signet.*",
                "io.dropwizard.core.*",
                "io.dropwizard.core.setup.Environment",
                "jakarta.servlet.*",
                "jakarta.validation.Valid",
                "jakarta.validation.constraints.*",
                "jakarta.ws.rs.*",
                "java.util.*");
        RecipeSources.compile(
                folder,
                RecipeSources.jars("dropwizard-5"),
                imports,
                Recipe.blocks("### Dropwizard", "java").get(0),
                ORDERS,
                MAIN);
        int port = Base.freePort();
        int admin = Base.freePort();
        Path configuration = Files.writeString(folder.resolve("shop.yml"), CONFIGURATION.formatted(port, admin));
        String classPath = String.join(
                File.pathSeparator,
                folder.toString(),
                Jars.PLAIN.toString(),
                Path.of("target", "containers", "dropwizard-5").toAbsolutePath() + "/*");
        ProcessBuilder command = new ProcessBuilder(
                Jdk.ofThisTest().resolve("bin/java").toString(),
                "-cp",
                classPath,
                "shop.Main",
                "server",
                configuration.toString());
        command.environment().put("SIGNET_SECRET", TestWebapp.SECRET);
        RunningServer server = RunningServer.start(command, port, Path.of("target", "distributions", "dropwizard.log"));
        server.await("/api/orders", "10003");
        try (RawClient client = new RawClient(port);
                RawClient outside = new RawClient(admin)) {
            String token = TestWebapp.bearer("");
            String json = "Content-Type: application/json";
            assertEquals("[\"螺丝\"]", client.get("/api/orders", token).data());
            assertEquals(
                    "{\"item\":\"一\"}",
                    client.send("POST", "/api/orders", "{\"item\":\"一\"}".getBytes(UTF_8), token, json)
                            .data());
            assertEquals(
                    12004,
                    client.send("POST", "/api/orders", "{\"item\":\"\"}".getBytes(UTF_8), token, json)
                            .code());
            assertEquals(404, client.get("/api/none", token).code());
            assertEquals(-30, client.get("/api/orders/fail", token).code());
            assertTrue(outside.get("/healthcheck").json().has("deadlocks"), "without Signet");
        } finally {
            server.close();
        }
    }
}
