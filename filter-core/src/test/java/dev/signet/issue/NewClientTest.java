package dev.signet.issue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tool that makes a client. */
class NewClientTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        out.reset();
        return NewClient.run(
                args,
                new SecureRandom(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private List<String> printed() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme", "客户 \"7\""})
    void runWhenIdThenSecretAndEntryLogIn(String id, @TempDir Path folder) throws Exception {
        assertEquals(0, run(id));
        assertEquals("", err.toString(StandardCharsets.UTF_8));
        List<String> lines = printed();
        assertEquals(4, lines.size());
        String secret = lines.get(1);
        assertTrue(secret.matches("[\\w-]{43}"), "256 bits");
        assertFalse(lines.get(3).contains(secret));
        try (TokenWebapp app = new TokenWebapp()
                .clients(folder.resolve("clients.json"), lines.get(3))
                .start()) {
            String escaped = id.replace("\"", "\\\"");
            assertEquals(1, app.login(escaped, secret).code());
            assertEquals(15000, app.login(escaped, secret + "x").code());
        }
    }

    @Test
    void runWhenTwiceThenAnotherSecret() {
        run("acme");
        String first = printed().get(1);
        run("acme");
        assertFalse(first.equals(printed().get(1)));
    }

    @Test
    void runWhenUsedWronglyThenTwoAndUsage() {
        assertEquals(2, run());
        assertEquals(2, run("a", "b"));
        assertEquals(2, run(" "));
        assertEquals(2, run("a\u0000"));
        assertEquals("", out.toString(StandardCharsets.UTF_8));
        List<String> said = err.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals("usage: NewClient <id>", said.get(0));
        assertTrue(said.get(2).startsWith("id: expected a text of 1 to 128 characters"), said::toString);
    }
}
