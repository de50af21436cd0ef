package dev.signet.cli;

import java.util.List;

/** Where {@code java -jar signet-filter-all-….jar} begins. */
public final class Main {

    private Main() {}

    /**
     * Carries out a command, and ends with its exit status.
     *
     * @param typed the command; {@code help} lists them
     */
    public static void main(String[] typed) {
        System.exit(CommandLine.run(List.of(typed), Terminal.ofProcess()));
    }
}
