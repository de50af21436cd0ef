package dev.signet.clients;

import java.util.Map;

/**
 * The clients of one state of the clients file, parsed when it was read.
 *
 * @param byId every client by its id
 * @param most what the largest and the most expensive client need, be it one or two
 * @param nobody stands for a client that does not exist
 */
public record Clients(Map<String, KnownClient> byId, HashWork most, KnownClient nobody) implements ClientDirectory {

    static Clients of(Map<String, KnownClient> byId) {
        HashWork most = byId.values().stream().map(KnownClient::work).reduce(HashWork.NONE, HashWork::max);
        return new Clients(Map.copyOf(byId), most, KnownClient.standIn(most));
    }

    boolean haveLimits() {
        return byId.values().stream().anyMatch(client -> !client.limits().isNone());
    }

    @Override
    public KnownClient find(String id) {
        return byId.getOrDefault(id, nobody);
    }
}
