package dev.signet.cli;

import dev.signet.testing.MutableClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Somebody who types commands, in this process. */
public final class Prompt {

    /** What a command said. */
    public record Said(int status, String out, String err) {

        public List<String> lines() {
            return out.lines().toList();
        }

        /** The line behind the one that announces a secret. */
        public String secret() {
            return lines().get(1);
        }
    }

    private final Map<String, String> environment = new HashMap<>();
    private Clock clock = Clock.systemUTC();
    private Charset charset = StandardCharsets.UTF_8;
    private byte[] input = new byte[0];
    private OutputStream screen;

    /** Sets a variable of the environment. */
    public Prompt environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Types at this time. */
    public Prompt clock(MutableClock moved) {
        clock = moved;
        return this;
    }

    Prompt charset(Charset console) {
        charset = console;
        return this;
    }

    /** What is on standard input. */
    public Prompt input(String text) {
        return input(text.getBytes(StandardCharsets.UTF_8));
    }

    Prompt input(byte[] bytes) {
        input = bytes;
        return this;
    }

    /** Nothing that is said is taken, as by a disk that is full. */
    public Prompt deaf() {
        return screen(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        });
    }

    /** What is said goes there, and is not heard by the test. */
    Prompt screen(OutputStream other) {
        screen = other;
        return this;
    }

    /** Types a command, and waits until it ends. */
    public Said type(String... typed) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(input),
                new PrintStream(screen == null ? out : screen, false, charset),
                new PrintStream(err, true, charset),
                charset,
                new Terminal.Surroundings(clock, new SecureRandom(), environment::get, null));
        int status = CommandLine.run(List.of(typed), terminal);
        return new Said(status, out.toString(charset), err.toString(charset));
    }
}
