package dev.signet.keys;

import java.util.List;
import java.util.function.Consumer;

/** Fuzz target: the reader of JWK sets, as somebody else publishes them and as a file of our own. */
public final class JwksFuzz {

    private static final List<Algorithm> PUBLIC = List.of(
            Algorithm.RS256, Algorithm.PS256, Algorithm.ES256, Algorithm.ES384, Algorithm.ES512, Algorithm.EdDSA);

    private static final byte[] TEXT = {'t', 'e', 'x', 't'};

    private JwksFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        Consumer<String> notes = JwksFuzz::checkLine;
        read(() -> {
            KeySet keys = KeySet.ofPublished(JwksReader.ofPublished(input, PUBLIC, notes), PUBLIC, notes);
            if (keys.signing() != null
                    || keys.materials().stream().anyMatch(key -> key.isSecret() || key.privateKey() != null)) {
                throw new IllegalStateException("a key that is published signs");
            }
            return keys;
        });
        read(() -> KeySet.of(JwksReader.ofFile(input, PUBLIC, notes), PUBLIC));
        read(() -> KeySet.of(JwksReader.ofFile(input, List.of(Algorithm.HS256), notes), List.of(Algorithm.HS256)));
    }

    private interface Reading {
        KeySet read();
    }

    private static void read(Reading reading) {
        KeySet keys;
        try {
            keys = reading.read();
        } catch (IllegalArgumentException e) {
            checkLine(e.getMessage());
            return;
        }
        for (VerificationKey key : keys.all()) {
            checkLine(key.toString());
            for (int length : new int[] {0, 1, 32, 64, 132, 256}) {
                if (key.verifies(TEXT, TEXT.length, new byte[length])) {
                    throw new IllegalStateException("zeros are a signature of " + key);
                }
            }
        }
    }

    private static void checkLine(String line) {
        if (line == null
                || line.isBlank()
                || line.length() > 20_000
                || line.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalStateException("not fit for a log: " + line);
        }
    }
}
