package dev.signet.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.signet.testing.IsolatedHost;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The headers of Spring Security, which its filter and a streaming body write from two threads. Each thread asks whether a
 * header is there before it adds it, and whoever is first commits: some come twice and some of one answer in a hundred not
 * at all, with Signet and bare. So the body is always whole, and a header is right or not there. In a war they go past
 * Signet, and only the body is looked at.
 */
@ExtendWith(SpringServers.class)
class SpringSecurityTest {

    private static final String BASIC = "Authorization: Basic dXNlcjpwdw=="; // user:pw

    /**
     * In a war Spring Security stands in front of Signet. When its request thread comes back it writes its headers into
     * Tomcat's response, where the thread that streams may be committing them just then: Tomcat throws, and closes the
     * connection. So it does to the bare war, twice in 10,000 calls.
     */
    private static final String NO_ANSWER = "java.io.EOFException: no answer";

    private static final int MOST_ROUNDS = 100;

    private static final Map<String, List<String>> HEADERS = new TreeMap<>(Map.of(
            "x-content-type-options", List.of("nosniff"),
            "x-xss-protection", List.of("0"),
            "x-frame-options", List.of("DENY"),
            "cache-control", List.of("no-cache, no-store, max-age=0, must-revalidate"),
            "pragma", List.of("no-cache"),
            "expires", List.of("0")));

    private static String shown(RawAnswer answer) {
        Map<String, List<String>> headers = new TreeMap<>();
        for (String name : HEADERS.keySet()) {
            List<String> values = answer.headers().getOrDefault(name, List.of()).stream()
                    .distinct()
                    .toList();
            headers.put(name, values.isEmpty() ? HEADERS.get(name) : values);
        }
        return headers + " " + Race.shown(answer);
    }

    private static void assertAlways(String answer, SpringServer server, String path) throws Exception {
        Map<String, Integer> seen = server.isWar()
                ? Race.run(server::connect, "/secure/piece" + path, Race::shown, BASIC)
                : Race.run(server::connect, "/secure/piece" + path, SpringSecurityTest::shown, BASIC);
        String expected = server.isWar() ? answer : HEADERS + " " + answer;
        Integer lost = seen.get(NO_ANSWER);
        if (server.isWar() && lost != null && isLostBare(server, path, lost)) {
            seen.remove(NO_ANSWER);
            seen.merge(expected, lost, Integer::sum);
        }

        assertEquals(Race.always(expected), seen, server + " " + path);
    }

    /** Whether the bare war loses as many, sooner or later. */
    private static boolean isLostBare(SpringServer server, String path, int lost) throws Exception {
        int bare = 0;
        try (IsolatedHost host = server.start(false)) {
            for (int round = 0; round < MOST_ROUNDS && bare < lost; round++) {
                bare += Race.run(() -> new RawClient(host.port()), "/secure/piece" + path, Race::shown, BASIC)
                        .getOrDefault(NO_ANSWER, 0);
            }
        }
        return bare >= lost;
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MVC")
    void getWhenBodyIsStreamedThenEveryHeaderIsThere(SpringServer server) throws Exception {
        assertAlways("200 {\"code\":1,\"message\":\"成功\",\"data\":{\"name\":\"螺丝\",\"size\":7}}", server, "/streaming");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MVC")
    void getWhenPageIsStreamedThenEveryHeaderIsThere(SpringServer server) throws Exception {
        assertAlways("200 <p>1</p><p>2</p>", server, "/streaming-page");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MVC")
    void getWhenLinesAreEmittedThenEveryHeaderIsThere(SpringServer server) throws Exception {
        assertAlways("200 {\"line\":1}\n{\"line\":2}\n", server, "/lines");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MVC")
    void getWhenNobodyCallsThenRefusedInOneEnvelope(SpringServer server) throws Exception {
        try (RawClient client = server.connect()) {
            String text =
                    client.get("/app/secure/who", "Accept: application/json").text();

            assertEquals(1, text.split("\"code\":", -1).length - 1, text);
            assertFalse(text.contains("Full authentication is required"), text);
        }
    }
}
