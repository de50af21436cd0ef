package dev.signet.issue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.SignetFilter;
import dev.signet.clients.SecretHash;
import dev.signet.clients.SlowHash;
import dev.signet.testing.LogCapture;
import dev.signet.testing.MutableClock;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Callers behind a proxy, which is this machine: their networks, their failures, and what the log says of them. */
class ProxyTest {

    private static final String HERE = "127.0.0.1/32";
    private static final String SECRET = TokenWebapp.SECRET;
    private static final String CHOSEN = TokenWebapp.CHOSEN_ID;
    /** What containers let in; longer headers are refused before any filter. */
    private static final int LONG = 6000;

    @TempDir
    private Path folder;

    private final MutableClock clock = new MutableClock(TokenWebapp.SAMPLE_MILLIS);

    /** A token endpoint whose clients are {@code near}, of 192.0.2.0/24 and 2001:db8::/32, and {@code chosen}. */
    private TokenHost.Running start(TokenHost host, String... parameters) throws Exception {
        Path file = folder.resolve("clients.json");
        TokenWebapp.write(
                file,
                "{\"id\":\"near\",\"secrets\":[{\"hash\":\"" + SecretHash.sha256(SECRET)
                        + "\"}],\"networks\":[\"192.0.2.0/24\",\"2001:db8::/32\"]}",
                TokenWebapp.CHOSEN_ENTRY);
        Map<String, String> all = new HashMap<>(Map.of(
                "jwt.secret",
                TestWebapp.SECRET,
                "jwt.issuer",
                "a",
                "jwt.audience",
                "b",
                "access.rules",
                "GET,POST /api/token permit",
                "issuer.clients-file",
                file.toString()));
        for (int i = 0; i < parameters.length; i += 2) {
            all.put(parameters[i], parameters[i + 1]);
        }
        return host.start(all, new SignetFilter(), new TokenServlet(clock, new SecureRandom(), SlowHash.PBKDF2));
    }

    private static RawAnswer login(TokenHost.Running running, String id, String secret, String... headers)
            throws IOException {
        String body = "{\"appKey\":\"" + id + "\",\"appSecret\":\"" + secret + "\"}";
        try (RawClient client = new RawClient(running.port())) {
            return client.send(
                    "POST",
                    "/app/api/token",
                    body.getBytes(StandardCharsets.UTF_8),
                    Stream.concat(Stream.of("Content-Type: application/json"), Stream.of(headers))
                            .toArray(String[]::new));
        }
    }

    /** Headers that differ from what is expected: true where {@code near} must have its token. */
    private static List<String> wrong(TokenHost.Running running, Map<List<String>, Boolean> rows) throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<List<String>, Boolean> row : rows.entrySet()) {
            RawAnswer answer = login(running, "near", SECRET, row.getKey().toArray(new String[0]));
            if (answer.code() != (row.getValue() ? 1 : 15000)) {
                wrong.add(row.getKey() + " " + answer.text());
            }
        }
        return wrong;
    }

    private static List<String> line(String value) {
        return List.of("X-Forwarded-For: " + value);
    }

    @ParameterizedTest
    @EnumSource(TokenHost.class)
    void loginWhenProxyIsTrustedThenNetworksAreThoseOfTheCaller(TokenHost host) throws Exception {
        Map<List<String>, Boolean> rows = new HashMap<>();
        rows.put(List.of(), false);
        rows.put(line("192.0.2.7"), true);
        rows.put(line("203.0.113.9, 192.0.2.7"), true);
        rows.put(line("192.0.2.7, 203.0.113.9"), false);
        rows.put(line("192.0.2.7, 127.0.0.1"), true);
        rows.put(line("192.0.2.7, ::ffff:127.0.0.1"), true);
        rows.put(line("127.0.0.1, 127.0.0.1"), false);
        rows.put(line("192.0.2.7:4711"), true);
        rows.put(line("[2001:db8::7]:4711"), true);
        rows.put(line("2001:db8::7%eth0"), true);
        rows.put(line("::ffff:192.0.2.7"), true);
        rows.put(line("192.0.2.7,"), false);
        rows.put(line("192.0.2.7, unknown"), false);
        rows.put(line("192.0.2.7, unknown, 127.0.0.1"), false);
        rows.put(line("192.0.2.7" + ",".repeat(LONG)), false);
        rows.put(line(",".repeat(LONG) + "192.0.2.7"), true);
        rows.put(line("192.0.2.7,".repeat(LONG / 10) + "203.0.113.9"), false);
        rows.put(line("192.0.2.7" + ",127.0.0.1".repeat(LONG / 10)), true);
        rows.put(List.of("X-Forwarded-For: 203.0.113.9", "X-Forwarded-For: 192.0.2.7"), true);
        rows.put(List.of("X-Forwarded-For: 192.0.2.7", "x-forwarded-for: 203.0.113.9"), false);
        rows.put(List.of("X-Forwarded-For: 192.0.2.7, 203.0.113.9", "X-Forwarded-For: 127.0.0.1"), false);
        rows.put(List.of("Forwarded: for=192.0.2.7"), false);
        rows.put(List.of("X-Real-IP: 192.0.2.7"), false);
        try (TokenHost.Running running = start(host, "proxy.trusted", HERE)) {
            assertEquals(List.of(), wrong(running, rows));
        }
    }

    @ParameterizedTest
    @EnumSource(TokenHost.class)
    void loginWhenHeaderIsForwardedThenThatCountsAlone(TokenHost host) throws Exception {
        Map<List<String>, Boolean> rows = Map.of(
                List.of("Forwarded: for=192.0.2.7;proto=https"), true,
                List.of("Forwarded: for=\"[2001:db8::7]:80\""), true,
                List.of("Forwarded: for=203.0.113.9, for=192.0.2.7"), true,
                List.of("Forwarded: for=192.0.2.7, for=203.0.113.9"), false,
                List.of("Forwarded: for=192.0.2.7", "Forwarded: for=_hidden"), false,
                List.of("Forwarded: for=\"203.0.113.9, for=192.0.2.7"), true,
                List.of("Forwarded: 192.0.2.7"), false,
                line("192.0.2.7"), false);
        try (TokenHost.Running running = start(host, "proxy.trusted", HERE, "proxy.header", "Forwarded")) {
            assertEquals(List.of(), wrong(running, rows));
        }
    }

    @ParameterizedTest
    @EnumSource(TokenHost.class)
    void loginWhenCallersAreBehindTheProxyThenEachHasFailuresOfItsOwn(TokenHost host) throws Exception {
        try (TokenHost.Running running = start(host, "proxy.trusted", HERE)) {
            for (int i = 0; i < FailureThrottle.OF_CLIENT; i++) {
                String forged = "X-Forwarded-For: 198.51.100." + i + ", 192.0.2.7";
                assertEquals(15000, login(running, CHOSEN, "wrong", forged).code(), "a forged part is no new caller");
            }
            String chosen = TokenWebapp.CHOSEN_SECRET;
            assertEquals(
                    -1,
                    login(running, CHOSEN, chosen, "X-Forwarded-For: [::ffff:192.0.2.7]:80")
                            .code());
            assertEquals(
                    1,
                    login(running, CHOSEN, chosen, "X-Forwarded-For: 192.0.2.7, 192.0.2.8")
                            .code());
            assertEquals(1, login(running, CHOSEN, chosen).code(), "the proxy itself");
        }
    }

    @ParameterizedTest
    @EnumSource(TokenHost.class)
    void loginWhenPeerIsNotTrustedThenItsHeadersMeanNothing(TokenHost host) throws Exception {
        for (String[] parameters :
                new String[][] {{}, {"proxy.trusted", "192.0.2.0/24,10.0.0.0/8"}, {"proxy.header", "Forwarded"}}) {
            try (TokenHost.Running running = start(host, parameters)) {
                assertEquals(
                        List.of(),
                        wrong(
                                running,
                                Map.of(
                                        line("192.0.2.7"), false,
                                        line("192.0.2.7, 10.0.0.1"), false,
                                        List.of("Forwarded: for=192.0.2.7"), false)));
                for (int i = 0; i < FailureThrottle.OF_CLIENT; i++) {
                    assertEquals(
                            15000,
                            login(running, CHOSEN, "wrong", "X-Forwarded-For: 192.0.2." + i)
                                    .code());
                }
                assertEquals(
                        -1,
                        login(running, CHOSEN, "wrong", "X-Forwarded-For: 192.0.2.99")
                                .code());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TokenHost.class)
    void logWhenProxyIsTrustedThenEveryLineHasTheCaller(TokenHost host) throws Exception {
        String caller = "X-Forwarded-For: 192.0.2.7, 203.0.113.9";
        try (TokenHost.Running running = start(host, "proxy.trusted", HERE);
                LogCapture logs = LogCapture.open(Level.INFO)) {
            login(running, "near", SECRET, caller);
            login(running, "near", "", caller);
            try (RawClient client = new RawClient(running.port())) {
                client.send("GET", "/app/api/token", null, caller);
            }
            try (RawClient client = new RawClient(running.port())) {
                client.send("PUT", "/app/api/token", null, caller);
            }
            for (int i = 0; i <= FailureThrottle.OF_CLIENT; i++) {
                login(running, "nobody", "wrong", caller);
            }
            assertEquals(
                    List.of(
                            "token refused: client \"near\" from 203.0.113.9: address outside its networks",
                            "token request from 203.0.113.9 cannot be read: the secret is blank",
                            "token request from 203.0.113.9 cannot be read: method GET instead of POST",
                            "refused 10003 no-token iss=null kid=null token=- from=203.0.113.9"
                                    + " rule=[* /** authenticated] PUT /api/token",
                            "token refused: client \"nobody\" from 203.0.113.9: unknown client",
                            "token refused: client \"nobody\" from 203.0.113.9: too many failures, must wait 60 s"),
                    logs.lines(Level.INFO).stream()
                            .filter(line -> line.contains("refused") || line.contains("cannot"))
                            .filter(line -> !line.startsWith("selftest"))
                            .distinct()
                            .toList());
            assertEquals(
                    List.of(),
                    logs.lines(Level.WARNING).stream()
                            .filter(line -> line.contains("proxy"))
                            .toList(),
                    "nobody is told of a proxy that is known");
        }
    }

    @Test
    void logWhenNobodyIsTrustedThenThePeerAndTheCure() throws Exception {
        try (TokenHost.Running running = start(TokenHost.JETTY);
                LogCapture logs = LogCapture.open(Level.INFO)) {
            login(running, "near", SECRET, "X-Forwarded-For: 192.0.2.7");
            try (RawClient client = new RawClient(running.port())) {
                client.send("PUT", "/app/api/token", null, "X-Forwarded-For: 192.0.2.7");
            }
            assertTrue(
                    logs.lines(Level.INFO).stream()
                            .anyMatch(line -> line.startsWith(
                                    "refused 10003 no-token iss=null kid=null token=- from=127.0.0.1 ")),
                    logs.lines()::toString);
            List<String> warnings = logs.lines(Level.WARNING);
            assertEquals(1, warnings.size(), warnings::toString);
            assertTrue(
                    warnings.get(0)
                            .startsWith("token requests arrive with X-Forwarded-For from 127.0.0.1, which looks like a"
                                    + " proxy: all its callers share one failure budget"),
                    warnings::toString);
            assertTrue(
                    warnings.get(0).contains(". Name it in proxy.trusted, or let the container"), warnings::toString);
        }
    }

    @Test
    void logWhenTrustedProxyWritesTheOtherHeaderThenWarnedOnce() throws Exception {
        try (TokenHost.Running running = start(TokenHost.JETTY, "proxy.trusted", HERE);
                LogCapture logs = LogCapture.open(Level.INFO)) {
            login(running, "near", SECRET, "X-Forwarded-For: 192.0.2.7", "Forwarded: for=192.0.2.7");
            login(running, "near", SECRET);
            assertEquals(List.of(), logs.lines(Level.WARNING));
            login(running, "near", SECRET, "Forwarded: for=192.0.2.7");
            login(running, "near", SECRET, "Forwarded: for=192.0.2.7");
            List<String> warnings = logs.lines(Level.WARNING);
            assertEquals(1, warnings.size(), warnings::toString);
            assertTrue(
                    warnings.get(0).contains("which proxy.trusted names, and without X-Forwarded-For")
                            && warnings.get(0)
                                    .endsWith("Set proxy.header to what the proxy writes: X-Forwarded-For or"
                                            + " Forwarded"),
                    warnings::toString);
        }
    }

    @Test
    void startWhenEverybodyIsTrustedThenFilterAndEndpointWarn() throws Exception {
        try (LogCapture logs = LogCapture.open(Level.INFO);
                TokenHost.Running running = start(TokenHost.JETTY, "proxy.trusted", "0.0.0.0/0")) {
            assertEquals(15000, login(running, "near", SECRET).code());
            assertEquals(
                    2,
                    logs.lines(Level.WARNING).stream()
                            .filter(line -> line.startsWith("proxy.trusted trusts everybody"))
                            .count(),
                    logs.lines()::toString);
        }
    }

    @Test
    void startWhenAHeaderIsNamedButNoProxyThenFilterAndEndpointWarn() throws Exception {
        try (LogCapture logs = LogCapture.open(Level.INFO);
                TokenHost.Running running = start(TokenHost.JETTY, "proxy.header", "Forwarded")) {
            assertEquals(15000, login(running, "near", SECRET).code());
            assertEquals(
                    2,
                    logs.lines(Level.WARNING).stream()
                            .filter("proxy.header does nothing without proxy.trusted, which is not set"::equals)
                            .count(),
                    logs.lines()::toString);
        }
    }

    @Test
    void startWhenProxiesAreWrongThenFilterAndEndpointRefuseEverything() throws Exception {
        try (LogCapture logs = LogCapture.open(Level.INFO);
                TokenHost.Running running = start(TokenHost.JETTY, "proxy.trusted", "10.0.0.1/8")) {
            RawAnswer answer = login(running, "near", SECRET);
            assertEquals(503, answer.status());
            assertEquals(-30, answer.code());
            assertEquals(
                    2,
                    logs.lines(Level.SEVERE).stream()
                            .filter(line -> line.contains("proxy.trusted: \"10.0.0.1/8\" is not allowed;"))
                            .count(),
                    logs.lines()::toString);
        }
    }
}
