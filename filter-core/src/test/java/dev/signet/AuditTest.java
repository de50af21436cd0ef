package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.testing.HeardCalls;
import dev.signet.testing.LogCapture;
import dev.signet.testing.MutableClock;
import dev.signet.testing.TestWebapp;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;

/** Calls as lines of JSON. */
class AuditTest {

    private final MutableClock clock = new MutableClock(1_764_072_000_007L);

    private final HeardCalls heard = new HeardCalls();

    private static List<JsonNode> lines(LogCapture log) throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : log.lines(Level.INFO)) {
            if (line.startsWith("{")) {
                lines.add(new ObjectMapper().readTree(line));
            }
        }
        return lines;
    }

    private TestWebapp started(String which, String perSecond) throws Exception {
        SignetConfig.Builder config = SignetConfig.builder()
                .set("jwt.secret", TestWebapp.SECRET)
                .set("envelope.exclude", "/open/**")
                .set("access.rules", "* /open/** permit")
                .callListener(heard) // who hears last, so that all is written when it has
                .clock(clock);
        if (!which.isEmpty()) {
            config.set("audit.log", which).set("audit.per-second", perSecond);
        }
        return new TestWebapp()
                .serve("/json", (request, response) -> {
                    response.setContentType("application/json");
                    response.getWriter().print("[1]");
                })
                .serve("/open/*", (request, response) -> response.getWriter().print("open"))
                .start(new SignetFilter(config.build()));
    }

    /** The lines of three calls; the last of them is told when the filter has stopped. */
    private List<JsonNode> lines(String which, String perSecond) throws Exception {
        try (LogCapture log = LogCapture.open(Level.INFO)) {
            try (TestWebapp app = started(which, perSecond)) {
                app.get("/json?secret=1", TestWebapp.bearer(",\"sub\":\"\u007fann\u2028\\\"\",\"jti\":\"n7\""));
                heard.next();
                app.get("/open/%E4%B8%AD%22x?secret=1");
                heard.next();
                app.get("/json?secret=1");
                heard.next();
            }
            return lines(log);
        }
    }

    @Test
    void linesWhenAllThenTheMembersOfTheRecord() throws Exception {
        List<JsonNode> lines = lines("all", "50");
        assertEquals(3, lines.size(), lines.toString());
        JsonNode good = lines.get(0);
        assertEquals(
                "[at, nanos, method, path, rule, client, tokenId, tokenFingerprint, remoteAddress, status, code, outcome,"
                        + " bytes]",
                names(good));
        assertEquals("2025-11-25T12:00:00.007Z", good.path("at").asText());
        assertEquals("\u007fann\u2028\"", good.path("client").asText());
        assertTrue(good.path("nanos").asLong() > 0);
        assertEquals("WRAPPED", good.path("outcome").asText());
        assertEquals(1, good.path("code").asInt());
        assertEquals("n7", good.path("tokenId").asText());
        assertEquals("/open/中\"x", lines.get(1).path("path").asText());
        assertEquals(-1, lines.get(1).path("bytes").asInt());
        JsonNode refused = lines.get(2);
        assertEquals(
                "[at, nanos, method, path, rule, remoteAddress, requestId, status, code, reason, outcome, bytes]",
                names(refused));
        assertEquals("no-token", refused.path("reason").asText());
    }

    private static String names(JsonNode line) {
        List<String> names = new ArrayList<>();
        line.fieldNames().forEachRemaining(names::add);
        return names.toString();
    }

    @Test
    void linesWhenRefusedOrOffThenThoseOrNone() throws Exception {
        List<JsonNode> refused = lines("refused", "50");
        assertEquals(1, refused.size(), refused.toString());
        assertEquals("REFUSED", refused.get(0).path("outcome").asText());
        assertEquals(List.of(), lines("", ""));
    }

    @Test
    void linesWhenMoreThanASecondHoldsThenTheOthersAreCounted() throws Exception {
        List<JsonNode> lines = lines("all", "1");
        assertEquals(2, lines.size(), lines.toString());
        assertEquals(
                "{\"suppressed\":2,\"reasons\":{\"no-token\":1,\"none\":1}}",
                lines.get(1).toString());
    }

    @Test
    void textWhenWrittenThenPrintableAsciiInOneLine() throws Exception {
        try (LogCapture log = LogCapture.open(Level.INFO)) {
            try (TestWebapp app = started("all", "50")) {
                app.get("/open/%E4%B8%AD%22x", TestWebapp.bearer(""));
                app.get("/json", TestWebapp.bearer(",\"sub\":\"\u007fann\u0085\u2028\u202e中\""));
            }
            long written = log.lines(Level.INFO).stream()
                    .filter(line -> line.startsWith("{"))
                    .filter(line -> line.matches("[ -~]+"))
                    .count();
            assertEquals(2, written);
        }
    }
}
