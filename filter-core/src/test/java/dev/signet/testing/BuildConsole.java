package dev.signet.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;

/** Where whoever builds looks. What a test prints to {@link System#out} goes to the report of its class. */
public final class BuildConsole {

    private static final PrintStream CONSOLE = new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8);

    private BuildConsole() {}

    /** Prints lines, whole even where other threads do the same. */
    public static void println(String lines) {
        CONSOLE.println(lines);
    }
}
