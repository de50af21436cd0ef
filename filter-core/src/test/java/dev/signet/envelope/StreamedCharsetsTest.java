package dev.signet.envelope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers beyond the buffer, in any charset and in random pieces: exactly the four members, or visibly broken. */
class StreamedCharsetsTest {

    private static final int ANSWERS = Integer.getInteger("streamed.answers", 60);
    private static final List<String> MEMBERS = List.of("code", "message", "data", "timestamp");
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static TestWebapp app;

    /** What one seed answers: the same for the servlet and for the test. */
    private record Program(Random random, Charset charset, String json, boolean writer, boolean spoilt) {

        static Program of(long seed, Charset charset) {
            Random random = new Random(seed);
            String text = document(random);
            boolean writer = random.nextBoolean();
            boolean spoilt = random.nextInt(3) == 0;
            // what the charset cannot say becomes something else before anybody of us sees it
            return new Program(random, charset, new String(text.getBytes(charset), charset), writer, spoilt);
        }

        void serve(HttpServletResponse response) throws IOException {
            response.setContentType("application/json;charset=" + charset.name());
            if (writer) {
                write(response.getWriter());
            } else {
                write(response.getOutputStream());
            }
        }

        private void write(PrintWriter out) {
            StringBuilder text = new StringBuilder(json);
            if (spoilt) {
                text.setCharAt(random.nextInt(text.length()), "\",{}[]:\\ 0\ud800".charAt(random.nextInt(11)));
                text.setLength(text.length() - random.nextInt(2));
            }
            for (int from = 0; from < text.length(); ) {
                int to = Math.min(text.length(), from + 1 + random.nextInt(40));
                out.write(text.toString(), from, to - from);
                from = to;
                if (random.nextInt(8) == 0) {
                    out.flush();
                }
            }
        }

        private void write(OutputStream out) throws IOException {
            byte[] bytes = json.getBytes(charset);
            int length = bytes.length;
            if (spoilt) {
                bytes[random.nextInt(length)] = (byte) random.nextInt(random.nextBoolean() ? 128 : 256);
                length -= random.nextInt(2);
            }
            for (int from = 0; from < length; ) {
                int to = Math.min(length, from + 1 + random.nextInt(40));
                out.write(bytes, from, to - from);
                from = to;
                if (random.nextInt(8) == 0) {
                    out.flush();
                }
            }
        }

        private static String document(Random random) {
            List<String> parts = new ArrayList<>();
            for (int i = 1 + random.nextInt(40); i > 0; i--) {
                parts.add(text(random));
            }
            return random.nextBoolean()
                    ? "[" + String.join(",", parts) + "]"
                    : "{\"data\":[" + String.join(" , ", parts) + "],\"code\":7}";
        }

        private static String text(Random random) {
            String letters = "abcxyz 0189é ßабв不锈钢螺丝あいうカキ한글😀𠀋~\\\\\\";
            int[] points = letters.codePoints().toArray();
            StringBuilder text = new StringBuilder("\"");
            for (int i = random.nextInt(30); i > 0; i--) {
                int point = points[random.nextInt(points.length)];
                text.append(point == '\\' ? "\\u003c" : Character.toString(point));
            }
            return text.append('"').toString();
        }
    }

    @BeforeAll
    static void start() throws Exception {
        app = new TestWebapp()
                .open()
                .with("envelope.buffer-bytes", "64")
                .serve("/streamed/*", StreamedCharsetsTest::serve)
                .start();
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    private static void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String[] path = request.getPathInfo().split("/", -1);
        Program.of(Long.parseLong(path[2]), Charset.forName(path[1])).serve(response);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTF-8",
                "UTF-16",
                "UTF-16BE",
                "UTF-16LE",
                "UTF-32",
                "UTF-32LE",
                "ISO-8859-1",
                "US-ASCII",
                "windows-1252",
                "GBK",
                "GB18030",
                "Big5",
                "Shift_JIS",
                "EUC-JP",
                "EUC-KR",
                "ISO-2022-JP"
            })
    void streamWhenCharsetAndPiecesAreAnyThenFourMembersOrVisiblyBroken(String name) throws Exception {
        Charset charset = Charset.forName(name);
        RawClient client = new RawClient(app.port());
        try {
            for (int i = 0; i < ANSWERS; i++) {
                long seed = name.hashCode() * 1_000_003L + i;
                String path = "/app/streamed/" + name + "/" + seed;
                RawAnswer answer = client.send("GET", path, null);
                check(Program.of(seed, charset), answer, path);
                if (client.isLast(answer)) {
                    client.close();
                    client = new RawClient(app.port());
                }
            }
        } finally {
            client.close();
        }
    }

    private static void check(Program program, RawAnswer answer, String path) throws IOException {
        if (!program.spoilt()) {
            assertTrue(answer.whole(), path);
        } else if (!answer.whole()) {
            return; // everybody sees that the end is missing
        }
        JsonNode envelope = STRICT.readTree(new String(answer.body(), StandardCharsets.UTF_8));
        List<String> names = new ArrayList<>();
        envelope.fieldNames().forEachRemaining(names::add);
        assertEquals(MEMBERS, names, path);
        if (!program.spoilt()) {
            assertEquals(1, envelope.get("code").asInt(), path);
            assertEquals(STRICT.readTree(program.json()), envelope.get("data"), path);
        }
    }
}
