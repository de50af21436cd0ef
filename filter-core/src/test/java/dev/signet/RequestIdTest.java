package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.event.CallListener;
import dev.signet.issue.TokenServlet;
import dev.signet.testing.HeardCalls;
import dev.signet.testing.LogCapture;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.TestWebapp;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ids by which callers and logs speak of one call. */
class RequestIdTest {

    private static final String HEADER = "X-Request-Id";
    private static final String MADE = "[A-Z2-7]{26}";
    private static final String TOKEN = TestWebapp.bearer(",\"sub\":\"ann\"");

    private final HeardCalls heard = new HeardCalls();

    private TestWebapp webapp() {
        return new TestWebapp()
                .with("access.rules", "* /docs permit\n* /admin role admin")
                .with("envelope.exclude", "/docs")
                .attribute(CallListener.class.getName(), heard)
                .serve("/json", (request, response) -> {
                    response.setContentType("application/json");
                    response.getWriter().print("[1]");
                })
                .serve("/stream", (request, response) -> {
                    response.setContentType("application/json");
                    response.getWriter().print("[1" + " ".repeat(100_000) + "]");
                })
                .serve("/html", (request, response) -> {
                    response.setContentType("text/html");
                    response.getWriter().print("<p>");
                })
                .serve("/envelope", (request, response) -> {
                    response.setContentType("application/json");
                    response.getWriter().print("{\"code\":77,\"message\":\"m\",\"data\":null,\"timestamp\":\"1\"}");
                })
                .serve("/raw", (request, response) -> {
                    request.setAttribute("dev.signet.raw", true);
                    response.getWriter().print("raw");
                })
                .serve("/asked", (request, response) -> {
                    response.setContentType("application/json");
                    response.getWriter().print("\"" + request.getAttribute("dev.signet.request-id") + "\"");
                })
                .serve("/own", (request, response) -> {
                    response.setHeader(HEADER, "own-0000001");
                    response.setStatus(409);
                })
                .serve("/thrown", (request, response) -> {
                    throw new IllegalStateException("on purpose");
                })
                .serve("/redirect", (request, response) -> response.sendRedirect("/json"))
                .serve("/docs", (request, response) -> response.getWriter().print("docs"));
    }

    @ParameterizedTest
    @CsvSource({
        "/json, false, true",
        "/stream, false, true",
        "/html, false, true",
        "/redirect, false, true",
        "/envelope, true, true",
        "/missing, true, true",
        "/admin, true, true",
        "/thrown, true, true",
        "/raw, false, false",
        "/docs, false, false"
    })
    void headerWhenErrorsOrAllOrOffThenThere(String path, boolean errors, boolean all) throws Exception {
        for (String on : new String[] {"errors", "all", "off"}) {
            try (TestWebapp app = webapp().with("envelope.request-id", on).start()) {
                String id = app.get(path, TOKEN, HEADER + ": sent-by-caller").header(HEADER);
                boolean expected = on.equals("errors") ? errors : on.equals("all") && all;
                assertEquals(expected, id != null && id.matches(MADE), on + " " + id);
                assertEquals(expected, id != null, on + " " + id);
                assertEquals(id, heard.next().requestId(), on);
            }
        }
    }

    @Test
    void linesWhenACallIsRefusedOrFailsThenSayWhose() throws Exception {
        try (LogCapture log = LogCapture.open(Level.INFO);
                TestWebapp app = webapp().start()) {
            String admin = app.get("/admin?secret=1", TOKEN).header(HEADER);
            String none = app.get("/json").header(HEADER);
            String thrown = app.get("/thrown;jsessionid=7?secret=1", TOKEN).header(HEADER);
            log.awaitLines(Level.SEVERE); // which is written behind the answer
            String everything = log.everything();
            for (String expected : new String[] {
                " from=127.0.0.1 rule=[* /admin role admin] client=ann id=" + admin + " GET /admin\n",
                "refused 10003 no-token iss=null kid=null token=- from=127.0.0.1 rule=[* /** authenticated] id=" + none
                        + " GET /json\n",
                "The application threw; the caller gets code -30 (from=127.0.0.1 rule=[* /** authenticated] client=ann id="
                        + thrown + " GET /thrown)\n"
            }) {
                assertTrue(everything.contains(expected), () -> expected + " in " + everything);
            }
            assertTrue(!everything.contains("secret=1") && !everything.contains("jsessionid"), everything);
        }
    }

    private static String idOf(RawAnswer answer) {
        assertEquals(10003, answer.code());
        return answer.header(HEADER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00-later"
            })
    void idWhenAProxyIsTrustedThenItsOwn(String parent) throws Exception {
        try (TestWebapp app = webapp().with("envelope.request-id-trust", "true").start()) {
            String traceparent = "traceparent: " + parent;
            assertEquals("sent.by_A-1", idOf(app.get("/json", HEADER + ": sent.by_A-1", traceparent)));
            assertEquals("4bf92f3577b34da6a3ce929d0e0e4736", idOf(app.get("/json", traceparent)));
            assertEquals("4bf92f3577b34da6a3ce929d0e0e4736", idOf(app.get("/json", HEADER + ": too few", traceparent)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Request-Id: seven77",
                "X-Request-Id: a b c d e f",
                "X-Request-Id: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "traceparent: 00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "traceparent: ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "traceparent: 00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736"
            })
    void idWhenWhatComesIsNoneThenMade(String header) throws Exception {
        try (TestWebapp app = webapp().with("envelope.request-id-trust", "true").start()) {
            String id = idOf(app.get("/json", header));
            assertTrue(id.matches(MADE), id);
        }
    }

    @Test
    void idWhenSetInFrontOrByTheApplicationThenStays() throws Exception {
        Filter front = (request, response, chain) -> {
            ((HttpServletResponse) response).setHeader(HEADER, "front-0001");
            chain.doFilter(request, response);
        };
        try (LogCapture log = LogCapture.open(Level.INFO);
                TestWebapp app = webapp().outside(front).start()) {
            assertEquals("front-0001", idOf(app.get("/json")));
            assertEquals("front-0001", heard.next().requestId());
            assertTrue(log.everything().contains(" id=front-0001 GET /json"), log.everything());
        }
        Filter copying = (request, response, chain) -> {
            request.setAttribute("dev.signet.request-id", "a\r\nb: forged");
            chain.doFilter(request, response);
        };
        try (TestWebapp app = webapp().outside(copying).start()) {
            assertTrue(idOf(app.get("/json")).matches(MADE), "what is no id is not taken for one");
            heard.next();
        }
        try (TestWebapp app = webapp().start()) {
            assertEquals("own-0000001", app.get("/own", TOKEN).header(HEADER));
            assertEquals("own-0000001", heard.next().requestId());
        }
    }

    @Test
    void attributeWhenTheApplicationAsksThenTheIdOfTheAnswer() throws Exception {
        try (TestWebapp app = webapp().with("envelope.request-id", "all").start()) {
            RawAnswer answer = app.get("/asked", TOKEN);
            assertEquals('"' + answer.header(HEADER) + '"', answer.data());
        }
        try (TestWebapp app = webapp().with("envelope.request-id", "off").start()) {
            assertEquals("\"null\"", app.get("/asked", TOKEN).data());
        }
    }

    @Test
    void headerWhenNamedOtherwiseThenUnderThatName() throws Exception {
        try (TestWebapp app =
                webapp().with("envelope.request-id-header", "X-Call").start()) {
            RawAnswer answer = app.get("/json");
            assertTrue(answer.header("X-Call").matches(MADE));
            assertNull(answer.header(HEADER));
        }
    }

    @Test
    void linesWhenATokenIsRefusedThenHaveTheId(@TempDir Path folder) throws Exception {
        Path clients = folder.resolve("clients.json");
        Files.writeString(
                clients,
                "{\"clients\":[{\"id\":\"acme\",\"secrets\":[{\"hash\":\"sha256:" + "A".repeat(43) + "=\"}]}]}");
        try (LogCapture log = LogCapture.open(Level.INFO);
                TestWebapp app = new TestWebapp()
                        .without("jwt.secret")
                        .context("signet.jwt.secret", TestWebapp.SECRET)
                        .context("signet.issuer.clients-file", clients.toString())
                        .with("access.rules", "* /token permit")
                        .serve("/token", new TokenServlet())
                        .start()) {
            String form = "Content-Type: application/x-www-form-urlencoded";
            String id = app.send("POST", "/token", "appKey=acme&appSecret=sesame-8", form)
                    .header(HEADER);
            assertTrue(log.everything().contains("from 127.0.0.1: wrong secret id=" + id + "\n"), log.everything());
        }
    }
}
