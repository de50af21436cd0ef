package dev.signet.keys;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the JWK set of an address, and only once for as long as it stays the same. Not thread-safe. */
final class FetchedJwks implements RefreshedKeys.Fetch {

    private final JwksEndpoint endpoint;
    private final List<Algorithm> algorithms;
    private final NotesOnce notes;
    private byte @Nullable [] content;
    private @Nullable KeySet keys;

    FetchedJwks(JwksEndpoint endpoint, List<Algorithm> algorithms, Consumer<String> notes) {
        this.endpoint = endpoint;
        this.algorithms = algorithms;
        this.notes = new NotesOnce(notes);
    }

    @Override
    public KeySet keys() throws IOException {
        byte[] fetched = endpoint.fetch();
        KeySet known = keys;
        if (known != null && Arrays.equals(fetched, content)) {
            return known;
        }
        KeySet read = KeySet.ofPublished(JwksReader.ofPublished(fetched, algorithms, notes), algorithms, notes);
        content = fetched;
        keys = read;
        return read;
    }
}
