package dev.signet;

import dev.signet.clients.ClientGuard;
import dev.signet.health.Condition;
import dev.signet.keys.Keys;

/** How a filter is that was set up. Thread-safe. */
record FilterHealth(String mode, Keys keys, ClientCheck clients) {

    /** What it can do at the moment; waits for keys and clients as a call does. */
    Condition of(String name) {
        ClientGuard guard = clients.guard();
        return new Condition(
                name,
                false,
                mode,
                keys.canVerify(),
                guard == null ? null : guard.checkClients(),
                guard == null ? null : guard.checkDataSource());
    }
}
