package dev.signet.docs;

import static dev.signet.docs.RecipeSources.imports;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.testing.IsolatedHost;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The recipes with beans: copied from the document, compiled, and called over the wire. */
class BeanRecipesTest {

    private static final String HEADING = "## Beans of Spring, CDI or Guice";
    private static final String COMMON = imports(
            "dev.signet.*",
            "dev.signet.issue.*",
            "dev.signet.token.*",
            "jakarta.servlet.*",
            "jakarta.servlet.http.*",
            "java.time.Instant",
            "java.time.temporal.ChronoUnit",
            "java.util.*");

    /** The application's own service, of whatever scope. */
    private static final String ACCOUNTS = """
            public class Accounts {
                public boolean isBlocked(String user) { return user.equals("blocked"); }
                public boolean isMember(String id, String secret, String tenant) {
                    return id.equals("acme") && secret.equals("sesame") && tenant.equals("north");
                }
            }
            """;

    private static final String SHOP = """
            @RestController
            @SpringBootConfiguration(proxyBeanMethods = false)
            @EnableAutoConfiguration
            @ComponentScan
            class Shop {
                @GetMapping("/api/orders")
                List<String> orders() { return List.of("own"); }
                @Bean
                SecurityFilterChain open(HttpSecurity http) throws Exception {
                    return http.csrf(csrf -> csrf.disable())
                            .authorizeHttpRequests(all -> all.anyRequest().permitAll()).build();
                }
            }
            """;

    @TempDir
    private Path folder;

    /** Compiles the two beans, the service and what hands them over. */
    private Path compiled(List<Path> jars, String scope, String imports, String... more) throws IOException {
        List<String> sources = new ArrayList<>(Recipe.blocks(HEADING, "java").subList(0, 2));
        sources.add(scope + "\n" + ACCOUNTS);
        sources.addAll(List.of(more));
        Path classes = Files.createDirectories(folder.resolve("webapp/WEB-INF/classes"));
        RecipeSources.compile(classes, jars, COMMON + imports, sources.toArray(String[]::new));
        return classes;
    }

    /** Jars the build has copied, which the webapp then has in WEB-INF/lib. */
    private List<Path> jars(String name) throws IOException {
        Path lib = Files.createDirectories(folder.resolve("webapp/WEB-INF/lib"));
        List<Path> jars = new ArrayList<>();
        try (Stream<Path> copied = Files.list(Path.of("target", "containers", name))) {
            for (Path jar : copied.toList()) {
                jars.add(Files.copy(jar, lib.resolve(jar.getFileName())));
            }
        }
        return jars;
    }

    private Path secret() throws IOException {
        return Files.writeString(folder.resolve("secret"), TestWebapp.SECRET);
    }

    /** Starts the webapp with these lines of web.xml, and those that every webapp with Signet has. */
    private void run(String lines) throws Exception {
        Files.writeString(folder.resolve("webapp/WEB-INF/web.xml"), """
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                <context-param><param-name>signet.jwt.secret-file</param-name><param-value>%s</param-value></context-param>
                %s
                <filter>
                  <filter-name>signet</filter-name><filter-class>dev.signet.SignetFilter</filter-class>
                  <async-supported>true</async-supported>
                  <init-param><param-name>access.rules</param-name><param-value>* /api/token permit</param-value></init-param>
                </filter>
                <filter-mapping><filter-name>signet</filter-name><url-pattern>/*</url-pattern></filter-mapping>
                <servlet><servlet-name>token</servlet-name><servlet-class>dev.signet.issue.TokenServlet</servlet-class>
                  <load-on-startup>1</load-on-startup></servlet>
                <servlet-mapping><servlet-name>token</servlet-name><url-pattern>/api/token</url-pattern></servlet-mapping>
                <servlet><servlet-name>orders</servlet-name><servlet-class>%s</servlet-class></servlet>
                <servlet-mapping><servlet-name>orders</servlet-name><url-pattern>/api/orders</url-pattern></servlet-mapping>
                </web-app>
                """.formatted(
                        secret(), lines, RecipeServlet.Orders.class.getName()));
        Server server = new Server(0);
        WebAppContext webapp =
                new WebAppContext(folder.resolve("webapp").toUri().toString(), "/");
        webapp.setParentLoaderPriority(true);
        webapp.setThrowUnavailableOnStartupException(true);
        server.setHandler(webapp);
        server.start();
        try {
            check(((ServerConnector) server.getConnectors()[0]).getLocalPort());
        } finally {
            server.stop();
        }
    }

    private static void check(int port) throws IOException {
        try (RawClient client = new RawClient(port)) {
            assertEquals(10003, client.get("/api/orders").code());
            assertEquals(
                    1,
                    client.get("/api/orders", TestWebapp.bearer(",\"sub\":\"ann\""))
                            .code());
            assertEquals(
                    10003,
                    client.get("/api/orders", TestWebapp.bearer(",\"sub\":\"blocked\""))
                            .code());
            assertEquals(15000, login(client, "south").code());
            RawAnswer granted = login(client, "north");
            String token = granted.json().at("/data/token").asText();
            assertEquals(
                    1,
                    client.get("/api/orders", "Authorization: Bearer " + token).code());
            assertEquals(
                    Documents.blocks(Recipe.section(HEADING)).get(2).strip().replaceFirst("\\d{4}-[\\d: -]+", "…"),
                    "\"data\":" + granted.data().replace(token, "…").replaceFirst("\\d{4}-[\\d: -]+", "…"));
        }
    }

    private static RawAnswer login(RawClient client, String tenant) throws IOException {
        String body = "{\"appKey\":\"acme\",\"appSecret\":\"sesame\",\"tenant\":\"" + tenant + "\"}";
        return client.send("POST", "/api/token", body.getBytes(UTF_8), "Content-Type: application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"spring-boot-3", "spring-boot-4"})
    void callWhenSpringBootRegistersBothThenTheirBeansDecide(String boot) throws Exception {
        String recipe = Recipe.blocks("### Spring Boot", "java")
                .get(0)
                .replace("\"jwt.secret-env\", \"SIGNET_SECRET\"", "\"jwt.secret-file\", \"" + secret() + "\"");
        Path classes = compiled(
                List.of(),
                "@org.springframework.stereotype.Component",
                imports(
                        "org.springframework.boot.SpringBootConfiguration",
                        "org.springframework.boot.autoconfigure.EnableAutoConfiguration",
                        "org.springframework.boot.web.servlet.FilterRegistrationBean",
                        "org.springframework.boot.web.servlet.ServletRegistrationBean",
                        "org.springframework.context.annotation.*",
                        "org.springframework.core.Ordered",
                        "org.springframework.security.config.annotation.web.builders.HttpSecurity",
                        "org.springframework.security.web.SecurityFilterChain",
                        "org.springframework.web.bind.annotation.*"),
                recipe,
                SHOP);
        try (IsolatedHost host = IsolatedHost.start(
                "beans-" + boot, RecipeBoot.class.getName(), Pattern.compile("(?!)"), List.of(boot), classes)) {
            check(host.port());
        }
    }

    @Test
    void callWhenSpringStartsInAListenerThenItsBeansDecide() throws Exception {
        compiled(
                List.of(),
                "@org.springframework.stereotype.Component",
                imports(
                        "org.springframework.context.annotation.*",
                        "org.springframework.web.context.support.ServletContextAttributeExporter"),
                Recipe.blocks("### Spring without Boot", "java").get(0));
        run(Recipe.blocks("### Spring without Boot", "xml").get(0));
    }

    @Test
    void callWhenCdiStartsTheApplicationThenItsBeansDecide() throws Exception {
        compiled(
                jars("cdi"),
                "@jakarta.enterprise.context.ApplicationScoped",
                imports(
                        "jakarta.enterprise.context.ApplicationScoped",
                        "jakarta.enterprise.context.Initialized",
                        "jakarta.enterprise.event.Observes"),
                Recipe.blocks("### CDI", "java").get(0));
        Files.writeString(
                folder.resolve("webapp/WEB-INF/beans.xml"),
                "<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"4.0\""
                        + " bean-discovery-mode=\"annotated\"/>");
        run(Recipe.blocks("### CDI", "xml").get(0));
    }

    @Test
    void callWhenGuiceMakesAnInjectorThenItsBeansDecide() throws Exception {
        compiled(
                jars("guice"),
                "",
                imports("com.google.inject.*", "com.google.inject.servlet.*"),
                Recipe.blocks("### Guice", "java").get(0));
        run(Recipe.blocks("### Guice", "xml").get(0));
    }
}
