package dev.signet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.MutableClock;
import dev.signet.testing.TestWebapp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What token inspect says of tokens. */
class TokenInspectTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_664_344_360);
    private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

    private final MutableClock clock = new MutableClock(NOW.toEpochMilli());

    @TempDir
    private Path folder;

    private Path webXml(String initParams) throws Exception {
        Path file = Files.createDirectories(folder.resolve("WEB-INF")).resolve("web.xml");
        return Files.writeString(file, """
                <?xml version="1.0"?>
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                  <context-param><param-name>signet.jwt.secret-env</param-name>
                    <param-value>SIGNET_SECRET</param-value></context-param>
                  <context-param><param-name>com.acme</param-name><param-value>x</param-value></context-param>
                  <filter><filter-name>signet</filter-name><filter-class>dev.signet.SignetFilter</filter-class>
                    %s</filter>
                  <filter><filter-name>other</filter-name><filter-class>com.acme.Filter</filter-class>
                    <init-param><param-name>jwt.issuer</param-name><param-value>nobody</param-value></init-param></filter>
                </web-app>
                """.formatted(initParams));
    }

    private static String initParam(String name, String value) {
        return "<init-param><param-name>" + name + "</param-name><param-value>" + value + "</param-value></init-param>";
    }

    private Prompt.Said inspect(String token, String... options) {
        String[] typed = Arrays.copyOf(new String[] {"token", "inspect"}, 2 + options.length);
        System.arraycopy(options, 0, typed, 2, options.length);
        Prompt.Said said = new Prompt()
                .environment("SIGNET_SECRET", TestWebapp.SECRET)
                .clock(clock)
                .input(token + "\n")
                .type(typed);
        String signature = token.substring(token.lastIndexOf('.') + 1);
        assertFalse(signature.length() > 8 && (said.out() + said.err()).contains(signature), "never the signature");
        return said;
    }

    @Test
    void inspectWhenTheTokenIsRightThenWhatItSaysAndThatItIsAccepted() throws Exception {
        String payload = "{\"nbf\":\"1664344355\",\"exp\":1664344385,\"sub\":\"客户\"}";
        Prompt.Said said = inspect(
                "Bearer " + TestWebapp.signed(HEADER, payload, TestWebapp.SECRET),
                "--config",
                webXml("").toString());
        assertEquals(
                "header: " + HEADER + "\npayload: " + payload
                        + "\nnbf: 2022-09-28T05:52:35Z, in the past\nexp: 2022-09-28T05:53:05Z, in the future\naccepted\n",
                said.out(),
                said.err());
        assertEquals(0, said.status());
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " -> ", quoteCharacter = '`', textBlock = """
            {"alg":"HS256"} -> {"exp":1664344350,"iss":"a"} -> expired
            {"alg":"HS256"} -> {"exp":1664344385,"nbf":1664344380} -> not-yet-valid
            {"alg":"HS256"} -> {"exp":1664344385,"iss":"b"} -> issuer-wrong
            {"alg":"HS256"} -> {"exp":1664344385000,"iss":"a"} -> time-in-milliseconds
            {"alg":"HS256"} -> {"iss":"a"} -> expiry-missing
            {"alg":"HS512"} -> {"exp":1664344385,"iss":"a"} -> algorithm-not-allowed
            {"alg":"HS256","typ":"secevent+jwt"} -> {"exp":1664344385,"iss":"a"} -> type-not-allowed
            {"alg":"HS256"} -> [] -> payload-not-json
            """)
    void inspectWhenARuleRefusesThenItsNameAndTheExitStatus(String header, String payload, String slug)
            throws Exception {
        String config = webXml(initParam("jwt.issuer", "a")).toString();
        Prompt.Said said = inspect(TestWebapp.signed(header, payload, TestWebapp.SECRET), "--config", config);
        assertEquals(2, said.status(), said.err());
        assertTrue(said.out().contains("\nrefused: " + slug + ": "), said.out());
        assertTrue(said.out().startsWith("header: " + header + "\npayload: " + payload), said.out());
    }

    @Test
    void inspectWhenTheKeyIsAnotherThenTheSignatureIsWrong() throws Exception {
        String token = TestWebapp.signed(HEADER, "{\"exp\":1664344385}", TestWebapp.SECRET + "x");
        assertTrue(inspect(token, "--config", webXml("").toString()).out().contains("refused: signature-wrong: "));
        Prompt.Said form = inspect(token);
        assertEquals(0, form.status());
        assertTrue(form.out().endsWith("form: valid; keys and rules are checked with --config\n"), form.out());
    }

    @Test
    void inspectWhenTheFormAloneIsJudgedThenTimesAreShownAndDoNotRefuse() {
        Prompt.Said said = inspect(TestWebapp.signed(HEADER, "{\"exp\":1}", TestWebapp.SECRET));
        assertEquals(0, said.status());
        assertTrue(said.out().contains("exp: 1970-01-01T00:00:01Z, in the past"), said.out());
        assertTrue(inspect(TestWebapp.signed(HEADER, "{\"exp\":\"soon\"}", TestWebapp.SECRET))
                .out()
                .contains("refused: time-not-readable: "));
    }

    @ParameterizedTest
    @CsvSource({
        "sesame, not-three-parts",
        "e30.sesame, not-three-parts",
        "e30.e30.e30.e30.sesame, not-three-parts",
        "e30=.e30.c2VzYW1l, not-canonical-base64url",
        "bm90.e30.c2VzYW1l, header-not-json"
    })
    void inspectWhenItIsNoTokenThenThatAndNothingOfIt(String text, String slug) {
        Prompt.Said said = inspect(text);
        assertEquals(2, said.status());
        assertTrue(said.out().contains("refused: " + slug + ": "), said.out());
        assertFalse(said.out().contains("sesame"), said.out());
    }

    @Test
    void inspectWhenTheHeaderWouldMoveTheCursorThenItIsShownEscaped() {
        Prompt.Said said =
                inspect(TestWebapp.signed(HEADER, "{\"exp\":1,\"a\":\"\u202E\u009B2J\"}", TestWebapp.SECRET));
        assertTrue(said.out().contains("\\u202e\\u009b2J"), said.out());
    }

    @Test
    void inspectWhenTheConfigurationIsWrongThenItsProblemsAndNoSecret() throws Exception {
        String token = TestWebapp.signed(HEADER, "{}", TestWebapp.SECRET);
        Prompt.Said said = inspect(
                token,
                "--config",
                webXml(initParam("jwt.isuer", "a") + initParam("jwt.cache-size", "-1"))
                        .toString());
        assertEquals(2, said.status());
        assertTrue(said.err().contains("jwt.isuer: unknown parameter"), said.err());
        assertTrue(said.err().contains("jwt.cache-size: \"-1\" is not allowed"), said.err());
        Prompt.Said two = inspect(
                token,
                "--config",
                webXml(initParam("jwt.secret", TestWebapp.SECRET)).toString());
        assertTrue(two.err().contains("only one of these may be set"), two.err());
        assertFalse(two.err().contains(TestWebapp.SECRET));
        Files.writeString(folder.resolve("broken.xml"), "<web-app><filter></web-app>");
        for (String file : new String[] {"none.xml", "broken.xml"}) {
            Prompt.Said missing =
                    inspect(token, "--config", folder.resolve(file).toString());
            assertEquals(2, missing.status());
            assertEquals(1, missing.err().lines().count(), missing.err());
        }
    }

    @Test
    void inspectWhenKeysAreInTheWebappThenTheyAreFoundBesideTheDescriptor() throws Exception {
        Path webXml = webXml(initParam("jwt.secret-file", "/WEB-INF/secret.txt"));
        Files.writeString(webXml, Files.readString(webXml).replace("signet.jwt.secret-env", "com.acme.secret-env"));
        Files.writeString(folder.resolve("WEB-INF").resolve("secret.txt"), TestWebapp.SECRET + "\n");
        Prompt.Said said = inspect(
                TestWebapp.signed(HEADER, "{\"exp\":1664344385}", TestWebapp.SECRET), "--config", webXml.toString());
        assertTrue(said.out().endsWith("accepted\n"), said.out() + said.err());
    }

    @Test
    void inspectWhenThereAreSeveralFiltersThenOneHasToBeChosen() throws Exception {
        Path webXml = webXml("");
        Files.writeString(webXml, Files.readString(webXml).replace("com.acme.Filter", "dev.signet.SignetFilter"));
        String token = TestWebapp.signed(HEADER, "{\"exp\":1664344385}", TestWebapp.SECRET);
        Prompt.Said said = inspect(token, "--config", webXml.toString());
        assertEquals(64, said.status());
        assertTrue(said.err().contains("choose one by --filter: signet, other"), said.err());
        assertTrue(inspect(token, "--config", webXml.toString(), "--filter", "signet")
                .out()
                .endsWith("accepted\n"));
        assertTrue(inspect(token, "--config", webXml.toString(), "--filter", "other")
                .out()
                .contains("issuer-wrong"));
        assertEquals(
                2,
                inspect(token, "--config", webXml.toString(), "--filter", "x").status());
        assertEquals(64, inspect(token, "--filter", "x").status());
    }
}
