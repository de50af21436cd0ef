package dev.signet.cli;

import org.jspecify.annotations.Nullable;

/**
 * An option of a command.
 *
 * @param name with its two hyphens
 * @param value what stands for its value in the help, or null where it has none
 * @param text what it does
 */
record Option(String name, @Nullable String value, String text) {

    String synopsis() {
        return value == null ? name : name + " " + value;
    }
}
