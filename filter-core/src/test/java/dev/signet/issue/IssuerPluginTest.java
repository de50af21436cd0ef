package dev.signet.issue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.clients.SecretHash;
import dev.signet.testing.LogCapture;
import dev.signet.testing.OfferedServices;
import dev.signet.testing.RawAnswer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An issuer or a client store of the application's own, and an endpoint that has neither. */
class IssuerPluginTest {

    @TempDir
    private Path folder;

    private static TokenWebapp own() {
        return new TokenWebapp().with("issuer.class", Plugins.OwnIssuer.class.getName());
    }

    private static String token(RawAnswer answer) {
        return answer.json().at("/data/token").asText();
    }

    @Test
    void loginWhenIssuerIsNamedThenItsTokensAreAccepted() throws Exception {
        try (TokenWebapp app = own().with("jwt.audience", "us").start()) {
            RawAnswer answer = app.login("issues", "sesame");
            assertEquals("\"issues\"", app.me(token(answer)).data());
            answer = app.login("signs", "sesame");
            assertEquals(1, answer.code());
            assertEquals(
                    "2022-09-28 15:52:35",
                    answer.json().at("/data/expirationTime").asText());
            assertEquals(10003, app.me(token(answer)).code(), "its own claims have no audience: nothing is added");
        }
        try (TokenWebapp app = own().start()) {
            assertEquals(
                    "\"127.0.0.1\"", app.me(token(app.login("signs", "sesame"))).data());
        }
    }

    @Test
    void loginWhenIssuerAnswersNullThenNoSuchUserAndThrottled() throws Exception {
        try (TokenWebapp app = own().start();
                LogCapture logs = LogCapture.open()) {
            for (int i = 0; i < 10; i++) {
                assertEquals(15000, app.login("nobody", "sesame").code());
            }
            RawAnswer busy = app.login("nobody", "sesame");
            assertEquals(-1, busy.code());
            assertEquals("60", busy.header("Retry-After"));
            assertEquals(11, logs.lines().size());
            assertEquals(
                    "INFO token refused: client \"nobody\" from 127.0.0.1: by " + Plugins.OwnIssuer.class.getName(),
                    logs.lines().get(0));
            assertFalse(logs.everything().contains("sesame"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"throws", "dates"})
    void loginWhenIssuerThrowsThenSystemBusyAndLogged(String id) throws Exception {
        try (TokenWebapp app = own().start();
                LogCapture logs = LogCapture.open()) {
            for (int i = 0; i < 12; i++) {
                RawAnswer busy = app.login(id, "sesame");
                assertEquals(-1, busy.code());
                assertEquals("null", busy.data());
                assertEquals(null, busy.header("Retry-After"), "it is not the caller's failure");
            }
            assertEquals(12, logs.lines().size());
            assertEquals(
                    "SEVERE the token issuer " + Plugins.OwnIssuer.class.getName() + " failed",
                    logs.lines().get(0));
            assertTrue(logs.everything().contains("IllegalStateException: the directory is down")
                    || logs.everything().contains("a claim must be a string, number, boolean, list or map"));
            assertFalse(logs.everything().contains("sesame"));
        }
    }

    @Test
    void loginWhenIssuerIsOfferedThenItIsAsked() throws Exception {
        try (OfferedServices services =
                        OfferedServices.of(folder, TokenIssuer.class, Plugins.OwnIssuer.class.getName());
                TokenWebapp app = new TokenWebapp().start()) {
            assertEquals(1, app.login("issues", "sesame").code());
            assertEquals(1, services.count());
        }
    }

    @Test
    void loginWhenStoreIsOfferedThenTheBuiltInIssuerAsksIt() throws Exception {
        try (OfferedServices services =
                        OfferedServices.of(folder, ClientStore.class, Plugins.OwnStore.class.getName());
                TokenWebapp app = new TokenWebapp().start();
                LogCapture logs = LogCapture.open()) {
            RawAnswer answer = app.login("acme", TokenWebapp.SECRET);
            assertEquals("\"acme\"", app.me(token(answer)).data());
            assertEquals(15000, app.login("acme", "wrong").code());
            assertEquals(15000, app.login("nobody", "wrong").code());
            assertEquals(-1, app.login("throws", "sesame").code());
            assertEquals(3, logs.lines().size());
            assertEquals(1, services.count());
            assertFalse(logs.everything().contains("sesame"));
        }
    }

    @Test
    void startWhenSeveralAreOfferedThenNoneIsTaken() throws Exception {
        refused(
                OfferedServices.of(
                        folder,
                        ClientStore.class,
                        Plugins.OwnStore.class.getName(),
                        Plugins.OtherStore.class.getName()),
                new TokenWebapp(),
                "ClientStore: several services of dev.signet.issue.ClientStore were found, but only one can be"
                        + " used: " + Plugins.OwnStore.class.getName() + ", " + Plugins.OtherStore.class.getName());
        refused(
                OfferedServices.of(
                        folder,
                        TokenIssuer.class,
                        Plugins.OwnIssuer.class.getName(),
                        Plugins.FailingInit.class.getName()),
                new TokenWebapp(),
                "issuer.class: several services of dev.signet.issue.TokenIssuer were found");
    }

    @Test
    void startWhenWhatIsOfferedCannotBeMadeThenProblem() throws Exception {
        refused(
                OfferedServices.of(folder, TokenIssuer.class, "com.acme.Gone"),
                new TokenWebapp(),
                "issuer.class: a service of dev.signet.issue.TokenIssuer was found but cannot be created");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"com.acme.Gone", "java.lang.String", "java.lang.Runnable", "dev.signet.issue.BuiltInIssuer"})
    void startWhenNamedClassIsNoIssuerThenProblem(String name) throws Exception {
        refused(
                OfferedServices.none(),
                new TokenWebapp().with("issuer.class", name),
                "issuer.class: \"" + name + "\" is not allowed; expected a public class that implements"
                        + " dev.signet.issue.TokenIssuer");
    }

    @Test
    void startWhenInitFailsThenProblemWithItsStack() throws Exception {
        refused(
                OfferedServices.none(),
                new TokenWebapp().with("issuer.class", Plugins.FailingInit.class.getName()),
                "issuer.class: the init of " + Plugins.FailingInit.class.getName() + " failed");
    }

    @Test
    void startWhenTwoSayWhoMayHaveATokenThenContradiction() throws Exception {
        refused(
                OfferedServices.none(),
                own().clients(folder.resolve("clients.json"), TokenWebapp.ENTRY),
                "issuer.clients-file: the issuer " + Plugins.OwnIssuer.class.getName()
                        + " does not use it; set only one of the two");
    }

    @Test
    void startWhenNothingSaysWhoMayHaveATokenThenProblem() throws Exception {
        refused(
                OfferedServices.none(),
                new TokenWebapp(),
                "issuer.clients-file: nothing says who may get a token; set this parameter, issuer.data-source, issuer.class, or hand"
                        + " over a dev.signet.issue.ClientStore or a dev.signet.issue.TokenIssuer");
    }

    @Test
    void startWhenParametersAreWrongThenAllInOneMessage() throws Exception {
        refused(
                OfferedServices.none(),
                new TokenWebapp()
                        .with("issuer.lifetime-seconds", "0")
                        .with("issuer.nbf-format", "text")
                        .with("issuer.jti", "yes")
                        .with("issuer.zone", "Mars")
                        .with("issuer.lifetime-secnds", "1")
                        .with("issuer.clients-file", ""),
                "issuer.lifetime-seconds: \"0\" is not allowed; expected a whole number from 1 to 31536000",
                "issuer.nbf-format: \"text\" is not allowed; expected one of number, string",
                "issuer.jti: \"yes\" is not allowed; expected one of true, false",
                "issuer.zone: \"Mars\" is not allowed; expected a time zone",
                "signet.issuer.lifetime-secnds: unknown parameter; did you mean signet.issuer.lifetime-seconds?",
                "issuer.clients-file: is blank");
    }

    /** Every request is refused with -30 and 503 on the wire, in every mode, and one log line says why. */
    private static void refused(OfferedServices services, TokenWebapp app, String... parts) throws Exception {
        try (services;
                app;
                LogCapture logs = LogCapture.open()) {
            app.start();
            for (RawAnswer answer : List.of(
                    app.login("acme", "sesame"), app.get("/api/token"), app.get("/api/token", "Accept-Language: en"))) {
                assertEquals(503, answer.status());
                assertEquals(-30, answer.code());
                assertEquals("no-store", answer.header("Cache-Control"));
                assertTrue(
                        answer.text().startsWith("{\"code\":-30,\"message\":\"服务器异常\",\"data\":null,"), answer.text());
            }
            List<String> errors = logs.lines().stream()
                    .filter(line -> line.startsWith("SEVERE"))
                    .toList();
            assertEquals(1, errors.size(), errors.toString());
            assertTrue(errors.get(0)
                    .startsWith("SEVERE the token endpoint could not be set up and refuses every request: "));
            for (String part : parts) {
                assertTrue(errors.get(0).contains(part), part + " in " + errors.get(0));
            }
            long problems = errors.get(0)
                    .lines()
                    .filter(line -> line.startsWith("  - "))
                    .count();
            assertEquals(parts.length, Math.max(1, problems), errors.get(0)); // and nothing that only follows from them
            assertFalse(logs.everything().contains("sesame"));
        }
    }

    @Test
    void startWhenBareThenNotSetUpIs503WithoutABody() throws Exception {
        try (TokenWebapp app = new TokenWebapp().startBare()) {
            RawAnswer answer = app.login("acme", "sesame");
            assertEquals(503, answer.status());
            assertEquals("", answer.text());
            assertEquals("no-store", answer.header("Cache-Control"));
        }
    }

    @Test
    void clientWhenValuesAreWrongThenRefusedWithoutTheHash() {
        String hash = SecretHash.sha256("sesame");
        ClientStore.Secret secret = new ClientStore.Secret(hash);
        assertFalse(secret.toString().contains(hash.substring(8)));
        for (Executable wrong : List.<Executable>of(
                () -> new ClientStore.Client(" ", secret),
                () -> new ClientStore.Client("a"),
                () -> new ClientStore.Client("a", secret).withRights(List.of("a b"), List.of()),
                () -> new ClientStore.Client(
                        "a", null, List.of(secret), List.of(), List.of(), Duration.ofMillis(1500), List.of(), false),
                () -> new ClientStore.Client(
                        "a", null, List.of(secret), List.of(), List.of(), null, List.of("10.0.0.0"), false),
                () -> new ClientStore.Secret(hash + "=="))) {
            String message = assertThrows(IllegalArgumentException.class, wrong).getMessage();
            assertFalse(message.contains(hash.substring(8, 20)), message);
        }
    }
}
