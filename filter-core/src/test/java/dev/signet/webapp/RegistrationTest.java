package dev.signet.webapp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.signet.SignetConfig;
import dev.signet.SignetFilter;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.EnumSet;
import org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A filter that is made and registered in code, as {@code FilterRegistrationBean} of Spring Boot does it. */
class RegistrationTest {

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    @BeforeEach
    void start() throws Exception {
        server.addConnector(connector);
        ServletContextHandler webapp = new ServletContextHandler("/app");
        webapp.addServletContainerInitializer((classes, context) -> register(context));
        ErrorPageErrorHandler pages = new ErrorPageErrorHandler();
        pages.addErrorPage(400, 599, "/error");
        webapp.setErrorHandler(pages);
        server.setHandler(webapp);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    private static void register(ServletContext context) {
        FilterRegistration.Dynamic outer = context.addFilter("gatekeeper", new HttpFilter() {
            @Override
            protected void doFilter(
                    HttpServletRequest request, HttpServletResponse response, jakarta.servlet.FilterChain chain)
                    throws IOException, jakarta.servlet.ServletException {
                if (request.getHeader("X-Blocked") != null) {
                    response.sendError(403, "secret reason");
                } else {
                    chain.doFilter(request, response);
                }
            }
        });
        outer.setAsyncSupported(true);
        outer.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");

        SignetConfig config = SignetConfig.builder()
                .set("jwt.secret", TestWebapp.SECRET)
                .set("access.rules", "GET /orders/open permit")
                .set("envelope.language", "en")
                .build();
        FilterRegistration.Dynamic filter = context.addFilter("signet", new SignetFilter(config));
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");

        ServletRegistration.Dynamic spring = context.addServlet("spring", SpringWebapp.servlet(false));
        spring.setAsyncSupported(true);
        spring.addMapping("/");
        context.addServlet("error", new ErrorPage()).addMapping("/error");
    }

    /** What Spring Boot answers where nothing else does. */
    private static final class ErrorPage extends HttpServlet {

        private static final long serialVersionUID = 1;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("text/html");
            PrintWriter out = response.getWriter();
            out.write("<h1>Whitelabel Error Page</h1>");
        }
    }

    private RawAnswer get(String path, String... headers) throws IOException {
        try (RawClient client = new RawClient(connector.getLocalPort())) {
            return client.get("/app" + path, headers);
        }
    }

    @Test
    void getWhenTokenIsGenuineThenAnswered() throws IOException {
        RawAnswer answer = get("/orders/1", TestWebapp.bearer(""));

        assertEquals(1, answer.code());
        assertEquals("Success", answer.json().get("message").asText());
        assertEquals("{\"id\":1,\"item\":\"螺丝\",\"amount\":100}", answer.data());
    }

    @Test
    void getWhenResultComesLaterThenAnswered() throws IOException {
        assertEquals("[\"稍后\"]", get("/later/deferred", TestWebapp.bearer("")).data());
    }

    @Test
    void getWhenThereIsNoTokenThenRefused() throws IOException {
        assertEquals(10003, get("/orders/1").code());
    }

    @Test
    void getWhenApplicationFailsThenItsErrorPageIsNotCalled() throws IOException {
        assertEquals(-30, get("/fail/unhandled", TestWebapp.bearer("")).code());
        assertEquals(404, get("/no/such", TestWebapp.bearer("")).code());
        assertEquals(-1, get("/fail/send-error", TestWebapp.bearer("")).code());
    }

    @Test
    void getWhenOuterFilterSendsErrorThenEnvelopeInPlaceOfTheErrorPage() throws IOException {
        RawAnswer answer = get("/orders/1", "X-Blocked: yes");

        assertEquals(200, answer.status());
        assertEquals(16000, answer.code());
        assertEquals("null", answer.data());
        assertFalse(answer.text().contains("secret"));
    }

    @Test
    void getWhenErrorPageIsAskedForThenItsAnswerIsRaw() throws IOException {
        RawAnswer answer = get("/error", TestWebapp.bearer(""));

        assertEquals("<h1>Whitelabel Error Page</h1>", answer.text());
    }
}
