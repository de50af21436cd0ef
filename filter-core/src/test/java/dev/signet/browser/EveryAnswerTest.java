package dev.signet.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.container.Container;
import dev.signet.container.Webapp;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kind of answer tells a browser whose pages may read it, once, on every container. */
class EveryAnswerTest {

    private static final String SHOP = "Origin: https://shop.acme.com";
    private static final String OTHER = "Origin: https://shop.acme.com.evil.example";

    private static final String OURS =
            "access-control-allow-credentials=[true] access-control-allow-origin=[https://shop.acme.com]"
                    + " access-control-expose-headers=[X-Request]";

    /** What is asked for, and the status; whatever answers it. */
    private static final Map<String, Integer> KINDS = new LinkedHashMap<>();

    static {
        for (String wrapped : List.of(
                "/json",
                "/error",
                "/thrown",
                "/reset",
                "/streamed",
                "/passed",
                "/varied",
                "/async",
                "/forward",
                "/including")) {
            KINDS.put(wrapped, 200);
        }
        KINDS.put("/redirect", 302);
        KINDS.put("/closed", 200); // refused: no token
        KINDS.put("/docs/closed", 200);
        for (String alone : List.of("json", "reset", "streamed", "passed", "varied", "async", "forward", "including")) {
            KINDS.put("/docs/" + alone, 200);
        }
        KINDS.put("/docs/redirect", 302);
    }

    private static Webapp webapp(String... filters) {
        return new Webapp(
                        "/app",
                        Map.of("/*", Answers.class.getName()),
                        Map.of(
                                "jwt.secret",
                                TestWebapp.SECRET,
                                "access.rules",
                                "* /closed authenticated\n* /docs/closed authenticated\n* /never deny\n* /** permit",
                                "envelope.exclude",
                                "/docs/**",
                                "cors.origins",
                                "https://shop.acme.com, https://admin.acme.com:8443",
                                "cors.expose",
                                "X-Request"),
                        false,
                        call -> {})
                .behind(List.of(filters));
    }

    private static RawAnswer send(Container.Running running, String method, String path, String... headers)
            throws Exception {
        try (RawClient client = new RawClient(running.port())) {
            return client.send(method, "/app" + path, null, headers);
        }
    }

    /** All headers of the protocol with all their values, and how often {@code Vary} names the origin. */
    private static String said(RawAnswer answer) {
        StringBuilder said = new StringBuilder();
        new TreeMap<>(answer.headers()).forEach((name, values) -> {
            if (name.startsWith("access-control-")) {
                said.append(name).append('=').append(values).append(' ');
            }
        });
        long named = answer.headers().getOrDefault("vary", List.of()).stream()
                .flatMap(value -> List.of(value.split(",")).stream())
                .filter(field -> field.strip().toLowerCase(Locale.ROOT).equals("origin"))
                .count();
        return said + "origin in vary: " + named;
    }

    private static void expect(List<String> wrong, String what, String expected, String was) {
        if (!was.equals(expected)) {
            wrong.add(what + "\n  expected " + expected + "\n  was      " + was);
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void answerWhenAnyKindThenTheOriginIsAllowedOnceAndNoOther(Container container) throws Exception {
        List<String> wrong = new ArrayList<>();
        try (Container.Running running = container.start(webapp(Webapp.SIGNET))) {
            for (Map.Entry<String, Integer> kind : KINDS.entrySet()) {
                String path = kind.getKey();
                RawAnswer allowed = send(running, "GET", path, SHOP);
                expect(
                        wrong,
                        path,
                        kind.getValue() + " " + OURS + " origin in vary: 1",
                        allowed.status() + " " + said(allowed));
                expect(wrong, path + " other", "origin in vary: 1", said(send(running, "GET", path, OTHER)));
                expect(wrong, path + " none", "origin in vary: 1", said(send(running, "GET", path)));
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void errorWhenExcludedAndThePageIsTheApplicationsThenAllowed(Container container) throws Exception {
        List<String> wrong = new ArrayList<>();
        try (Container.Running running =
                container.start(webapp(Webapp.SIGNET).erring(Map.of("404", "/docs/page", "500", "/docs/page")))) {
            for (String path : List.of("/docs/error", "/docs/thrown")) {
                RawAnswer answer = send(running, "GET", path, SHOP);
                expect(wrong, path, "[1] " + OURS + " origin in vary: 1", answer.text() + " " + said(answer));
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    /** Jetty's page forbids caches to keep it, and says nothing for them; an exception makes Undertow forget all headers. */
    @ParameterizedTest
    @EnumSource(Container.class)
    void errorWhenExcludedAndThePageIsTheContainersThenAllowedUnlessItForgets(Container container) throws Exception {
        List<String> wrong = new ArrayList<>();
        boolean jetty = container.name().startsWith("JETTY");
        String allowed = OURS + " origin in vary: " + (jetty ? 0 : 1);
        try (Container.Running running = container.start(webapp(Webapp.SIGNET))) {
            RawAnswer told = send(running, "GET", "/docs/error", SHOP);
            expect(wrong, "told", "404 " + allowed, told.status() + " " + said(told));
            RawAnswer thrown = send(running, "GET", "/docs/thrown", SHOP);
            expect(
                    wrong,
                    "thrown",
                    "500 " + (container == Container.UNDERTOW ? "origin in vary: 0" : allowed),
                    thrown.status() + " " + said(thrown));
        }
        assertEquals("", String.join("\n", wrong));
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void answerWhenTheApplicationSaysItThenItsWordOnce(Container container) throws Exception {
        List<String> wrong = new ArrayList<>();
        try (Container.Running running = container.start(webapp(Webapp.SIGNET))) {
            for (String folder : List.of("/", "/docs/")) {
                expect(
                        wrong,
                        folder + "own",
                        "access-control-allow-credentials=[true] access-control-allow-origin=[https://own.example]"
                                + " access-control-expose-headers=[X-Request, X-Own] origin in vary: 1",
                        said(send(running, "GET", folder + "own", SHOP)));
                expect(
                        wrong,
                        folder + "replaced",
                        "access-control-allow-credentials=[true] access-control-allow-origin=[https://own.example]"
                                + " access-control-expose-headers=[X-Own] origin in vary: 1",
                        said(send(running, "GET", folder + "replaced", SHOP)));
                expect(
                        wrong,
                        folder + "own, other",
                        "access-control-allow-credentials=[true] access-control-allow-origin=[https://own.example]"
                                + " access-control-expose-headers=[X-Own, X-Request] origin in vary: 1",
                        said(send(running, "GET", folder + "own", OTHER)));
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void answerWhenAFilterInFrontSaysItThenItsWordAlone(Container container) throws Exception {
        List<String> wrong = new ArrayList<>();
        String front = "access-control-allow-origin=[https://front.example] origin in vary: 1";
        try (Container.Running running = container.start(webapp(FrontCors.class.getName(), Webapp.SIGNET))) {
            for (String path : List.of("/json", "/error", "/closed", "/reset", "/docs/json", "/docs/closed")) {
                expect(wrong, path, front, said(send(running, "GET", path, SHOP)));
            }
            RawAnswer preflight = send(running, "OPTIONS", "/json", SHOP, "Access-Control-Request-Method: PUT");
            expect(wrong, "preflight", "204 " + front, preflight.status() + " " + said(preflight));
        }
        assertEquals("", String.join("\n", wrong));
    }

    @ParameterizedTest
    @EnumSource(names = {"TOMCAT_10", "TOMCAT_11"})
    void answerWhenTomcatsFilterIsBehindThenOneValueEach(Container container) throws Exception {
        List<String> wrong = new ArrayList<>();
        try (Container.Running running = container.start(webapp(Webapp.SIGNET, TomcatCors.class.getName()))) {
            for (String path : List.of("/json", "/error", "/closed", "/docs/json", "/docs/error")) {
                expect(wrong, path, OURS + " origin in vary: 1", said(send(running, "GET", path, SHOP)));
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void preflightWhenAllowedThenAnsweredAsAsked(Container container) throws Exception {
        List<String> wrong = new ArrayList<>();
        String method = "Access-Control-Request-Method: PUT";
        String headers = "Access-Control-Request-Headers: authorization,content-type";
        String asked = "Origin, Access-Control-Request-Method, Access-Control-Request-Headers";
        try (Container.Running running = container.start(webapp(Webapp.SIGNET))) {
            for (String path : List.of("/closed", "/json", "/docs/closed")) {
                RawAnswer allowed = send(running, "OPTIONS", path, SHOP, method, headers);
                expect(
                        wrong,
                        path,
                        "204 [authorization, content-type] [PUT] [600] [" + asked + "] 0",
                        allowed.status() + " " + allowed.headers().get("access-control-allow-headers") + " "
                                + allowed.headers().get("access-control-allow-methods") + " "
                                + allowed.headers().get("access-control-max-age") + " "
                                + allowed.headers().get("vary") + " " + allowed.body().length);
                RawAnswer other = send(running, "OPTIONS", path, OTHER, method, headers);
                expect(
                        wrong,
                        path + " other",
                        "204 origin in vary: 1 [" + asked + "]",
                        other.status() + " " + said(other) + " "
                                + other.headers().get("vary"));
            }
            RawAnswer denied = send(running, "OPTIONS", "/never", SHOP, method, headers);
            expect(wrong, "denied", "10003 " + OURS + " origin in vary: 1", denied.code() + " " + said(denied));
            RawAnswer broken = send(running, "OPTIONS", "/json", SHOP, method, "Access-Control-Request-Headers: a b");
            expect(wrong, "no name", "null", String.valueOf(broken.header("Access-Control-Allow-Headers")));
        }
        assertEquals("", String.join("\n", wrong));
    }
}
