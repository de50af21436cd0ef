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
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
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

    @Test
    void springSnippetWhenCopiedThenCompiles(@TempDir Path folder) throws Exception {
        String snippet =
                Documents.blocks(Documents.read(Documents.README), "java").get(0);
        // the few things of Spring it uses, so that the tests need no Spring Boot
        Path stub = Files.writeString(
                folder.resolve("FilterRegistrationBean.java"),
                "class FilterRegistrationBean<T> { FilterRegistrationBean(T t) {} void addUrlPatterns(String... p) {}"
                        + " void setDispatcherTypes(java.util.EnumSet<jakarta.servlet.DispatcherType> t) {}"
                        + " void setOrder(int o) {} } @interface Bean {}"
                        + " interface Ordered { int HIGHEST_PRECEDENCE = Integer.MIN_VALUE; }");
        Path config = Files.writeString(
                folder.resolve("Config.java"),
                "import dev.signet.*; import jakarta.servlet.DispatcherType; import java.util.EnumSet; class Config {\n"
                        + snippet + "\n}");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int result = compiler.run(
                null,
                null,
                null,
                "-proc:none",
                "-d",
                folder.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                stub.toString(),
                config.toString());
        assertEquals(0, result);
        assertTrue(Files.exists(folder.resolve("Config.class")));
    }
}
