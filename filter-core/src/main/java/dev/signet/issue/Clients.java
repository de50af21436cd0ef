package dev.signet.issue;

import java.util.Map;

/**
 * The clients of one state of the clients file.
 *
 * @param byId every client by its id
 * @param costliest how many PBKDF2 iterations the most expensive client needs for all its secrets
 */
record Clients(Map<String, ClientStore.Client> byId, int costliest) {

    Clients {
        byId = Map.copyOf(byId);
    }
}
