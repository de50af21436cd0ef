package dev.signet.envelope;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.RawClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A hundred megabytes pass through a JVM that has sixty-four. */
class LargeStreamTest {

    private static Process server;
    private static int port;

    @BeforeAll
    static void start() throws IOException {
        server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeStreams.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.US_ASCII));
        port = Integer.parseInt(out.readLine());
    }

    @AfterAll
    static void stop() {
        server.destroy();
    }

    @ParameterizedTest
    @CsvSource({"stream, true, 0]", "writer, true, 0]", "string, true, '0]\"'", "pass, false, 0]"})
    void streamWhenFarLargerThanTheHeapThenWhole(String path, boolean enveloped, String end) throws IOException {
        try (RawClient client = new RawClient(port)) {
            client.begin("/app/" + path);
            RawClient.Tail tail = client.skipBody(64);
            assertTrue(tail.whole(), "ended as framed");
            assertTrue(tail.length() > LargeStreams.LENGTH, () -> tail.length() + " bytes");
            String text = tail.text();
            assertTrue(
                    enveloped
                            ? text.matches("(?s).*\\Q" + end + ",\"timestamp\":\"\\E\\d{13}\"\\}")
                            : text.endsWith(end),
                    text);
        }
    }
}
