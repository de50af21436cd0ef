package dev.signet.docs;

import static dev.signet.docs.RecipeSources.imports;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.IsolatedHost;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The recipes for webapps of frameworks, copied from the document into a webapp on Tomcat. */
class WarRecipesTest {

    private static final Pattern NONE = Pattern.compile("(?!)");

    private static final String STRUTS = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE struts PUBLIC "-//Apache Software Foundation//DTD Struts Configuration 6.5//EN" "https://struts.apache.org/dtds/struts-6.5.dtd">
            <struts>
              %s
              <package name="shop" namespace="/" extends="struts-default">
                <action name="page"><result>/page.html</result></action>
              </package>
            </struts>
            """;

    private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <context-param><param-name>signet.jwt.secret-file</param-name><param-value>%s</param-value></context-param>
              <context-param><param-name>signet.issuer.clients-file</param-name><param-value>/WEB-INF/clients.json</param-value></context-param>
              <filter>
                <filter-name>signet</filter-name><filter-class>dev.signet.SignetFilter</filter-class>
                <async-supported>true</async-supported>
                <init-param><param-name>access.rules</param-name><param-value>
                  * /api/token permit
                  * /signet-health permit
                  * /page permit
                  * /page.html permit
                </param-value></init-param>
              </filter>
              <filter>
                <filter-name>struts</filter-name>
                <filter-class>org.apache.struts2.dispatcher.filter.StrutsPrepareAndExecuteFilter</filter-class>
                <async-supported>true</async-supported>
              </filter>
              <filter-mapping><filter-name>signet</filter-name><url-pattern>/*</url-pattern>
                <dispatcher>REQUEST</dispatcher><dispatcher>FORWARD</dispatcher><dispatcher>ERROR</dispatcher></filter-mapping>
              <filter-mapping><filter-name>struts</filter-name><url-pattern>/*</url-pattern></filter-mapping>
              <servlet><servlet-name>token</servlet-name><servlet-class>dev.signet.issue.TokenServlet</servlet-class>
                <load-on-startup>1</load-on-startup></servlet>
              <servlet-mapping><servlet-name>token</servlet-name><url-pattern>/api/token</url-pattern></servlet-mapping>
              <servlet><servlet-name>health</servlet-name><servlet-class>dev.signet.HealthServlet</servlet-class></servlet>
              <servlet-mapping><servlet-name>health</servlet-name><url-pattern>/signet-health</url-pattern></servlet-mapping>
            </web-app>
            """;

    private static final String SHOP = """
            @RestController
            @SpringBootConfiguration(proxyBeanMethods = false)
            @EnableAutoConfiguration
            class Shop {
                @GetMapping("/api/orders")
                List<String> orders() { return List.of("own"); }
                @Bean
                SecurityFilterChain secure(HttpSecurity http) throws Exception {
                    return http.authorizeHttpRequests(all -> all.requestMatchers("/api/orders").permitAll()
                            .anyRequest().denyAll()).build();
                }
            }
            """;

    @TempDir
    private Path folder;

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve("webapp").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Path secret() throws IOException {
        return Files.writeString(folder.resolve("secret"), TestWebapp.SECRET);
    }

    private IsolatedHost start(String name, String jars) throws Exception {
        return IsolatedHost.start(
                name, RecipeTomcat.class.getName(), NONE, Arrays.asList(jars.split(" ", -1)), folder.resolve("webapp"));
    }

    @ParameterizedTest
    @CsvSource({"true, 15000", "false, 404"})
    void tokenWhenStrutsTakesEveryPathThenOnlyWhatIsExcludedIsSpared(boolean excluded, int code) throws Exception {
        String constant = Recipe.blocks("### Struts", "xml").get(0);
        write("WEB-INF/web.xml", WEB_XML.formatted(secret()));
        write("WEB-INF/classes/struts.xml", STRUTS.formatted(excluded ? constant : ""));
        write("WEB-INF/clients.json", "{\"clients\":[]}");
        write("page.html", "<p>页");
        try (IsolatedHost host = start("struts", "struts-7 tomcat-10");
                RawClient client = new RawClient(host.port())) {
            byte[] credentials = "{\"appKey\":\"acme\",\"appSecret\":\"sesame\"}".getBytes(UTF_8);
            String json = "Content-Type: application/json";
            assertEquals(
                    code,
                    client.send("POST", "/app/api/token", credentials, json).code());
            assertEquals(excluded, client.get("/app/signet-health").text().contains("\"status\":\"UP\""));
            assertEquals("<p>页", client.get("/app/page").text());
            assertEquals(10003, client.get("/app/none").code());
        }
    }

    @Test
    void callWhenABootWarRegistersItThenItStandsInFrontOfSpringSecurity() throws Exception {
        Path classes = Files.createDirectories(folder.resolve("webapp/WEB-INF/classes"));
        String recipe = Recipe.blocks("### A Spring Boot war", "java")
                .get(0)
                .replace("\"jwt.secret-env\", \"SIGNET_SECRET\"", "\"jwt.secret-file\", \"" + secret() + "\"");
        write(
                "WEB-INF/classes/application.properties",
                "spring.main.banner-mode=off\nlogging.threshold.console=off\nlogging.file.name=target/spring-boot.log\n");
        String imports = imports(
                "dev.signet.*",
                "jakarta.servlet.DispatcherType",
                "java.util.*",
                "org.springframework.boot.SpringBootConfiguration",
                "org.springframework.boot.autoconfigure.EnableAutoConfiguration",
                "org.springframework.boot.builder.SpringApplicationBuilder",
                "org.springframework.boot.web.servlet.FilterRegistrationBean",
                "org.springframework.boot.web.servlet.support.SpringBootServletInitializer",
                "org.springframework.context.annotation.*",
                "org.springframework.core.Ordered",
                "org.springframework.security.config.annotation.web.builders.HttpSecurity",
                "org.springframework.security.web.SecurityFilterChain",
                "org.springframework.web.bind.annotation.*");
        RecipeSources.compile(classes, List.of(), imports, recipe, SHOP);
        try (IsolatedHost host = start("boot-war", "spring-boot-3");
                RawClient client = new RawClient(host.port())) {
            String token = TestWebapp.bearer("");
            assertEquals(1, client.get("/app/api/orders", token).code());
            assertEquals(10003, client.get("/app/api/orders").code());
            assertEquals(16000, client.get("/app/denied", token).code(), "in an envelope");
            assertTrue(client.get("/app/denied").text().startsWith("{\"code\":10003,"));
        }
    }
}
