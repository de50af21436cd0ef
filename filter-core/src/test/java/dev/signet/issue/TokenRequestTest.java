package dev.signet.issue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.LogCapture;
import dev.signet.testing.RawAnswer;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of token-requests.txt, with the filter in both modes and without it. */
class TokenRequestTest {

    @TempDir
    private static Path folder;

    private static TokenWebapp enveloped;
    private static TokenWebapp real;
    private static TokenWebapp bare;

    @BeforeAll
    static void start() throws Exception {
        enveloped = webapp().start();
        real = webapp().filter("envelope.http-status", "real").start();
        bare = webapp().startBare();
    }

    private static TokenWebapp webapp() throws IOException {
        Filter consumer = (request, response, chain) -> {
            if (((jakarta.servlet.http.HttpServletRequest) request).getHeader("X-Consume") != null) {
                request.getParameter("any");
            }
            chain.doFilter(request, response);
        };
        return new TokenWebapp()
                .clients(folder.resolve("clients.json"), TokenWebapp.ENTRY, TokenWebapp.CHINESE_ENTRY)
                .outside(consumer);
    }

    @AfterAll
    static void stop() {
        enveloped.close();
        real.close();
        bare.close();
    }

    static Stream<RequestCase> cases() throws IOException {
        return RequestCase.all().stream();
    }

    @Test
    void tableWhenReadThenEveryKindOfAnswerIsThere() throws Exception {
        List<RequestCase> all = RequestCase.all();
        assertTrue(all.size() > 100, "only " + all.size());
        assertEquals(
                List.of(200, 400, 405, 413, 415),
                all.stream().map(RequestCase::status).distinct().sorted().toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void answerWhenRequestOfTheTableThenCodeStatusAndOneLogLine(RequestCase row) throws Exception {
        try (LogCapture logs = LogCapture.open()) {
            check(row, enveloped.send(row.request()), 200, true, logs);
        }
        try (LogCapture logs = LogCapture.open()) {
            check(row, real.send(row.request()), row.status(), true, logs);
        }
        try (LogCapture logs = LogCapture.open()) {
            check(row, bare.send(row.request()), row.status(), false, logs);
        }
    }

    private static void check(RequestCase row, RawAnswer answer, int status, boolean envelope, LogCapture logs) {
        assertEquals(status, answer.status(), answer.text());
        assertEquals("no-store", answer.header("Cache-Control"));
        assertEquals(row.status() == 405 ? "POST" : null, answer.header("Allow"));
        assertNull(answer.header("WWW-Authenticate"));
        List<String> lines = logs.lines();
        String token = "sesame";
        if (row.code() == 1) {
            token = envelope
                    ? answer.json().at("/data/token").asText()
                    : answer.json().at("/token").asText();
            assertTrue(token.matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+"), answer.text());
            assertEquals(List.of(), lines);
        } else {
            assertEquals(1, lines.size(), lines.toString());
            String line = lines.get(0);
            assertTrue(line.startsWith("INFO token request from 127.0.0.1 cannot be read: "), line);
            assertTrue(line.contains(row.reason()), line);
            assertEquals(1, line.lines().count());
            if (envelope) {
                assertEquals(row.code(), answer.code(), answer.text());
                assertEquals("null", answer.data());
            } else {
                assertEquals("", answer.text());
            }
        }
        String everything = logs.everything();
        assertFalse(everything.contains("sesame"), everything);
        assertFalse(everything.contains(token), everything);
        assertFalse(everything.contains(token.substring(token.lastIndexOf('.') + 1)), everything);
    }
}
