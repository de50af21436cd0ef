package dev.signet.webapp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.RawAnswer;
import dev.signet.testing.TestWebapp;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/** What a Spring MVC application answers through the filter, as the decision table of the response side says. */
class SpringMvcTest {

    private static TestWebapp webapp;

    @BeforeAll
    static void start() throws Exception {
        CorsConfiguration cors = new CorsConfiguration();
        cors.setAllowedOrigins(List.of("https://partner.example"));
        cors.addAllowedMethod("PUT");
        UrlBasedCorsConfigurationSource origins = new UrlBasedCorsConfigurationSource();
        origins.registerCorsConfiguration("/**", cors);
        webapp = new TestWebapp()
                .with("access.rules", "* /closed/** authenticated\n* /** permit")
                .inside("/cors/*", new CorsFilter(origins))
                .inside("/etag/*", new ShallowEtagHeaderFilter())
                .inside("/zip/*", new ZipFilter(false))
                .inside("/always-zip/*", new ZipFilter(true))
                .serve("/WEB-INF/views/page.jsp", (request, response) -> {
                    response.setContentType("text/html;charset=UTF-8");
                    response.getWriter().write("<p>" + request.getAttribute("name") + "</p>");
                })
                .serve("/WEB-INF/views/json.jsp", (request, response) -> {
                    response.setContentType("application/json");
                    response.getWriter().write("{\"name\":\"" + request.getAttribute("name") + "\"}");
                })
                .serve("/problem/*", SpringWebapp.servlet(true));
        for (String prefix : List.of("/etag/*", "/zip/*", "/always-zip/*", "/cors/*", "/closed/*")) {
            webapp.serve(prefix, SpringWebapp.servlet(false));
        }
        webapp.serve("/", SpringWebapp.servlet(false)).start();
    }

    @AfterAll
    static void stop() {
        webapp.close();
    }

    @TestFactory
    Stream<DynamicTest> everyLineOfTheTable() throws IOException {
        return Exchange.tests("spring.txt", webapp, "/orders/1");
    }

    @Test
    void getWhenAnswerIsLongThenStreamedWhole() throws IOException {
        RawAnswer answer = webapp.get("/many");

        assertEquals(1, answer.code());
        assertEquals(10_000, answer.json().get("data").size());
        assertEquals("chunked", answer.header("Transfer-Encoding"));
    }

    @Test
    void getWhenStreamingBodyIsLongThenStreamedWhole() throws IOException {
        RawAnswer answer = webapp.get("/later/streaming-large");

        assertTrue(answer.whole());
        assertEquals(1, answer.code());
        assertEquals(20_001, answer.json().get("data").size());
    }

    @Test
    void getWhenShallowEtagIsSentBackThenNotModified() throws IOException {
        RawAnswer first = webapp.get("/etag/orders/1");
        String tag = first.header("ETag");
        RawAnswer second = webapp.get("/etag/orders/1", "If-None-Match: " + tag);

        assertTrue(tag.startsWith("W/\""), tag);
        assertEquals("{\"id\":1,\"item\":\"螺丝\",\"amount\":100}", first.data());
        assertEquals(304, second.status());
        assertEquals(tag, second.header("ETag"));
    }

    @Test
    void getWhenFilterCompressesAlwaysThenPassed() throws IOException {
        RawAnswer answer = webapp.get("/always-zip/orders/1", "Accept-Encoding: gzip");

        assertEquals("gzip", answer.header("Content-Encoding"));
        assertEquals("{\"id\":1,\"item\":\"螺丝\",\"amount\":100}", ZipFilter.unzipped(answer.body()));
    }

    @Test
    void getWhenCallerSendsNoTokenThenRefusedBeforeSpringIsCalled() throws IOException {
        assertEquals(10003, webapp.get("/closed/orders/1").code());
        assertEquals(1, webapp.get("/closed/orders/1", TestWebapp.bearer("")).code());
    }
}
