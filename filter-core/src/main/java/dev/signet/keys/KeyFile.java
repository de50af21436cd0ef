package dev.signet.keys;

import dev.signet.config.Parameter;
import dev.signet.config.Parameters;
import dev.signet.config.WatchedFile;
import dev.signet.text.KeyText;
import java.io.IOException;
import java.time.Clock;
import java.util.function.Function;
import java.util.function.Supplier;

/** A file of keys that is named by a parameter and watched. */
final class KeyFile {

    private KeyFile() {}

    /**
     * Reads the file for the first time.
     *
     * @param name the parameter, whose value is a path
     * @param parser turns the content into keys
     * @return the keys of the moment; the same object for as long as the content stays the same
     * @throws IllegalArgumentException when the file cannot be read or the parser refuses its content
     */
    static Supplier<KeySet> open(
            Parameters parameters, Parameter name, Function<byte[], KeySet> parser, Clock clock, KeyListener listener) {
        String path = parameters.text(name);
        if (path == null) {
            throw new IllegalArgumentException("expected the path of a file");
        }
        try {
            return WatchedFile.open(name.text(), () -> parameters.file(path), parser, clock, listener)::get;
        } catch (IOException e) {
            // a secret or a key may have been written here in place of its file, so it is not repeated
            boolean silent = name.isSecret() || KeyText.isTyped(path);
            throw new IllegalArgumentException(
                    "the file " + (silent ? "named here" : "\"" + path + "\"") + " cannot be read", e);
        }
    }
}
