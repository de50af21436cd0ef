package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.signet.testing.MutableClock;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.TestWebapp;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A webapp whose callers are limited, with a clock that stands at noon, and what its tests ask again and again. */
final class LimitedWebapp {

    static final String NAME = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name";
    /** 14:00 in Shanghai. */
    private static final Instant NOON = Instant.parse("2026-11-29T06:00:00Z");

    final MutableClock clock = new MutableClock(NOON.toEpochMilli());

    static String tokenOf(String client) {
        return tokenOf(client, "");
    }

    static String tokenOf(String client, String more) {
        return TestWebapp.bearer(",\"iss\":\"us\",\"" + NAME + "\":\"" + client + "\"" + more);
    }

    SignetConfig.Builder config(String... parameters) {
        SignetConfig.Builder config = SignetConfig.builder()
                .clock(clock)
                .set("jwt.secret", TestWebapp.SECRET)
                .set("jwt.issuer", "us")
                .set("metrics.micrometer", "off")
                .set("errors.hints", "header")
                .set("envelope.exclude", "/alone/**")
                .set(
                        "access.rules",
                        "* /open/** permit\n* /maybe/** optional\n* /scoped/** scope x\n* /alone/** permit");
        for (int i = 0; i < parameters.length; i += 2) {
            config.set(parameters[i], parameters[i + 1]);
        }
        return config;
    }

    /** With the clients of a file, each {@code id limits}. */
    static String clients(Path folder, String... clients) throws IOException {
        List<String> entries = new ArrayList<>();
        for (String client : clients) {
            String[] words = client.split(" ", 2);
            entries.add("{\"id\":\"" + words[0]
                    + "\",\"secrets\":[{\"hash\":\"sha256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"}]"
                    + (words.length == 1 ? "" : ",\"limits\":{" + words[1] + "}") + "}");
        }
        Path file = folder.resolve("clients.json");
        Files.writeString(file, "{\"clients\":[" + String.join(",", entries) + "]}");
        return file.toString();
    }

    /** What a filter in front makes of a request: from another address, or without room for an attribute. */
    private static final class Outside extends HttpServletRequestWrapper {

        Outside(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getRemoteAddr() {
            String address = getHeader("X-Address");
            return address == null ? super.getRemoteAddr() : address;
        }

        @Override
        public void setAttribute(String name, Object value) {
            if (name.equals(getHeader("X-Fails"))) {
                throw new IllegalStateException("on purpose");
            }
            super.setAttribute(name, value);
        }
    }

    static TestWebapp webapp() {
        TestWebapp.Behaviour tell = (request, response) -> {
            response.setContentType("application/json");
            response.getWriter().print("\"" + request.getRemoteUser() + "\"");
        };
        TestWebapp.Behaviour go = (request, response) ->
                request.getRequestDispatcher(request.getParameter("to")).forward(request, response);
        return new TestWebapp()
                .outside((request, response, chain) ->
                        chain.doFilter(new Outside((HttpServletRequest) request), response))
                .serve("/api/me", tell)
                .serve("/api/go", go)
                .serve("/open/go", go)
                .serve("/alone/go", go)
                .serve(
                        "/api/include",
                        (request, response) ->
                                request.getRequestDispatcher("/api/me").include(request, response))
                .serve("/api/async", (request, response) -> request.startAsync().dispatch("/api/me"))
                .serve(
                        "/open/async",
                        (request, response) -> request.startAsync().dispatch("/api/me"))
                .serve("/api/error", (request, response) -> response.sendError(418))
                .serve("/*", tell);
    }

    TestWebapp started(SignetConfig.Builder config) throws Exception {
        return webapp().start(new SignetFilter(config.build()));
    }

    static void assertPass(int calls, TestWebapp app, String path, String... headers) throws IOException {
        for (int i = 0; i < calls; i++) {
            RawAnswer answer = app.get(path, headers);
            assertNull(answer.header("Retry-After"), answer::text);
        }
    }

    static void assertLimited(String reason, int seconds, TestWebapp app, String path, String... headers)
            throws IOException {
        RawAnswer answer = app.get(path, headers);
        assertEquals(-1, answer.code(), answer::text);
        assertEquals(reason, answer.header("X-Signet-Reason"));
        assertEquals(Integer.toString(seconds), answer.header("Retry-After"));
    }
}
