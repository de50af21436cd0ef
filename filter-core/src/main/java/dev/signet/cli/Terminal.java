package dev.signet.cli;

import dev.signet.text.Shown;
import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where a command reads and writes, with the time and the chance it uses. What the console's charset has no character for,
 * and what could hide or reorder what stands beside it, is printed like {@code \}{@code u5ba2}, which can be typed as well.
 */
final class Terminal {

    private static final int LONGEST_LINE = 64 << 10;

    /** Where a command gets what it does not do itself. */
    record Surroundings(
            Clock clock,
            SecureRandom random,
            UnaryOperator<@Nullable String> environment,
            @Nullable Console console) {}

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final CharsetEncoder encoder;
    private final Surroundings surroundings;

    Terminal(InputStream in, PrintStream out, PrintStream err, Charset charset, Surroundings surroundings) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.encoder = charset.newEncoder();
        this.surroundings = surroundings;
    }

    /** The one of this process. */
    static Terminal ofProcess() {
        Charset charset = consoleCharset();
        return new Terminal(
                System.in,
                new PrintStream(new FileOutputStream(FileDescriptor.out), false, charset),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset),
                charset,
                new Surroundings(Clock.systemUTC(), new SecureRandom(), System::getenv, keyboard()));
    }

    /** Java 19 and later say it with the first name, Java 17 with the second, and where neither is set with the third. */
    private static Charset consoleCharset() {
        for (String property : new String[] {"stdout.encoding", "sun.stdout.encoding", "native.encoding"}) {
            String name = System.getProperty(property);
            if (name != null
                    && Charset.isSupported(name)
                    && Charset.forName(name).canEncode()) {
                return Charset.forName(name);
            }
        }
        return Charset.defaultCharset();
    }

    /** Someone who types, if there is one; Java 22 and later have a console even where there is nobody. */
    @SuppressWarnings("SystemConsoleNull") // where it is none, Java 22 and later say so by isTerminal()
    private static @Nullable Console keyboard() {
        Console console = System.console();
        try {
            return console == null
                            || !(boolean) Console.class.getMethod("isTerminal").invoke(console)
                    ? null
                    : console;
        } catch (ReflectiveOperationException e) {
            return console; // of a Java in which there is a console only for someone who types
        }
    }

    Clock clock() {
        return surroundings.clock;
    }

    /** The time in whole seconds, as files and tables have it. */
    Instant now() {
        return clock().instant().truncatedTo(ChronoUnit.SECONDS);
    }

    SecureRandom random() {
        return surroundings.random;
    }

    @Nullable
    String environment(String name) {
        return surroundings.environment.apply(name);
    }

    void say(String line) {
        sayPrintable(printable(line));
    }

    /** Prints what {@link #printable} has made. */
    void sayPrintable(String line) {
        out.println(line);
    }

    /** Something to be known, although the command was carried out. */
    void warn(String sentence) {
        complain("warning: ", sentence);
    }

    void complain(String sentence) {
        complain("error: ", sentence);
    }

    /** Nobody types sentences back, so that a backslash in them is one. */
    private void complain(String what, String sentence) {
        sentence.lines().forEach(line -> err.println((line.startsWith(" ") ? "" : what) + printable(line, false)));
    }

    /**
     * Prints what is shown once. When this returns, the system has taken it.
     *
     * @throws CommandException where it has not: then nothing must be kept that needs it
     */
    void show(String... lines) throws CommandException {
        for (String line : lines) {
            say(line);
        }
        if (out.checkError()) {
            throw CommandException.failed("the secret cannot be printed, so nothing has been written;"
                    + " give this command a standard output that it can write to");
        }
    }

    /** Whether all of what was said has been taken. */
    boolean isHeard() {
        return !out.checkError();
    }

    /** Prints JSON that can be taken from the screen: in it a backslash is what JSON makes of it. */
    void sayJson(String json) {
        sayPrintable(printable(json, false));
    }

    String printable(String text) {
        return printable(text, true);
    }

    private String printable(String text, boolean typedBack) {
        StringBuilder printable = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            int length = Character.charCount(c);
            if (isPrintable(c) && !(typedBack && c == '\\' && text.startsWith("u", at + 1))) {
                printable.appendCodePoint(c);
            } else {
                for (int i = at; i < at + length; i++) {
                    printable.append(String.format("\\u%04x", (int) text.charAt(i)));
                }
            }
            at += length;
        }
        return printable.toString();
    }

    private boolean isPrintable(int c) {
        return Shown.isVisible(c) && (c < 0x80 || encoder.canEncode(Character.toString(c)));
    }

    /**
     * A line of somebody who is asked for it, whose keys are not shown, or of standard input, in UTF-8.
     *
     * @param what the line is
     */
    String readSecret(String what) throws CommandException {
        Console console = surroundings.console;
        if (console != null) {
            char[] typed = console.readPassword("%s: ", what);
            return notBlank(what, typed == null ? "" : new String(typed));
        }
        return readLine(what);
    }

    /** The one line of standard input. */
    String readLine(String what) throws CommandException {
        try {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int c = in.read();
            for (; c >= 0 && c != '\n'; c = in.read()) {
                line.write(c);
                if (line.size() > LONGEST_LINE) {
                    throw CommandException.failed(what + ": the line of standard input is longer than 64 kB");
                }
            }
            if (c == '\n' && in.available() > 0) {
                throw CommandException.failed(what + ": expected one line of standard input, but there are more");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.toByteArray()))
                    .toString();
            return notBlank(what, text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
        } catch (CharacterCodingException e) {
            throw CommandException.failed(what + ": standard input is not UTF-8");
        } catch (IOException e) {
            throw CommandException.failed(what + ": standard input cannot be read");
        }
    }

    private static String notBlank(String what, String text) throws CommandException {
        if (text.isBlank()) {
            throw CommandException.failed(what + ": expected on standard input, but there is nothing");
        }
        return text;
    }
}
