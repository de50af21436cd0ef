package dev.signet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.LogCapture;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.TestWebapp;
import dev.signet.token.KeySource;
import dev.signet.token.VerifiedToken;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects that a webapp hands to its filter, rightly and wrongly. */
class BeansTest {

    private static final String CHECK = "dev.signet.TokenCheck";
    private static final String KEYS = "dev.signet.token.KeySource";
    private static final TokenCheck REVOKING = (token, request) -> TokenCheck.Outcome.REVOKED;
    private static final KeySource SOURCE =
            () -> List.of(new KeySource.NamedKey(new SecretKeySpec(TestWebapp.SECRET.getBytes(UTF_8), "HmacSHA256")));

    /** Named by a parameter. */
    public static final class Named implements TokenCheck {

        /** As an application would write it. */
        public Named() {}

        @Override
        public Outcome check(VerifiedToken token, HttpServletRequest request) {
            return Outcome.FINE;
        }
    }

    private static TestWebapp webapp() {
        return new TestWebapp().serve("/*", (request, response) -> {
            response.setContentType("application/json");
            response.getWriter().print("1");
        });
    }

    private static SignetConfig.Builder code() {
        return SignetConfig.builder().set("jwt.secret", TestWebapp.SECRET);
    }

    private static int call(TestWebapp app) throws Exception {
        return app.get("/x", TestWebapp.bearer("")).code();
    }

    /** Starts and asks, and is refused. */
    private static void refused(TestWebapp webapp, SignetConfig config, String problem) throws Exception {
        try (LogCapture logs = LogCapture.open();
                TestWebapp app = config == null ? webapp.start() : webapp.start(new SignetFilter(config))) {
            RawAnswer answer = app.get("/x", TestWebapp.bearer(""));
            assertEquals(503, answer.status());
            assertEquals(-30, answer.code());
            assertEquals("null", answer.data());
            assertTrue(
                    logs.lines(Level.SEVERE).stream()
                            .anyMatch(line ->
                                    line.startsWith("Signet refuses every request: ") && line.contains(problem)),
                    logs::everything);
        }
    }

    @Test
    void callWhenTheCheckIsAnAttributeThenAskedAndToldOfTheWebapp() throws Exception {
        AtomicInteger told = new AtomicInteger();
        TokenCheck check = new TokenCheck() {
            @Override
            public void init(Context context) {
                assertEquals(this, context.servletContext().getAttribute(CHECK));
                told.incrementAndGet();
            }

            @Override
            public Outcome check(VerifiedToken token, HttpServletRequest request) {
                return Outcome.REVOKED;
            }
        };
        try (TestWebapp app = webapp().attribute(CHECK, check).start()) {
            assertEquals(10003, call(app));
            assertEquals(1, told.get());
        }
    }

    @Test
    void callWhenTheKeysAreAnAttributeThenTheirTokensAreAccepted() throws Exception {
        try (TestWebapp app =
                webapp().without("jwt.secret").attribute(KEYS, SOURCE).start()) {
            assertEquals(1, call(app));
            assertEquals(10003, app.get("/x").code());
        }
    }

    @Test
    void startWhenAnAttributeIsSomethingElseThenProblem() throws Exception {
        refused(
                webapp().attribute(CHECK, "com.acme.Revocations"),
                null,
                CHECK + ": the attribute of the ServletContext is a java.lang.String, not a " + CHECK);
        refused(
                webapp().without("jwt.secret").attribute(KEYS, new Object()),
                null,
                KEYS + ": the attribute of the ServletContext is a java.lang.Object, not a " + KEYS);
    }

    @Test
    void startWhenAnAttributeIsOfAnotherClassLoaderThenSaid() throws Exception {
        URL classes = TokenCheck.class.getProtectionDomain().getCodeSource().getLocation();
        URL servlet =
                HttpServletRequest.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader shared =
                new URLClassLoader(new URL[] {classes, servlet}, ClassLoader.getPlatformClassLoader())) {
            Class<?> twin = shared.loadClass(CHECK);
            Object check = Proxy.newProxyInstance(shared, new Class<?>[] {twin}, (proxy, method, args) -> null);
            refused(
                    webapp().attribute(CHECK, check),
                    null,
                    ", not a " + CHECK + " of this class loader: the jar of Signet is on the class path twice");
        }
    }

    @Test
    void startWhenOneIsHandedOverAndAnotherNamedThenContradiction() throws Exception {
        refused(
                webapp().attribute(CHECK, REVOKING).with("check.class", Named.class.getName()),
                null,
                "check.class: a TokenCheck is also set as the attribute " + CHECK
                        + " of the ServletContext; set only one of the two");
        refused(
                webapp().attribute(KEYS, SOURCE),
                null,
                "jwt.secret: a KeySource was given as the attribute " + KEYS
                        + " of the ServletContext, which provides all keys; set only one of the two");
        String problem = assertThrows(
                        IllegalArgumentException.class,
                        () -> code().set("check.class", Named.class.getName())
                                .tokenCheck(REVOKING)
                                .build())
                .getMessage();
        assertTrue(problem.contains("check.class: a TokenCheck is also set in code; set only one of the two"), problem);
    }

    @Test
    void startWhenAnAttributeWouldNotCountThenProblem() throws Exception {
        refused(
                webapp().attribute(CHECK, REVOKING),
                code().build(),
                CHECK + ": is set as an attribute of the ServletContext, which is ignored by a filter that is"
                        + " configured in code; hand it to the builder");
        refused(
                webapp().attribute(CHECK, new Named()).attribute(KEYS, SOURCE),
                code().tokenCheck(REVOKING).build(),
                KEYS + ": is set as an attribute of the ServletContext, which is ignored");
    }

    @Test
    void startWhenTheSameObjectIsInCodeAndAnAttributeThenFine() throws Exception {
        SignetConfig config =
                SignetConfig.builder().keySource(SOURCE).tokenCheck(REVOKING).build();
        try (TestWebapp app =
                webapp().attribute(CHECK, REVOKING).attribute(KEYS, SOURCE).start(new SignetFilter(config))) {
            assertEquals(10003, call(app));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void callWhenACheckComesTooLateThenRefusedAndSaidOnce(boolean inCode) throws Exception {
        try (LogCapture logs = LogCapture.open();
                TestWebapp app = inCode ? webapp().start(new SignetFilter(code().build())) : webapp().start()) {
            assertEquals(1, call(app));
            app.attribute(CHECK, (TokenCheck) (token, request) -> TokenCheck.Outcome.FINE);
            assertEquals(-30, call(app));
            assertEquals(-30, call(app));
            assertEquals(10003, app.get("/x").code(), "without a token it would not be asked");
            assertEquals(
                    List.of("SEVERE Signet refuses every call with a token: " + CHECK + ": the attribute of the"
                            + " ServletContext was set after the filter had started; set it in a"
                            + " ServletContextListener"),
                    logs.lines().stream()
                            .filter(line -> line.contains("every call with a token"))
                            .toList());
        }
    }

    @Test
    void callWhenTheAttributeThrowsThenSystemBusyWithoutItsWords() throws Exception {
        TokenCheck check = (token, request) -> {
            throw new IllegalStateException("the directory of acme is down");
        };
        try (LogCapture logs = LogCapture.open();
                TestWebapp app = webapp().attribute(CHECK, check).start()) {
            RawAnswer answer = app.get("/x", TestWebapp.bearer(""));
            assertEquals(-1, answer.code());
            assertFalse(answer.text().contains("directory"));
            assertTrue(logs.everything().contains("the directory of acme is down"));
        }
    }

    @Test
    void startWhenTheInitOfAnAttributeThrowsThenProblem() throws Exception {
        TokenCheck check = new TokenCheck() {
            @Override
            public void init(Context context) {
                throw new IllegalStateException("no directory");
            }

            @Override
            public Outcome check(VerifiedToken token, HttpServletRequest request) {
                return Outcome.FINE;
            }
        };
        refused(
                webapp().attribute(CHECK, check),
                null,
                "check.class: the init of " + check.getClass().getName());
    }

    @Test
    void builderWhenGivenNothingThenRefusedAtOnce() {
        assertThrows(NullPointerException.class, () -> SignetConfig.builder().tokenCheck(null));
        assertThrows(NullPointerException.class, () -> SignetConfig.builder().keySource(null));
    }
}
