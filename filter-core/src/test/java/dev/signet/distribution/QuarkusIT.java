package dev.signet.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.docs.Recipe;
import dev.signet.dropin.Jars;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The recipe for Quarkus: an application that its own plugin builds, with the running Maven and its repository. */
class QuarkusIT {

    private static final Path SOURCE = Path.of("src", "test", "applications", "quarkus");
    private static final Path LOGS = Path.of("target", "distributions");

    private static final String ORDERS = """
            <servlet><servlet-name>orders</servlet-name><servlet-class>shop.OrderServlet</servlet-class></servlet>
            <servlet-mapping><servlet-name>orders</servlet-name><url-pattern>/list</url-pattern></servlet-mapping>
            """;

    @TempDir
    private Path folder;

    /** With a port of its own for {@code /q/*}, and without. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void callWhenItIsAServletThenInAnEnvelopeAndPastEveryFilterOtherwise(boolean managed) throws Exception {
        build(managed);
        int port = Base.freePort();
        int management = Base.freePort();
        ProcessBuilder command = new ProcessBuilder(
                Jdk.ofThisTest().resolve("bin/java").toString(),
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.management.host=127.0.0.1",
                "-Dquarkus.management.port=" + management,
                "-jar",
                folder.resolve("target/quarkus-app/quarkus-run.jar").toString());
        command.environment().put("SIGNET_SECRET", TestWebapp.SECRET);
        RunningServer server = RunningServer.start(command, port, LOGS.resolve("quarkus.log"));
        server.await("/list", "10003");
        try (RawClient client = new RawClient(port);
                RawClient operator = new RawClient(managed ? management : port)) {
            byte[] credentials = "{\"appKey\":\"acme\",\"appSecret\":\"sesame\"}".getBytes(UTF_8);
            RawAnswer granted = client.send("POST", "/api/token", credentials, "Content-Type: application/json");
            String token =
                    "Authorization: Bearer " + granted.json().at("/data/token").asText();
            assertEquals("[\"螺丝\"]", client.get("/list", token).data());
            assertEquals(10003, client.get("/none").code());
            assertEquals(404, client.get("/none", token).code());
            assertEquals(16000, client.get("/api/admin/x", token).code());
            assertEquals("past every filter", client.get("/rest").text());
            assertEquals("UP", operator.get("/q/health").json().path("status").asText());
            assertEquals(managed, client.get("/q/health").text().contains("10003"));
        } finally {
            server.close();
        }
    }

    private void build(boolean managed) throws Exception {
        try (Stream<Path> all = Files.walk(SOURCE)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(SOURCE.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        String dependency = Recipe.blocks("### Quarkus", "xml").get(0).replaceAll("\\s", "");
        String pom = Files.readString(SOURCE.resolve("pom.xml")).replaceAll("\\s", "");
        assertTrue(pom.contains(dependency.replace("</dependency>", "")), "what the recipe says");
        Path webXml = folder.resolve("src/main/resources/META-INF/web.xml");
        Files.createDirectories(webXml.getParent());
        Files.writeString(webXml, "<web-app version=\"6.0\">" + readme() + ORDERS + "</web-app>");
        List<String> words = List.of(
                Path.of(System.getProperty("signet.maven.home"), "bin", "mvn").toString(),
                "-B",
                "-ntp",
                "-Dmaven.repo.local=" + System.getProperty("signet.maven.repository"),
                "-Dquarkus.version=" + System.getProperty("signet.quarkus.version"),
                "-Dcompiler-plugin.version=" + System.getProperty("signet.compiler.version"),
                "-Dquarkus.management.enabled=" + managed,
                "-Dsignet.jar.all=" + Jars.ALL.toAbsolutePath(),
                "package");
        Path log = LOGS.resolve("quarkus-build.log");
        Process maven = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertEquals(0, maven.waitFor(), () -> "see " + log);
    }

    /** The lines for web.xml, with a clients file that is there. */
    private String readme() throws Exception {
        String text = Files.readString(Path.of("..", "README.md"));
        String lines = text.substring(text.indexOf("<context-param>"));
        byte[] hash = MessageDigest.getInstance("SHA-256").digest("sesame".getBytes(UTF_8));
        Path clients = Files.writeString(
                folder.resolve("clients.json"),
                "{\"clients\":[{\"id\":\"acme\",\"secrets\":[{\"hash\":\"sha256:"
                        + Base64.getEncoder().encodeToString(hash) + "\"}]}]}");
        return lines.substring(0, lines.indexOf("\n```")).replace("/etc/acme/clients.json", clients.toString());
    }
}
