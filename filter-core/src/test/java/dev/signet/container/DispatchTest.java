package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.container.Area.Caller;
import dev.signet.testing.HttpVersion;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where the application sends a request inside the container, the rule of that place decides; on every container. */
class DispatchTest {

    private static final Map<String, String> SERVLETS = Map.of(
            "/open/go/*", "go",
            "/go", "go",
            "/open/index.do", "any",
            "/dir/index.do", "any",
            "/WEB-INF/view", "any",
            "/", "any");

    private static final List<String> TARGETS = List.of(
            "/admin/x",
            "/admin/",
            "/%61dmin/x",
            "/admin/x;v=1",
            "/admin;v=1/x",
            "/admin/x?a=b",
            "/%E7%AE%A1%E7%90%86/x");

    private static final List<String> DETOURS = List.of(
            "/open/../admin/x",
            "/open/%2e%2e/admin/x",
            "/open/..;/admin/x",
            "/open/./../admin/x",
            "/open//../admin/x",
            "//admin/x",
            "/admin//x",
            "/WEB-INF/../admin/x",
            "/WEB-INF/..;/admin/x",
            "/%57EB-INF/%2e%2e/admin/x",
            "/open/%252e%252e/admin/x",
            "/open/..%2fadmin/x",
            "/open/\\..\\admin/x",
            "/open/../../admin/x");

    private static final List<String> WAYS =
            List.of("forward", "context-forward", "twice", "async", "async-pair", "forward-async");

    /** Undertow still shows the URI of the caller where a forwarded request is dispatched, so its probe reads both. */
    private static List<String> ways(Container container) {
        return container == Container.UNDERTOW
                ? WAYS.stream().filter(way -> !way.equals("forward-async")).toList()
                : WAYS;
    }

    private static final Map<Container, Prober> RUNNING = new EnumMap<>(Container.class);

    private static Prober start(Container container) throws Exception {
        Prober prober = RUNNING.get(container);
        if (prober == null) {
            prober = new Prober(container, "/app", SERVLETS, false, HttpVersion.HTTP_1_1);
            RUNNING.put(container, prober);
        }
        return prober;
    }

    @AfterAll
    static void stop() throws Exception {
        for (Prober prober : RUNNING.values()) {
            prober.close();
        }
        RUNNING.clear();
    }

    private static String go(String from, String how, String to) {
        String escaped = URLEncoder.encode(to, StandardCharsets.UTF_8);
        // a target inside a target is decoded twice
        boolean nested = how.equals("twice") || how.equals("forward-async");
        return "/app" + from + "?how=" + how + "&to="
                + (nested ? URLEncoder.encode(escaped, StandardCharsets.UTF_8) : escaped);
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void dispatchWhenTargetNeedsMoreThenItsRuleDecides(Container container) throws Exception {
        List<String> wrong = new ArrayList<>();
        Prober prober = start(container);
        for (String how : ways(container)) {
            for (String to : TARGETS) {
                expect(prober, go("/open/go", how, to), Caller.NOBODY, "token", wrong);
                expect(prober, go("/open/go", how, to), Caller.FORGER, "token", wrong);
                expect(prober, go("/go", how, to), Caller.USER, "rights", wrong);
                expect(prober, go("/open/go", how, to), Caller.USER, "rights", wrong);
                expect(prober, go("/open/go", how, to), Caller.ADMIN, "admin", wrong);
                expect(prober, go("/go", how, to), Caller.ADMIN, "admin", wrong);
            }
            expect(prober, go("/go", how, "/never/x"), Caller.ADMIN, "rights", wrong);
            expect(prober, go("/open/go", how, "/x"), Caller.NOBODY, "token", wrong);
            expect(prober, go("/open/go", how, "/open/y"), Caller.NOBODY, "open", wrong);
            expect(prober, go("/open/go", how, "/open/%E4%B8%AD%20+x"), Caller.NOBODY, "open", wrong);
            expect(prober, go("/open/go", how, "/open.do"), Caller.FORGER, "open", wrong);
            expect(prober, go("/go", how, "/open/y"), Caller.USER, "open", wrong);
        }
        assertEquals("", String.join("\n", wrong));
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void dispatchWhenFromWithinAForwardThenTheRuleOfItsTargetDecides(Container container) throws Exception {
        List<String> wrong = new ArrayList<>();
        Prober prober = start(container);
        see(prober, go("/open/go", "forward-async", "/open/y"), Caller.NOBODY, "data of open", wrong);
        see(prober, go("/open/go", "forward-async", "/admin/x"), Caller.ADMIN, "data of admin", wrong);
        expect(prober, go("/open/go", "forward-async", "/admin/x"), Caller.NOBODY, "token", wrong);
        expect(prober, go("/open/go", "forward-async", "/admin/x"), Caller.USER, "rights", wrong);
        expect(prober, go("/open/go", "forward-async", "/x"), Caller.NOBODY, "token", wrong);
        assertEquals("", String.join("\n", wrong));
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void dispatchWhenTargetIsADetourThenNothingLeaks(Container container) throws Exception {
        List<String> wrong = new ArrayList<>();
        Prober prober = start(container);
        for (String how : WAYS) {
            for (String to : DETOURS) {
                for (Caller caller : List.of(Caller.NOBODY, Caller.USER)) {
                    Prober.Outcome outcome = prober.get(go("/open/go", how, to), caller);
                    if (!outcome.leak().isEmpty()) {
                        wrong.add(how + " to " + to + " by " + caller + ": " + outcome.leak());
                    }
                }
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void dispatchWhenAdmittedThenCallerIsKnownThere(Container container) throws Exception {
        List<String> wrong = new ArrayList<>();
        Prober prober = start(container);
        for (String how : ways(container)) {
            for (String from : List.of("/go", "/open/go")) {
                see(prober, go(from, how, "/x"), Caller.USER, "seen by user", wrong);
            }
            see(prober, go("/go", how, "/open/y"), Caller.USER, "seen by user", wrong);
            see(prober, go("/open/go", how, "/open/y"), Caller.USER, "seen by null", wrong);
        }
        assertEquals("", String.join("\n", wrong));
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void dispatchWhenItComesBackToItsOwnPathThenAdmittedAsItArrived(Container container) throws Exception {
        List<String> wrong = new ArrayList<>();
        Prober prober = start(container);
        for (String odd : List.of("", "/", "/%E4%B8%AD", "/a%20b", "/x;jsessionid=1", "/a+b/%7e")) {
            see(prober, "/app/open/go" + odd + "?how=again", Caller.NOBODY, "again, null", wrong);
        }
        see(prober, "/app/go?how=again", Caller.USER, "again, user", wrong);
        see(prober, "/app/go;v=1?how=again", Caller.USER, "again, user", wrong);
        assertEquals("", String.join("\n", wrong));
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void dispatchWhenByNameOrToAViewThenTheRuleOfThePathHasDecided(Container container) throws Exception {
        List<String> wrong = new ArrayList<>();
        Prober prober = start(container);
        String named = go("/open/go", "named", Webapp.servletName("/", "any"));
        expect(prober, named, Caller.NOBODY, "open", wrong);
        see(prober, go("/open/go", "forward", "/WEB-INF/view"), Caller.NOBODY, "data of other", wrong);
        see(prober, go("/open/go", "async", "/WEB-INF/view"), Caller.NOBODY, "data of other", wrong);
        // what a page includes is part of the page, whoever may call it alone
        see(prober, go("/open/go", "include", "/admin/x"), Caller.NOBODY, "data of open", wrong);
        assertEquals("", String.join("\n", wrong));
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void requestWhenContainerChoosesAWelcomeFileThenBothNamesDecide(Container container) throws Exception {
        List<String> wrong = new ArrayList<>();
        Prober prober = start(container);
        expect(prober, "/app/open/", Caller.NOBODY, "open", wrong);
        expect(prober, "/app/open/index.do", Caller.NOBODY, "open", wrong);
        expect(prober, "/app/dir/", Caller.NOBODY, "token", wrong);
        expect(prober, "/app/dir/", Caller.USER, "other", wrong);
        assertEquals("", String.join("\n", wrong));
    }

    private static void expect(Prober prober, String target, Caller caller, String word, List<String> wrong)
            throws Exception {
        Prober.Outcome outcome = prober.get(target, caller);
        if (!outcome.word().equals(word) || !outcome.leak().isEmpty()) {
            wrong.add(target + " by " + caller + ": " + outcome.leak() + " expected " + word + " was " + outcome.word()
                    + " " + outcome.text());
        }
    }

    private static void see(Prober prober, String target, Caller caller, String text, List<String> wrong)
            throws Exception {
        Prober.Outcome outcome = prober.get(target, caller);
        if (!outcome.text().startsWith("200 {\"code\":1,") || !outcome.text().contains(text)) {
            wrong.add(target + " by " + caller + " expected " + text + " was " + outcome.text());
        }
    }
}
