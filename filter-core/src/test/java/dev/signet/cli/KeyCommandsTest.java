package dev.signet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.issue.TokenServlet;
import dev.signet.testing.MutableClock;
import dev.signet.testing.TestWebapp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys that are made and rotated, and the webapps that sign and verify with them. */
class KeyCommandsTest {

    private final MutableClock clock =
            new MutableClock(Instant.parse("2026-11-29T12:00:00Z").toEpochMilli());

    @TempDir
    private Path folder;

    private Prompt.Said type(String line) {
        return new Prompt().clock(clock).type(line.split(" "));
    }

    /** A webapp whose keys are these, with a token endpoint that signs with them. */
    private TestWebapp webapp(String parameter, Path file, String algorithm) throws Exception {
        Path clients = folder.resolve("clients.json");
        if (Files.notExists(clients)) {
            Files.writeString(
                    folder.resolve("secret"),
                    type("client new acme --file " + clients).secret());
        }
        return new TestWebapp()
                .without("jwt.secret")
                .context("signet." + parameter, file.toString())
                .context("signet.jwt.algorithms", algorithm)
                .context("signet.issuer.clients-file", clients.toString())
                .serveFromStart("/api/token", new TokenServlet())
                .serve("/api/me", (request, response) -> {
                    response.setContentType("application/json");
                    response.getWriter().print("1");
                })
                .with("access.rules", "* /api/token permit")
                .start();
    }

    private String token(TestWebapp webapp) throws Exception {
        String body = "{\"appKey\":\"acme\",\"appSecret\":\"" + Files.readString(folder.resolve("secret")) + "\"}";
        var answer = webapp.send("POST", "/api/token", body, "Content-Type: application/json");
        assertEquals(1, answer.code(), answer::text);
        return answer.json().path("data").path("token").asText();
    }

    private static int call(TestWebapp webapp, String token) throws Exception {
        return webapp.get("/api/me", "Authorization: Bearer " + token).code();
    }

    @ParameterizedTest
    @CsvSource({"rsa, PS256", "ec, ES256", "ed25519, EdDSA", "secret, HS512"})
    void newWhenPrintedThenAWebappSignsWithIt(String kind, String algorithm) throws Exception {
        Prompt.Said said = type("keys new " + kind);
        assertEquals(0, said.status(), said.err());
        Path file = Files.writeString(folder.resolve("key"), said.out());
        String parameter = kind.equals("secret") ? "jwt.secret-file" : "jwt.private-key-file";
        try (TestWebapp webapp = webapp(parameter, file, algorithm)) {
            assertEquals(1, call(webapp, token(webapp)));
        }
        assertFalse(said.out().equals(type("keys new " + kind).out()), "another one each time");
    }

    @ParameterizedTest
    @CsvSource({"rsa, RS256", "ec, ES256", "ed25519, EdDSA", "secret, HS256"})
    void rotateWhenEachStepIsDueThenNoTokenIsEverRefusedTooEarly(String kind, String algorithm) throws Exception {
        Path set = folder.resolve("set.json");
        Prompt.Said made = type("keys new " + kind + " --into " + set);
        assertEquals(0, made.status(), made.err());
        assertEquals(1, made.lines().size(), "a key in a set is not printed");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(set)));
        String first;
        try (TestWebapp webapp = webapp("jwt.jwks-file", set, algorithm)) {
            first = token(webapp);
        }

        clock.advance(Duration.ofDays(90));
        assertTrue(type("keys rotate " + set).out().contains(" is published, and "));
        early(set, Duration.ofMinutes(59), "signs at 2027-02-27T13:00:00Z, in 1m");
        try (TestWebapp webapp = webapp("jwt.jwks-file", set, algorithm)) {
            assertEquals(kid(first), kid(token(webapp)), "the old one still signs");
        }

        clock.advance(Duration.ofMinutes(1));
        assertTrue(type("keys rotate " + set).out().contains(" signs, and "));
        String second;
        try (TestWebapp webapp = webapp("jwt.jwks-file", set, algorithm)) {
            second = token(webapp);
            assertFalse(kid(second).equals(kid(first)), "the new one signs");
            assertEquals(1, call(webapp, first));
            assertEquals(1, call(webapp, second));
        }

        early(set, Duration.ofHours(23), "the old key is removed at 2027-02-28T13:00:00Z, in 1h");
        clock.advance(Duration.ofHours(1));
        assertTrue(type("keys rotate " + set).out().startsWith("removed: " + kid(first) + "; "));
        try (TestWebapp webapp = webapp("jwt.jwks-file", set, algorithm)) {
            assertEquals(1, call(webapp, second));
            // one key alone needs no name, so that it is the signature that is wrong
            assertEquals(10003, call(webapp, first));
        }
        assertFalse(Files.readString(set).contains(kid(first)));
        assertTrue(type("keys rotate " + set).out().contains(" is published, and "), "and again");
    }

    private void early(Path set, Duration later, String sentence) throws Exception {
        String before = Files.readString(set);
        clock.advance(later);
        Prompt.Said said = type("keys rotate " + set);
        assertEquals(1, said.status());
        assertTrue(said.err().contains("too early: ") && said.err().contains(sentence), said.err());
        assertEquals(before, Files.readString(set));
    }

    private static String kid(String token) {
        String header = new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[0]), StandardCharsets.UTF_8);
        var found = Pattern.compile("\"kid\":\"([^\"]+)\"").matcher(header);
        assertTrue(found.find(), header);
        return found.group(1);
    }

    @Test
    void rotateWhenAKeyIsSomebodyElsesThenItIsLeftAlone() throws Exception {
        Path set = folder.resolve("set.json");
        type("keys new ec --into " + set);
        type("keys new ec --into " + set);
        String made = Files.readString(set);
        String stranger = made.replaceFirst("(?s).*?(\"kid\":\"[^\"]+\").*", "$1");
        String byHand = made.replaceFirst(",\"signet_published\":\\{[^}]*\\}", "");
        assertFalse(byHand.contains("signet_published"));
        Files.writeString(set, byHand);
        for (int step = 0; step < 6; step++) {
            assertEquals(0, type("keys rotate " + set).status());
            clock.advance(Duration.ofDays(2));
        }
        assertEquals(
                2,
                Pattern.compile("\"kid\"")
                        .matcher(Files.readString(set))
                        .results()
                        .count());
        assertFalse(Files.readString(set).contains(stranger), "the one that signed went; the other one stayed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "keys new dsa | 64 | expected one of rsa, ec, ed25519, secret",
                "keys rotate FOLDER/none.json | 2 | there is no such file; keys new --into creates it",
                "keys rotate FOLDER/public.json | 2 | no key of this set can sign",
                "keys rotate FOLDER/broken.json | 2 | is not a JWK set that Signet can read",
                "keys new secret --into FOLDER/public.json | 2 | is left as it is"
            })
    void commandsWhenTheyCannotBeCarriedOutThenASentenceAndNothingChanges(String line, int status, String sentence)
            throws Exception {
        type("keys new ec --into " + folder.resolve("public.json"));
        Path open = folder.resolve("public.json");
        Files.writeString(open, Files.readString(open).replaceFirst("\"d\":\"[^\"]+\",", ""));
        Files.writeString(folder.resolve("broken.json"), "{\"keys\":[{]}");
        String before = Files.readString(open);
        Prompt.Said said = type(line.replace("FOLDER", folder.toString()));
        assertEquals(status, said.status(), said.err());
        assertTrue(said.err().contains(sentence), said.err());
        assertEquals(before, Files.readString(open));
        assertFalse(said.err().contains("\n\t"), "no stack trace");
    }

    /** A set as another tool may have made it; the reader leaves out what is for encryption. */
    @Test
    void rotateWhenAKeyForEncryptionStandsInFrontThenTheOneThatSignsIsRotated() throws Exception {
        type("keys new ec --into " + folder.resolve("enc.json"));
        String other = Files.readString(folder.resolve("enc.json"));
        String encrypting =
                other.substring(other.indexOf("{", 1), other.indexOf("}") + 1).replace("\"sig\"", "\"enc\"");
        Path set = folder.resolve("set.json");
        type("keys new ec --into " + set);
        Files.writeString(set, Files.readString(set).replaceFirst("\\[", "[" + encrypting + ","));
        String before;
        try (TestWebapp webapp = webapp("jwt.jwks-file", set, "ES256")) {
            before = kid(token(webapp));
        }

        for (Duration later : List.of(Duration.ZERO, Duration.ofMinutes(61), Duration.ofDays(1))) {
            clock.advance(later);
            Prompt.Said said = type("keys rotate " + set);
            assertEquals(0, said.status(), said.err());
        }

        try (TestWebapp webapp = webapp("jwt.jwks-file", set, "ES256")) {
            assertFalse(kid(token(webapp)).equals(before), "another one signs");
        }
        assertTrue(Files.readString(set).contains(encrypting), "what is not ours to rotate stays");
        assertFalse(Files.readString(set).contains(before), "the old one has gone");
    }

    @Test
    void newWhenTheSetCanBeReadByAllThenAWarning() throws Exception {
        Path set = folder.resolve("set.json");
        type("keys new ec --into " + set);
        Files.setPosixFilePermissions(set, PosixFilePermissions.fromString("rw-r--r--"));
        Prompt.Said said = type("keys new ec --into " + set);
        assertEquals(1, said.status());
        assertTrue(said.err().contains("can be read by every user of this machine"), said.err());
    }

    @Test
    void rotateWhenATimeIsBeyondAllOthersThenASentence() throws Exception {
        Path set = folder.resolve("set.json");
        type("keys new ec --into " + set);
        Files.writeString(
                set, Files.readString(set).replaceFirst("2026-11-29T12:00:00Z", "+1000000000-12-31T23:59:59Z"));
        Prompt.Said said = type("keys new ec --into " + set);
        assertEquals(2, said.status(), said.out());
        assertFalse(said.err().contains("\n\t"), "no stack trace");
    }
}
