package dev.signet.keys;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds the keys that may have signed a token. Thread-safe. */
interface KeyLookup {

    /**
     * The keys that answer to an id.
     *
     * @param keyId the header's {@code kid}, which anyone can invent; null where it has none
     * @return the keys to try; empty where no key has this id
     * @throws KeysUnavailableException when no key is available at the moment
     */
    List<? extends VerificationKey> candidates(@Nullable String keyId) throws KeysUnavailableException;

    /**
     * Stands for the keys of the moment: another object as soon as any key was added, changed or taken away.
     *
     * <p>Whatever was verified under one generation has to be verified again under the next; so ask for the generation
     * before {@link #candidates}, never after it. Never waits for anything.
     */
    Object generation();

    /**
     * Shows the first keys there are to somebody: now where they are in hand, else on the thread that gets them, before
     * anybody else can use them.
     */
    void whenFirst(Consumer<KeySet> use);
}
