package dev.signet.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the READMEs to be copied works when it is copied. */
class ReadmeTest {

    /** A servlet of the webapp. */
    public static final class Orders extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("application/json");
            response.getWriter().print("\"订单\"");
        }
    }

    /** A probe of the webapp. */
    public static final class Health extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("application/json");
            response.getWriter().print("{\"status\":\"UP\"}");
        }
    }

    @Test
    void webXmlWhenCopiedThenProtectsAndWraps(@TempDir Path folder) throws Exception {
        String snippet =
                Documents.blocks(Documents.read(Documents.README), "xml").get(1);
        Path secret = Files.writeString(folder.resolve("secret"), TestWebapp.SECRET);
        Path clients = Files.writeString(
                folder.resolve("clients.json"),
                "{\"clients\":[{\"id\":\"acme\",\"secrets\":[{\"hash\":\"sha256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"}]}]}");
        Path webInf = Files.createDirectories(folder.resolve("webapp/WEB-INF"));
        Files.writeString(
                webInf.resolve("web.xml"),
                "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">"
                        + snippet.replace("signet.jwt.secret-env", "signet.jwt.secret-file")
                                .replace("SIGNET_SECRET", secret.toString())
                                .replace("/etc/acme/clients.json", clients.toString())
                        + "<servlet><servlet-name>orders</servlet-name><servlet-class>" + Orders.class.getName()
                        + "</servlet-class></servlet><servlet-mapping><servlet-name>orders</servlet-name>"
                        + "<url-pattern>/api/orders/*</url-pattern></servlet-mapping>"
                        + "<servlet><servlet-name>health</servlet-name><servlet-class>" + Health.class.getName()
                        + "</servlet-class></servlet><servlet-mapping><servlet-name>health</servlet-name>"
                        + "<url-pattern>/health</url-pattern></servlet-mapping></web-app>");
        Files.writeString(webInf.resolveSibling("menu.json"), "[\"menu\"]");
        Files.writeString(webInf.resolveSibling("menu.js"), "menu()");
        Server server = new Server(0);
        WebAppContext webapp =
                new WebAppContext(folder.resolve("webapp").toUri().toString(), "/");
        webapp.setParentLoaderPriority(true);
        server.setHandler(webapp);
        server.start();
        try (RawClient client = new RawClient(((ServerConnector) server.getConnectors()[0]).getLocalPort())) {
            assertEquals(10003, client.get("/api/orders").code());
            assertEquals(10003, client.get("/health/x").code());
            assertEquals("{\"status\":\"UP\"}", client.get("/health").text(), "excluded");
            assertEquals(404, client.get("/api/token").code(), "permitted, and no page behind it");
            String token = TestWebapp.token("{\"exp\":4070908800,\"iss\":\"YFJwtIssuer\",\"aud\":\"YFCustomer\","
                    + "\"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name\":\"acme\"}");
            assertEquals(
                    "\"订单\"",
                    client.get("/api/orders/7", "Authorization: Bearer " + token)
                            .data());
            assertEquals(
                    "[\"menu\"]",
                    client.get("/menu.json", "Authorization: Bearer " + token).data(),
                    "a static file");
            assertEquals(
                    "menu()",
                    client.get("/menu.js", "Authorization: Bearer " + token).text());
            assertEquals(
                    16000,
                    client.get("/api/admin/7", "Authorization: Bearer " + token).code());
            byte[] wrong = "{\"appKey\":\"a\",\"appSecret\":\"b\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
            assertEquals(
                    15000,
                    client.send("POST", "/api/token", wrong, "Content-Type: application/json")
                            .code());
        } finally {
            server.stop();
        }
    }

    /** The webapp in which the packaged jars are tried has these lines, and its clients elsewhere. */
    @Test
    void webXmlWhenComparedWithTheOneOfTheJarsThenTheSameLines() throws Exception {
        String snippet =
                Documents.blocks(Documents.read(Documents.README), "xml").get(1);
        String tried = Documents.read(Path.of("src", "test", "resources", "dev", "signet", "dropin", "web.xml"));
        String lines = snippet.replaceAll("<context-param><param-name>signet.issuer.clients-file<.*", "");
        assertTrue(tried.replaceAll("\\s+", "").contains(lines.replaceAll("\\s+", "")), lines);
    }

    /** What callers receive, but for the time. */
    @Test
    void sampleWhenComparedWithTheWireThenTheSame() throws Exception {
        String sample = Documents.blocks(Documents.read(Documents.README)).stream()
                .filter(block -> block.startsWith("{\"code\":1,"))
                .findFirst()
                .orElseThrow();
        try (TestWebapp app = new TestWebapp()
                .open()
                .serve("/writes", (request, response) -> {
                    response.setContentType("application/json");
                    response.getWriter().print("[{\"id\":\"A-1001\"}]");
                })
                .serve("/throws", (request, response) -> {
                    throw new IllegalStateException("any");
                })
                .serve("/sends", (request, response) -> response.sendError(404))
                .start()) {
            StringBuilder seen = new StringBuilder();
            for (String path : List.of("/writes", "/throws", "/sends")) {
                seen.append(app.get(path).text()).append('\n');
            }
            String time = "\"timestamp\":\"\\d{13}\"";
            assertEquals(sample.replaceAll(time, ""), seen.toString().replaceAll(time, ""));
        }
    }

    @Test
    void dependencyWhenCopiedThenThisArtifact() throws Exception {
        String pom = Documents.read(Path.of("all", "pom.xml"));
        String parent = pom.substring(pom.indexOf("<parent>"), pom.indexOf("</parent>"));
        for (String text : List.of(Documents.read(Documents.README), Documents.read(Documents.CHINESE))) {
            String dependency = Documents.blocks(text, "xml").get(0);
            for (String name : List.of("groupId", "version")) {
                assertEquals(element(parent, name), element(dependency, name));
            }
            assertEquals(
                    element(pom.substring(pom.indexOf("</parent>")), "artifactId"), element(dependency, "artifactId"));
            String jar = element(dependency, "artifactId") + "-" + element(dependency, "version") + ".jar";
            assertTrue(text.contains("`filter-core/all/target/" + jar + "`"), jar);
            assertTrue(text.contains("java -jar filter-core/all/target/" + jar + " client new acme"), jar);
        }
    }

    @Test
    void linesWhenCountedThenAtMostTwoHundred() throws Exception {
        for (Path readme : List.of(Documents.README, Documents.CHINESE)) {
            long lines = Documents.read(readme).lines().count();
            assertTrue(lines <= 200, readme + " has " + lines + " lines");
        }
    }

    private static String element(String xml, String name) {
        return xml.substring(xml.indexOf("<" + name + ">") + name.length() + 2, xml.indexOf("</" + name + ">"));
    }
}
