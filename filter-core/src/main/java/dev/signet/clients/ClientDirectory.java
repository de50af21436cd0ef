package dev.signet.clients;

/** Where a client is looked up that asks for a token. Safe for use by many threads. */
public interface ClientDirectory {

    /**
     * Finds the client with exactly this id, or what stands for one that does not exist.
     *
     * @param id any text
     * @return the client
     * @throws Exception when it cannot be found out now
     */
    KnownClient find(String id) throws Exception;

    /**
     * What every refusal has to cost, so that none tells whether there is a client, and which.
     *
     * @return enough for the largest and for the most expensive client
     */
    HashWork most();
}
