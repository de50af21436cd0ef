package dev.signet.issue;

import java.util.Map;

/**
 * The clients of one state of the clients file, parsed when it was read.
 *
 * @param byId every client by its id
 * @param most what the largest and the most expensive client need, be it one or two
 * @param nobody stands for a client that does not exist
 */
record Clients(Map<String, KnownClient> byId, HashWork most, KnownClient nobody) {

    static Clients of(Map<String, KnownClient> byId) {
        HashWork most = byId.values().stream().map(KnownClient::work).reduce(HashWork.NONE, HashWork::max);
        return new Clients(Map.copyOf(byId), most, KnownClient.standIn(most));
    }

    KnownClient find(String id) {
        return byId.getOrDefault(id, nobody);
    }
}
