package dev.signet.keys;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keys that are always in hand: of a parameter, or of a file that is watched. Thread-safe. */
record WatchedKeys(Supplier<KeySet> keys) implements KeyLookup {

    @Override
    public List<VerificationKey> candidates(@Nullable String keyId) {
        return keys.get().candidates(keyId);
    }

    @Override
    public Object generation() {
        return keys.get();
    }

    @Override
    public void whenFirst(Consumer<KeySet> use) {
        use.accept(keys.get());
    }
}
