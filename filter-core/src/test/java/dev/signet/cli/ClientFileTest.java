package dev.signet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.clients.Clients;
import dev.signet.clients.ClientsParser;
import dev.signet.clients.KnownClient;
import dev.signet.clients.SecretHash;
import dev.signet.clients.SlowHash;
import dev.signet.issue.TokenServlet;
import dev.signet.testing.MutableClock;
import dev.signet.testing.TestWebapp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands about clients, on a file. */
class ClientFileTest {

    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final String HASH = SecretHash.sha256("old");
    private static final String BY_HAND = """
            {
              "clients": [
                { "id": "first", "label": "Première – 第一", "secrets": [ {"hash": "%s"} ] },

                { "secrets": [ {"hash": "%1$s"} ],
                  "id": "acme",
                  "scopes": ["orders:read"] }
              ]
            }
            """.formatted(HASH);

    private final MutableClock clock = new MutableClock(NOW.toEpochMilli() + 250);
    private final Prompt prompt = new Prompt().clock(clock);

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("clients.json");
    }

    private Prompt.Said type(String line) {
        return prompt.type((line + " --file " + file).split(" "));
    }

    private String byHand() throws Exception {
        Files.writeString(file, BY_HAND);
        return BY_HAND;
    }

    private Clients clients() throws Exception {
        return ClientsParser.parse(Files.readAllBytes(file), note -> {});
    }

    private static boolean accepts(KnownClient client, String secret, Instant when) {
        return client.secrets().stream()
                .anyMatch(each -> each.hash().isDigest(SecretHash.digest(secret)) && each.isCurrent(when));
    }

    private List<String> names() throws Exception {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void commandsWhenTheEndpointReadsTheFileThenItDoesWhatTheySay() throws Exception {
        String first = type("client new acme").secret();
        try (TestWebapp webapp = webapp()) {
            assertEquals(1, login(webapp, first));
        }
        String second = type("client rotate acme --overlap 0").secret();
        try (TestWebapp webapp = webapp()) {
            assertEquals(15000, login(webapp, first));
            assertEquals(1, login(webapp, second));
        }
    }

    private TestWebapp webapp() throws Exception {
        return new TestWebapp()
                .context("signet.jwt.secret", TestWebapp.SECRET)
                .context("signet.issuer.clients-file", file.toString())
                .without("jwt.secret")
                .serveFromStart("/api/token", new TokenServlet())
                .with("access.rules", "* /api/token permit")
                .start();
    }

    private static int login(TestWebapp webapp, String secret) throws Exception {
        String body = "{\"appKey\":\"acme\",\"appSecret\":\"" + secret + "\"}";
        return webapp.send("POST", "/api/token", body, "Content-Type: application/json")
                .code();
    }

    @Test
    void newWhenThereIsNoFileThenItIsMadeForItsOwnerAlone() throws Exception {
        Prompt.Said said = type("client new acme --scopes orders:read,orders:write --networks 10.0.0.0/8 --days 30");
        assertEquals(0, said.status(), said.err());
        assertEquals("secret of acme, shown once:", said.lines().get(0));
        assertTrue(said.secret().matches("[\\w-]{43}"), "256 bits");
        KnownClient client = clients().find("acme");
        assertEquals(List.of("orders:read", "orders:write"), client.scopes());
        assertTrue(client.allows("10.1.2.3"));
        assertFalse(client.allows("192.0.2.1"));
        assertTrue(accepts(client, said.secret(), NOW.plus(Duration.ofDays(30))));
        assertFalse(accepts(client, said.secret(), NOW.plus(Duration.ofDays(30)).plusSeconds(1)));
        assertFalse(Files.readString(file).contains(said.secret()));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(List.of("clients.json"), names());
    }

    @Test
    void newWhenTheFileWasWrittenByHandThenEveryOtherCharacterStays() throws Exception {
        byHand();
        Prompt.Said said = type("client new third");
        assertEquals(0, said.status(), said.err());
        String entry = "{\"id\":\"third\",\"secrets\":[{\"hash\":\"" + SecretHash.sha256(said.secret()) + "\"}]}";
        assertEquals(
                BY_HAND.replace("[\"orders:read\"] }", "[\"orders:read\"] },\n\n    " + entry), Files.readString(file));
    }

    @Test
    void newWhenTheIdIsTakenThenNothingChangesAndNoSecretIsShown() throws Exception {
        byHand();
        Prompt.Said said = type("client new acme");
        assertEquals(2, said.status());
        assertEquals("", said.out());
        assertTrue(said.err().contains("client rotate gives it a new secret"), said.err());
        assertEquals(BY_HAND, Files.readString(file));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client new a --networks 10.0.0.1/8",
                "client new a --scopes a\"b",
                "client new \\u0000",
                "client new a\\u200b"
            })
    void newWhenAValueIsNotAllowedThenNothingIsMade(String line) throws Exception {
        Prompt.Said said = type(line);
        assertEquals(2, said.status(), said.err());
        assertEquals("", said.out());
        assertEquals(List.of(), names());
    }

    @Test
    void newWhenTheIdHasAColonThenAWarningAndItsExitStatus() throws Exception {
        Prompt.Said said = type("client new a:b");
        assertEquals(1, said.status());
        assertTrue(said.err().contains("warning: ") && said.err().contains("has a colon"), said.err());
        assertTrue(clients().find("a:b").exists());
    }

    @Test
    void changeWhenTheFileIsWrongThenItIsLeftAsItIs() throws Exception {
        String wrong = BY_HAND.replace("\"scopes\"", "\"scoops\"");
        Files.writeString(file, wrong);
        for (String line : List.of("client new x", "client disable acme", "client revoke acme", "client list")) {
            Prompt.Said said = type(line);
            assertEquals(2, said.status());
            assertTrue(said.err().contains("scoops: unknown member"), said.err());
            assertFalse(said.err().contains(HASH), "no hash");
            assertEquals(wrong, Files.readString(file));
        }
    }

    @Test
    void changeWhenThereIsNoSuchClientFileOrFolderThenSaysSo() throws Exception {
        assertTrue(type("client disable acme").err().contains("client new creates it"));
        assertTrue(type("client list").err().contains("cannot be read"));
        byHand();
        for (String line : List.of("disable x", "enable x", "revoke x", "rotate x --overlap 0")) {
            Prompt.Said said = type("client " + line);
            assertEquals(2, said.status());
            assertTrue(said.err().contains("there is no client \"x\""), said.err());
        }
        file = folder.resolve("none").resolve("clients.json");
        assertTrue(type("client new acme").err().contains("the folder of this file does not exist"));
        file = folder;
        assertTrue(type("client new acme").err().contains("is not a file"));
        assertEquals(BY_HAND, Files.readString(folder.resolve("clients.json")));
    }

    @Test
    void rotateWhenThereIsAnOverlapThenBothSecretsUntilItEnds() throws Exception {
        byHand();
        Prompt.Said said = type("client rotate acme --overlap 7d");
        assertEquals(0, said.status(), said.err());
        assertEquals("older secrets end at 2026-12-06T12:00:00Z", said.lines().get(2));
        KnownClient client = clients().find("acme");
        Instant end = NOW.plus(Duration.ofDays(7));
        assertTrue(accepts(client, "old", end) && accepts(client, said.secret(), end));
        assertFalse(accepts(client, "old", end.plusSeconds(1)));
        assertTrue(accepts(client, said.secret(), end.plusSeconds(1)));
        String expected = BY_HAND.replace(
                "[ {\"hash\": \"" + HASH + "\"} ],\n",
                "[ {\"hash\": \"" + HASH + "\",\"notAfter\": \"2026-12-06T12:00:00Z\"}, {\"hash\":\""
                        + SecretHash.sha256(said.secret()) + "\"} ],\n");
        assertEquals(expected, Files.readString(file));
    }

    @Test
    void rotateWhenThereIsNoOverlapThenTheNewSecretAlone() throws Exception {
        byHand();
        String secret = type("client rotate acme --overlap 0").secret();
        KnownClient client = clients().find("acme");
        assertEquals(1, client.secrets().size());
        assertTrue(accepts(client, secret, NOW));
    }

    @Test
    void rotateWhenRepeatedForYearsThenEndedSecretsGoAndNoEndIsPutOff() throws Exception {
        byHand();
        String last = "old";
        for (int month = 0; month < 40; month++) {
            String secret = type("client rotate acme --overlap 45d").secret();
            KnownClient client = clients().find("acme");
            assertTrue(accepts(client, secret, clock.instant()) && accepts(client, last, clock.instant()));
            assertTrue(client.secrets().size() <= 3);
            last = secret;
            clock.advance(Duration.ofDays(30));
        }
        String before = Files.readString(file);
        type("client rotate acme --overlap 3650d");
        Instant end = Instant.parse(before.replaceAll("(?s).*\"notAfter\": ?\"([^\"]+)\".*", "$1"));
        assertTrue(clients().find("acme").secrets().stream()
                .anyMatch(secret -> secret.end().equals(end)));
    }

    @Test
    void disableWhenRepeatedThenTheFileIsNotTouched() throws Exception {
        byHand();
        assertEquals("acme is disabled", type("client disable acme").lines().get(0));
        String disabled = Files.readString(file);
        assertEquals(
                BY_HAND.replace("[\"orders:read\"] }", "[\"orders:read\"],\n      \"disabled\": true }"), disabled);
        Object key = Files.readAttributes(file, "unix:ino,ctime");
        assertEquals(
                "acme was already disabled", type("client disable acme").lines().get(0));
        assertEquals(key, Files.readAttributes(file, "unix:ino,ctime"));
        assertEquals("acme is enabled", type("client enable acme").lines().get(0));
        assertEquals(disabled.replace("true", "false"), Files.readString(file));
        assertFalse(clients().find("acme").disabled());
    }

    @Test
    void revokeWhenTypedThenTokensOfThisSecondAndBeforeDoNotCount() throws Exception {
        byHand();
        assertEquals(
                "tokens of acme count if they were issued at 2026-11-29T12:00:01Z or later",
                type("client revoke acme").lines().get(0));
        assertEquals(NOW.getEpochSecond() + 1, clients().find("acme").notBefore());
        clock.advance(Duration.ofDays(-1));
        assertTrue(type("client revoke acme").out().contains("2026-11-29T12:00:01Z"), "never earlier than it was");
        assertEquals(NOW.getEpochSecond() + 1, clients().find("acme").notBefore());
    }

    @Test
    void listWhenTypedThenColumnsWithoutSecretsAndHashes() throws Exception {
        byHand();
        type("client new third --days 1 --roles admin,ops --networks 10.0.0.0/8 --label Third\\u202e"
                + " --per-second 50 --burst 100 --per-day 100000 --concurrent 20");
        type("client disable first");
        Prompt.Said said = type("client list");
        assertEquals(0, said.status());
        assertEquals("""
                id     state     secrets                       scopes       roles      networks    limits                                label
                first  disabled  1                             -            -          -           -                                     Première – 第一
                acme   enabled   1                             orders:read  -          -           -                                     -
                third  enabled   1 until 2026-11-30T12:00:00Z  -            admin ops  10.0.0.0/8  50/s burst 100 100000/day 20 at once  Third\\u202e
                """, said.out());
        clock.advance(Duration.ofDays(2));
        assertTrue(type("client list").out().contains("third  enabled   0  "), "one that has ended does not count");
    }

    @ParameterizedTest
    @ValueSource(strings = {"correct horse", "密码😀", " blanks "})
    void hashWhenASecretIsReadThenItsHash(String secret) {
        for (String ending : List.of("", "\n", "\r\n")) {
            Prompt.Said said = prompt.input(secret + ending).type("client", "hash");
            assertEquals(0, said.status(), said.err());
            assertEquals(600_000, SecretHash.parse(said.out().strip()).cost());
            assertTrue(SecretHash.parse(said.out().strip()).isDerived(secret, SlowHash.PBKDF2));
        }
    }

    @Test
    void hashWhenStandardInputIsNoSecretThenASentence() {
        assertTrue(prompt.input("").type("client", "hash").err().contains("there is nothing"));
        assertTrue(prompt.input("a\nb\n").type("client", "hash").err().contains("there are more"));
        assertTrue(prompt.input("x".repeat(70_000)).type("client", "hash").err().contains("longer than 64 kB"));
        Prompt.Said said = prompt.input(new byte[] {(byte) 0xC3}).type("client", "hash");
        assertTrue(said.err().contains("is not UTF-8"), said.err());
        assertEquals(2, said.status());
    }
}
