package dev.signet.token;

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
    static Supplier<KeySet> open(Parameters parameters, String name, Function<byte[], KeySet> parser, Clock clock) {
        String path = parameters.text(name);
        if (path == null) {
            throw new IllegalArgumentException("expected the path of a file");
        }
        try {
            return WatchedFile.open(name, () -> parameters.file(path), parser, clock)::get;
        } catch (IOException e) {
            // a secret or a key may have been written here in place of its file, so it is not repeated
            boolean shown =
                    (name.equals("jwt.public-key-file") || name.equals("jwt.jwks-file")) && !KeyText.isTyped(path);
            throw new IllegalArgumentException(
                    "the file " + (shown ? "\"" + path + "\"" : "named here") + " cannot be read", e);
        }
    }
}
