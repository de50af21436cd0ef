package dev.signet.issue;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Where the built-in issuer looks a client up. Safe for use by many threads. */
interface ClientDirectory {

    /**
     * Finds the client with exactly this id, or what stands for one that does not exist.
     *
     * @throws Exception when it cannot be found out now
     */
    KnownClient find(String id) throws Exception;

    /** What every refusal has to cost, so that none tells whether there is a client, and which. */
    HashWork most();

    /** The clients of a file, in its state of the moment. */
    static ClientDirectory of(Supplier<Clients> file) {
        return new ClientDirectory() {
            @Override
            public KnownClient find(String id) {
                return file.get().find(id);
            }

            @Override
            public HashWork most() {
                return file.get().most();
            }
        };
    }

    /** The clients of a store of the application's own, which cannot tell its most expensive one before it shows it. */
    static ClientDirectory of(ClientStore store) {
        AtomicReference<HashWork> shown = new AtomicReference<>(HashWork.NONE);
        return new ClientDirectory() {
            @Override
            public KnownClient find(String id) throws Exception {
                ClientStore.Client found = store.find(id);
                // a database that compares without case would let one client count as many for the throttle
                if (found == null || !found.id().equals(id)) {
                    return KnownClient.standIn(most());
                }
                KnownClient client = KnownClient.of(found);
                shown.accumulateAndGet(client.work(), HashWork::max);
                return client;
            }

            @Override
            @SuppressWarnings("NullAway") // an AtomicReference may hold null; this one is never given it
            public HashWork most() {
                return shown.get();
            }
        };
    }
}
