package dev.signet.spring.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.issue.ClientStore;
import dev.signet.token.KeySource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a configuration is said at once, by the names that are typed, and never with a secret. */
class MistakesTest {

    private static final String SECRET = "signet.jwt.secret: " + Calls.SECRET + "\n";

    @Test
    void problemsWhenSeveralThenAllWithNameValueAllowedAndPlace() throws Exception {
        List<String> problems = Settings.yaml("""
                signet.jwt.secret: short
                signet.jwt.clock-skew-seconds: 1500ms
                signet.jwt.isuer: any
                signet.access.rules:
                  - GET /health let-in
                signet.token.path: api/*
                signet.issuer.lifetime-seconds: 0
                signet.portal.path: /open
                signet.portal.servers: nowhere
                """).problems();
        String all = String.join("\n", problems);
        for (String expected : List.of(
                "signet.jwt.secret: the secret has 5 bytes and needs 32 (RFC 7518 §3.2)",
                "signet.jwt.clock-skew-seconds: \"1500ms\" is not allowed; expected a whole number from 0 to 600"
                        + " (from Byte array resource [application.yml] - 2:32)",
                "signet.jwt.isuer: unknown parameter; did you mean signet.jwt.issuer? (from Byte array resource [application.yml] - 3:19)",
                "signet.access.rules: \"GET /health let-in\" is not allowed",
                "signet.token.path: \"api/*\" is not allowed; expected a path below the context path without wildcards, like"
                        + " /api/token (from Byte array resource [application.yml] - 6:20)",
                "signet.portal.servers: \"nowhere\" is not allowed; expected an address like https://api.acme.com/v1")) {
            assertTrue(all.contains(expected), expected + "\n" + all);
        }
    }

    @Test
    void endpointsWhenWrongThenSaidBesideTheFilter() throws Exception {
        List<String> problems = Settings.yaml("signet.token.path: /api/token\nsignet.issuer.lifetime-seconds: 0\n")
                .problems();
        String all = String.join("\n", problems);
        assertTrue(all.contains("no key is configured; set one of signet.jwt.secret-env"), all);
        assertTrue(all.contains("signet.issuer.lifetime-seconds: \"0\" is not allowed"), all);
        assertTrue(all.contains("signet.issuer.clients-file: nothing says who may get a token"), all);
        assertEquals(problems.size(), problems.stream().distinct().count(), all);
    }

    @Test
    void nothingWhenTypedThenSaysWhatIsNeeded() throws Exception {
        List<String> problems = Settings.yaml("").problems();
        assertEquals(1, problems.size(), problems.toString());
        assertTrue(problems.get(0).contains("signet.jwt.secret"), problems.get(0));
    }

    /** The name of a variable in a pattern is known to many, and long enough for a secret. */
    @Test
    void secretWhenItsPlaceholderIsNotFilledThenRefused() throws Exception {
        List<String> problems = Settings.yaml("signet.jwt.secret: ${ACME_PRODUCTION_SIGNET_SECRET_OF_THE_SHOP}")
                .problems();
        assertTrue(
                problems.get(0)
                        .startsWith("signet.jwt.secret: unresolved placeholder"
                                + " ${ACME_PRODUCTION_SIGNET_SECRET_OF_THE_SHOP}"),
                problems.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "signet.jwt.audience: {a: b} > signet.jwt.audience.a: unknown parameter",
                "signet.errors.statuses: {409: 20009 x} > signet.errors.statuses[409]: unknown parameter",
                "signet.access.rules: [{path: /a}] > signet.access.rules[0].path: unknown parameter",
                "signet.jwt.jwks-url: [https://a/x, https://b/x] > signet.jwt.jwks-url: a list is not allowed; expected one value",
                "signet.jwt.issuer: > signet.jwt.issuer: is blank",
                "signet.enabled: maybe > signet.enabled: \"maybe\" is not allowed; expected one of true, false",
                "signet.default-exclusions: no way > signet.default-exclusions: \"no way\" is not allowed",
                "signet.enabeld: true > signet.enabeld: unknown parameter",
                "signet.issuer.data-source: shop > signet.issuer.data-source: there is no bean of this name that is a DataSource"
            })
    void valueWhenOfAnotherShapeThenSaid(String typed, String expected) throws Exception {
        List<String> problems = Settings.yaml(SECRET + typed).problems();
        assertEquals(
                1, problems.stream().filter(each -> each.startsWith(expected)).count(), problems.toString());
    }

    @Test
    void beansWhenThereAreTwoThenNamed() throws Exception {
        KeySource none = List::of;
        List<String> problems =
                Settings.yaml("").bean("vault", none).bean("file", none).problems();
        assertTrue(
                problems.get(0)
                        .startsWith(
                                "dev.signet.token.KeySource: there are several beans of this type (file, vault), but"
                                        + " only one can be used"),
                problems.toString());
    }

    @Test
    void beanWhenBesideItsParameterThenContradiction() throws Exception {
        ClientStore store = id -> null;
        KeySource keys = List::of;
        String problems = String.join(
                "\n",
                Settings.yaml(SECRET + "signet.token.path: /t\nsignet.issuer.clients-file: /nowhere/clients.json")
                        .bean("store", store)
                        .bean("keys", keys)
                        .problems());
        assertTrue(problems.contains("signet.issuer.clients-file: a ClientStore is also set"), problems);
        assertTrue(problems.contains("signet.jwt.secret: a KeySource was given in code"), problems);
    }

    @Test
    void secretWhenAnywhereThenNeverShown() throws Exception {
        String secret = "q7Zr1vKc9TnXw3Bd5Ls8Yh2Mf6Jg4Pa";
        for (String typed : List.of(
                "signet.jwt.secret: " + secret + "\nsignet.jwt.issuer: " + secret + "\nsignet.jwt.types: " + secret
                        + ",,",
                "signet.jwt.secret: [" + secret + ", " + secret + "]",
                "signet.jwt.secret: " + secret + "${no}",
                "signet.jwt.secret: a${" + secret + "}b",
                "signet.jwt.secret: " + secret + secret + "\nsignet.portal.path: /p\nsignet.portal.servers: " + secret
                        + secret,
                "signet.jwt.secret: " + secret + secret + "\nsignet.health.path: /h\nsignet.health.networks: " + secret
                        + secret,
                "signet.jwt.secret: " + secret + secret + "\nsignet.token.path: " + secret + secret,
                "signet.jwt.secret: " + secret + secret + "\nsignet.issuer.data-source: " + secret + secret,
                "signet.jwt.secret: {a: " + secret + "}",
                "signet.jwt.secret-env: " + secret,
                "signet.jwt.private-key-file: " + secret)) {
            List<String> problems = Settings.yaml(typed).problems();
            assertFalse(problems.isEmpty(), typed);
            assertFalse(problems.toString().contains(secret), problems.toString());
        }
    }

    @Test
    void pathsWhenTheSameThenSaid() throws Exception {
        List<String> problems = Settings.yaml(SECRET + "signet.health.path: /up\nsignet.jwks.path: /up")
                .problems();
        assertEquals(
                List.of(
                        "signet.health.path: \"/up\" is not allowed; expected another path than that of signet.jwks.path"
                                + " (from Byte array resource [application.yml] - 2:21)"),
                problems);
    }

    @Test
    void variableWhenMisspeltThenNamed() throws Exception {
        Settings settings = Settings.yaml(SECRET).environment(Map.of("SIGNET_JWT_AUDIENC", "shop"));
        assertEquals(List.of(), settings.problems());
        assertEquals(
                List.of("SIGNET_JWT_AUDIENC"),
                GivenProperties.of(settings.environment).unknown().doubtful());
    }
}
