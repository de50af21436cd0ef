package dev.signet.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.IsolatedHost;
import dev.signet.testing.LogCapture;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.logging.Level;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines for Spring Boot of the README and of recipes.md, copied into an application that runs on each generation of it. */
class SpringReadmeTest {

    private static final String SECRET = "VbW1yv0kq3Zs8ncR5tJ7xA"; // of the client, whose hash is below
    private static final String CLIENT = "{\"clients\":[{\"id\":\"acme\",\"secrets\":[{\"hash\":\"sha256:%s\"}]}]}";

    /** The application as it was before, with whatever more it is to have. */
    private static final String SHOP = """
            package shop;
            import dev.signet.*;
            import dev.signet.issue.*;
            import dev.signet.token.*;
            import jakarta.servlet.*;
            import jakarta.servlet.http.*;
            import java.io.IOException;
            import java.util.*;
            import org.springframework.boot.SpringBootConfiguration;
            import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
            import org.springframework.boot.web.servlet.FilterRegistrationBean;
            import org.springframework.boot.web.servlet.ServletRegistrationBean;
            import org.springframework.context.annotation.*;
            import org.springframework.core.Ordered;
            import org.springframework.security.config.annotation.web.builders.HttpSecurity;
            import org.springframework.security.config.http.*;
            import org.springframework.security.core.*;
            import org.springframework.security.core.authority.*;
            import org.springframework.security.core.context.*;
            import org.springframework.security.web.SecurityFilterChain;
            import org.springframework.security.web.authentication.*;
            import org.springframework.security.web.authentication.preauth.*;
            import org.springframework.web.bind.annotation.*;

            @SpringBootConfiguration
            @EnableAutoConfiguration
            @Import(Shop.Orders.class)
            public class Shop {
                @RestController
                static class Orders {
                    @GetMapping({"/orders", "/api/reports/1"})
                    Map<String, String> orders(java.security.Principal user) {
                        return Map.of("of", user.getName());
                    }
                }
                @Bean
                ServletRegistrationBean<HttpServlet> stock() {
                    return named("stock", new HttpServlet() {
                        @Override protected void doGet(HttpServletRequest request, HttpServletResponse response)
                                throws IOException {
                            response.setContentType("application/json");
                            response.getWriter().print("[7]");
                        }
                    });
                }
                @Bean
                ServletRegistrationBean<HttpServlet> byName() {
                    return named("by-name", new HttpServlet() {
                        @Override protected void doGet(HttpServletRequest request, HttpServletResponse response)
                                throws ServletException, IOException {
                            getServletContext().getNamedDispatcher("stock").forward(request, response);
                        }
                    });
                }
                private static ServletRegistrationBean<HttpServlet> named(String name, HttpServlet servlet) {
                    ServletRegistrationBean<HttpServlet> bean = new ServletRegistrationBean<>(servlet, "/" + name);
                    bean.setName(name);
                    return bean;
                }
            """;

    /** A token of the same client, with a role. */
    private static final String ADMIN =
            TestWebapp.bearer(",\"iss\":\"YFJwtIssuer\",\"aud\":\"YFCustomer\",\"roles\":[\"admin\"],"
                    + "\"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name\":\"acme\"");

    @TempDir
    private static Path folder;

    /** Compiles it with the README's lines and these. */
    private static Path compiled(String name, String more) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), TestWebapp.SECRET);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(SECRET.getBytes(StandardCharsets.UTF_8));
        Path clients = Files.writeString(
                folder.resolve("clients.json"),
                CLIENT.formatted(Base64.getEncoder().encodeToString(hash)));
        String snippet =
                Documents.blocks(Documents.read(Documents.README), "java").get(0);
        assertTrue(snippet.contains("\"jwt.secret-env\", \"SIGNET_SECRET\""), snippet);
        Path classes = Files.createDirectories(folder.resolve(name));
        Path source = Files.writeString(
                classes.resolve("Shop.java"),
                SHOP
                        + snippet.replace("jwt.secret-env", "jwt.secret-file")
                                .replace("SIGNET_SECRET", secret.toString())
                                .replace("/etc/acme/clients.json", clients.toString())
                        + more + "\n}\n");
        String classPath = System.getProperty("java.class.path");
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-d", classes.toString(), "-cp", classPath, source.toString());
        assertEquals(0, result);
        return classes;
    }

    private static IsolatedHost start(String generation, Path classes) throws Exception {
        Pattern none = Pattern.compile("(?!)");
        return IsolatedHost.start(generation, SpringReadmeHost.class.getName(), none, List.of(generation), classes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"spring-boot-3", "spring-boot-4"})
    void applicationWhenTheLinesAreCopiedThenTokensAndEnvelopes(String generation) throws Exception {
        String takesOver =
                Recipe.blocks("## Spring Security behind Signet", "java").get(0);
        try (IsolatedHost host = start(generation, compiled("taken-over", takesOver));
                RawClient client = new RawClient(host.port())) {
            assertEquals(10003, client.get("/orders").code());
            assertEquals(10003, client.get("/nosuch").code());
            String health = client.get("/actuator/health").text();
            assertTrue(health.startsWith("{") && health.contains("\"status\":\"UP\""), health);
            assertFalse(health.contains("\"code\""), health);
            assertEquals(15000, login(client, "wrong").code());
            String token = login(client, SECRET).json().get("data").get("token").asText();
            String bearer = "Authorization: Bearer " + token;
            RawAnswer orders = client.get("/orders", bearer);
            assertEquals("{\"of\":\"acme\"}", orders.data(), orders::text);
            assertNull(orders.header("Set-Cookie"), "who the caller was is not remembered");
            assertEquals(16000, client.get("/api/reports/1", bearer).code());
            assertEquals(
                    "{\"of\":\"acme\"}", client.get("/api/reports/1", ADMIN).data());
            assertEquals("[7]", client.get("/by-name", bearer).data());
            assertEquals(404, client.get("/nosuch", bearer).code());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"spring-boot-3", "spring-boot-4"})
    void applicationWhenSpringSecurityIsAsItComesThenItRefusesWhatHasAToken(String generation) throws Exception {
        try (IsolatedHost host = start(generation, compiled("as-it-comes", ""));
                RawClient client = new RawClient(host.port());
                LogCapture logs = LogCapture.open(Level.INFO)) {
            assertEquals(10003, client.get("/orders", ADMIN).code());
            assertEquals(List.of(), logs.lines());
        }
    }

    private static RawAnswer login(RawClient client, String secret) throws Exception {
        byte[] body = ("{\"appKey\":\"acme\",\"appSecret\":\"" + secret + "\"}").getBytes(StandardCharsets.UTF_8);
        return client.send("POST", "/api/token", body, "Content-Type: application/json");
    }
}
