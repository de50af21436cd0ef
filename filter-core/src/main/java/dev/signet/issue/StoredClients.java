package dev.signet.issue;

import dev.signet.clients.ClientDirectory;
import dev.signet.clients.ClientLimits;
import dev.signet.clients.HashWork;
import dev.signet.clients.KnownClient;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The clients of a store of the application's own, which cannot tell its most expensive one before it shows it. Safe for use
 * by many threads.
 */
final class StoredClients implements ClientDirectory {

    private final ClientStore store;
    private final AtomicReference<HashWork> shown = new AtomicReference<>(HashWork.NONE);

    StoredClients(ClientStore store) {
        this.store = store;
    }

    @Override
    public KnownClient find(String id) throws Exception {
        ClientStore.Client found = store.find(id);
        // a database that compares without case would let one client count as many for the throttle
        if (found == null || !found.id().equals(id)) {
            return KnownClient.standIn(most());
        }
        KnownClient client = known(found);
        shown.accumulateAndGet(client.work(), HashWork::max);
        return client;
    }

    @Override
    @SuppressWarnings("NullAway") // an AtomicReference may hold null; this one is never given it
    public HashWork most() {
        return shown.get();
    }

    /** A client of an application, which has been held against the rules when it was made. */
    static KnownClient known(ClientStore.Client client) {
        return KnownClient.of(
                client.id(),
                client.disabled(),
                client.subject(),
                client.secrets().stream()
                        .map(secret -> KnownClient.Secret.of(secret.hash(), secret.notBefore(), secret.notAfter()))
                        .toList(),
                client.scopes(),
                client.roles(),
                client.lifetime(),
                client.networks(),
                0,
                ClientLimits.NONE);
    }
}
