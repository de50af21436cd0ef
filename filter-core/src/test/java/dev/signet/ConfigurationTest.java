package dev.signet;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.config.InitParams;
import dev.signet.config.Parameter;
import dev.signet.config.Parameters;
import dev.signet.config.ProblemsException;
import dev.signet.event.Events;
import dev.signet.testing.FakeWebapp;
import dev.signet.testing.OfferedServices;
import dev.signet.testing.ParameterRow;
import dev.signet.testing.TestWebapp;
import dev.signet.token.KeySource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every parameter of the filter, typed rightly and wrongly. */
class ConfigurationTest {

    @TempDir
    private static Path folder;

    @BeforeAll
    static void files() throws IOException {
        ParameterRow.files(folder);
    }

    static Stream<ParameterRow> rows() throws IOException {
        return ParameterRow.all().stream().filter(row -> !row.isIssuers() && !row.isHealths() && !row.isPortals());
    }

    private static SignetConfig read(FakeWebapp webapp) {
        return SignetConfig.read(
                InitParams.of(webapp.filter()),
                Map.of("SIGNET_SECRET", TestWebapp.SECRET)::get,
                Clock.systemUTC(),
                Events.to("dev.signet.test"));
    }

    private static String refusal(FakeWebapp webapp) {
        return assertThrows(IllegalArgumentException.class, () -> read(webapp)).getMessage();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void readWhenRowOfTheTableThenItsMessageAndNoSecret(ParameterRow row) {
        FakeWebapp webapp = new FakeWebapp().init(row.name(), row.value().replace("{folder}", folder.toString()));
        if (!row.isSecret()) {
            webapp.init("jwt.secret", TestWebapp.SECRET);
        }
        if (row.message().equals("fine")) {
            assertDoesNotThrow(() -> read(webapp));
            return;
        }
        String message = refusal(webapp);
        assertTrue(message.contains("\n  - " + row.message()) || message.contains(row.message()), message);
        assertFalse(message.contains(ParameterRow.SECRET), message);
        assertFalse(message.contains("tooshort!"), message);
        assertFalse(message.contains("%%%"), message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void buildWhenRowOfTheTableThenTheSameMessage(ParameterRow row) {
        if (row.name().equals("jwt.secret-env") || row.value().startsWith("/WEB-INF/")) {
            return; // the builder reads the environment of this process, and has no webapp
        }
        SignetConfig.Builder builder =
                SignetConfig.builder().set(row.name(), row.value().replace("{folder}", folder.toString()));
        FakeWebapp webapp = new FakeWebapp().init(row.name(), row.value().replace("{folder}", folder.toString()));
        if (!row.isSecret()) {
            builder.set("jwt.secret", TestWebapp.SECRET);
            webapp.init("jwt.secret", TestWebapp.SECRET);
        }
        if (row.message().equals("fine")) {
            assertDoesNotThrow(builder::build);
        } else {
            assertEquals(
                    refusal(webapp),
                    assertThrows(IllegalArgumentException.class, builder::build).getMessage());
        }
    }

    @Test
    void tableWhenReadThenEveryParameterIsThereRightAndWrong() throws IOException {
        for (boolean fine : new boolean[] {true, false}) {
            Set<String> names = ParameterRow.all().stream()
                    .filter(row -> row.message().equals("fine") == fine)
                    .map(ParameterRow::name)
                    .collect(Collectors.toCollection(TreeSet::new));
            names.add("issuer.class"); // rightly named in the tests of its own
            Set<String> missing = new TreeSet<>();
            Stream.of(Parameter.values()).map(Parameter::text).forEach(missing::add);
            missing.removeIf(name -> name.startsWith("jwt."));
            missing.removeAll(names);
            assertEquals(Set.of(), missing);
        }
    }

    @Test
    void readWhenSeveralProblemsThenOneMessageWithALineEach() {
        String message = refusal(new FakeWebapp()
                .context("signet.jwt.isuer", "x")
                .init("envelope.languge", "en")
                .init("envelope.buffer-bytes", "many")
                .init("access.rules", "GET /a\nGET b permit")
                .init("check.class", "com.acme.Gone"));
        assertTrue(message.startsWith("7 problems in the Signet configuration:\n  - "), message);
        assertEquals(8, message.lines().count(), message);
        assertTrue(message.contains("\n  - signet.jwt.isuer: unknown parameter; did you mean signet.jwt.issuer?"));
        assertTrue(message.contains("\n  - jwt.secret-env: no key is configured"), message);
    }

    @Test
    void readWhenNothingIsGivenThenTheKeyIsMissing() {
        assertTrue(refusal(new FakeWebapp()).startsWith("1 problem in the Signet configuration:\n  - "));
    }

    @Test
    void readWhenBothParamsThenTheInitParamWins() {
        FakeWebapp webapp = new FakeWebapp()
                .context("signet.jwt.secret", TestWebapp.SECRET)
                .context("signet.envelope.buffer-bytes", "many")
                .init("envelope.buffer-bytes", "0");
        assertDoesNotThrow(() -> read(webapp));
        assertTrue(refusal(webapp.init("envelope.buffer-bytes", "some")).contains("\"some\""));
    }

    @Test
    void readWhenContextParamsAreOthersThenIgnored() {
        FakeWebapp webapp = new FakeWebapp()
                .context("signet.jwt.secret", TestWebapp.SECRET)
                .context("signet.issuer.zone", "nowhere, but that is for the token endpoint to say")
                .context("signetx.jwt.issuer", "x")
                .context("jwt.isuer", "x")
                .context("log4jContextName", "x");
        assertDoesNotThrow(() -> read(webapp));
    }

    @Test
    void readWhenInitParamIsTheEndpointsThenUnknownHere() {
        String message =
                refusal(new FakeWebapp().init("jwt.secret", TestWebapp.SECRET).init("issuer.jti", "true"));
        assertTrue(message.contains("issuer.jti: unknown parameter here; it belongs to the token endpoint"), message);
    }

    @Test
    void readWhenTwoSecretsThenContradiction() {
        String message = refusal(new FakeWebapp()
                .init("jwt.secret", TestWebapp.SECRET)
                .context("signet.jwt.secret-env", "SIGNET_SECRET"));
        assertTrue(message.contains("jwt.secret-env") && message.contains("jwt.secret"), message);
        assertFalse(message.contains(TestWebapp.SECRET));
    }

    @Test
    void readWhenClassThrowsThenItsStackIsTheCause() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> read(new FakeWebapp()
                        .init("jwt.secret", TestWebapp.SECRET)
                        .init("check.class", Checks.Throwing.class.getName())));
        assertEquals("the list of revoked tokens is down", refused.getCause().getMessage());
    }

    @Test
    void buildWhenCheckIsGivenTwiceThenContradiction() {
        SignetConfig.Builder builder = SignetConfig.builder()
                .set("jwt.secret", TestWebapp.SECRET)
                .set("check.class", Checks.Good.class.getName())
                .tokenCheck(new Checks.Good());
        assertTrue(assertThrows(IllegalArgumentException.class, builder::build)
                .getMessage()
                .contains("check.class: a TokenCheck is also set in code; set only one of the two"));
    }

    @Test
    void checkWhenNamedOrOfferedThenAsked() throws Exception {
        try (TestWebapp app = new TestWebapp()
                .with("check.class", Checks.Revoking.class.getName())
                .start()) {
            assertEquals(10003, app.get("/x", TestWebapp.bearer("")).code());
        }
        try (OfferedServices services = OfferedServices.of(folder, TokenCheck.class, Checks.Revoking.class.getName());
                TestWebapp app = new TestWebapp().start()) {
            assertEquals(1, services.count());
            assertEquals(10003, app.get("/x", TestWebapp.bearer("")).code());
        }
        try (TestWebapp app = new TestWebapp().start()) {
            assertEquals(404, app.get("/x", TestWebapp.bearer("")).code());
        }
    }

    @Test
    void readWhenSeveralChecksAreOfferedThenProblem() throws Exception {
        FakeWebapp webapp = new FakeWebapp().init("jwt.secret", TestWebapp.SECRET);
        try (OfferedServices two = OfferedServices.of(
                folder, TokenCheck.class, Checks.Good.class.getName(), Checks.Revoking.class.getName())) {
            assertEquals(2, two.count());
            String message = refusal(webapp);
            assertTrue(
                    message.contains("check.class: several services of dev.signet.TokenCheck were found, but only one"
                            + " can be used: dev.signet.Checks$Good, dev.signet.Checks$Revoking"),
                    message);
            assertDoesNotThrow(() -> read(webapp.init("check.class", Checks.Good.class.getName())));
        }
    }

    @Test
    void readWhenSeveralKeySourcesAreOfferedThenThatIsTheProblem() throws Exception {
        String vault = "dev.signet.keys.KeySourceTest$Vault";
        try (OfferedServices two = OfferedServices.of(folder, KeySource.class, vault, OtherVault.class.getName())) {
            assertEquals(2, two.count());
            String message = refusal(new FakeWebapp());
            assertTrue(
                    message.contains("several services of dev.signet.token.KeySource were found, but only one"
                            + " can be used: " + vault + ", " + OtherVault.class.getName()),
                    message);
            assertFalse(message.contains("jwt.secret-env"), message);
        }
    }

    /** Found by ServiceLoader. */
    public static final class OtherVault implements KeySource {
        @Override
        public List<NamedKey> keys() {
            return List.of();
        }
    }

    @Test
    void readWhenOfferedCheckCannotBeMadeThenProblem() throws Exception {
        for (String name : List.of("com.acme.Gone", Checks.Throwing.class.getName(), Checks.class.getName())) {
            try (OfferedServices one = OfferedServices.of(folder, TokenCheck.class, name)) {
                assertEquals(1, one.count());
                String message = refusal(new FakeWebapp().init("jwt.secret", TestWebapp.SECRET));
                assertTrue(message.contains(
                        "check.class: a service of dev.signet.TokenCheck was found but cannot be created"));
            }
        }
    }

    @Test
    void readWhenThreadHasNoClassLoaderThenOurs() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(null);
        try {
            assertDoesNotThrow(() -> read(new FakeWebapp()
                    .init("jwt.secret", TestWebapp.SECRET)
                    .init("check.class", Checks.Good.class.getName())));
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void setWhenNullThenSaysWhich() {
        SignetConfig.Builder builder = SignetConfig.builder();
        assertEquals(
                "jwt.issuer",
                assertThrows(NullPointerException.class, () -> builder.set("jwt.issuer", null))
                        .getMessage());
    }

    @Test
    void parametersWhenReadFromTheWebappThenFilesBelowWebInf() throws IOException {
        Parameters parameters =
                InitParams.of(new FakeWebapp().file("/WEB-INF/a", "text").filter());
        assertEquals("text", new String(parameters.file("/WEB-INF/a"), StandardCharsets.UTF_8));
    }

    @Test
    void buildWhenTheWebappIsGivenThenItsFilesAreRead() throws Exception {
        SignetConfig.Builder builder = SignetConfig.builder().set("jwt.secret-file", "/WEB-INF/secret-of-the-shop");
        ProblemsException without = assertThrows(ProblemsException.class, builder::build);
        assertEquals(1, without.problems().size(), without.getMessage());
        assertTrue(without.problems().get(0).startsWith("jwt.secret-file: "), without.getMessage());
        FakeWebapp webapp = new FakeWebapp().file("/WEB-INF/secret-of-the-shop", TestWebapp.SECRET);
        assertDoesNotThrow(builder.webapp(webapp.filter().getServletContext())::build);
    }
}
