package dev.signet.issue;

import dev.signet.caller.IpAddress;
import dev.signet.clients.SecretHash;
import dev.signet.clients.SharedFailures;
import java.nio.ByteBuffer;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Ten failures of a client from one address within a minute, or thirty from one address over all clients, and the rest
 * has to wait; whether the clients exist or not. An address is an IPv4 address or the /64 of an IPv6 address.
 *
 * <p>Safe for use by many threads.
 */
final class FailureThrottle {

    static final int OF_CLIENT = 10;
    /** For as many requests in a minute may a stranger have slow hashes computed. */
    static final int OF_ADDRESS = 30;

    private final Clock clock;
    private final FailureCounts clients;
    private final FailureCounts addresses;
    private final @Nullable SharedFailures shared;

    /**
     * Without failures.
     *
     * @param clock says how old a failure is
     * @param capacity how many clients at their addresses, and how many addresses, are remembered at most
     * @param shared failures on all nodes, or null where this is the only one
     */
    FailureThrottle(Clock clock, int capacity, @Nullable SharedFailures shared) {
        this.clock = clock;
        this.shared = shared;
        this.clients = new FailureCounts(OF_CLIENT, capacity);
        this.addresses = new FailureCounts(OF_ADDRESS, capacity);
    }

    /** The whole seconds a caller has to wait, from 1; or 0 when it need not. */
    long secondsToWait(TokenRequest request) {
        Caller caller = Caller.of(request);
        long here;
        synchronized (this) {
            here = secondsToWait(caller, clock.millis());
        }
        return here > 0 || shared == null ? here : secondsToWait(caller, shared);
    }

    /** What other nodes have counted, in this minute and the one before. */
    private static long secondsToWait(Caller caller, SharedFailures shared) {
        return shared.of(caller.sharedAddress()) >= OF_ADDRESS || shared.of(caller.sharedClient()) >= OF_CLIENT
                ? shared.secondsToNextMinute()
                : 0;
    }

    /**
     * Counts a failure: before anything is found out, where that costs something.
     *
     * @return 0, or the seconds to wait when others have used up what is allowed: this one is then not counted, and
     *     what it finds out must not be told
     */
    long failed(TokenRequest request) {
        Caller caller = Caller.of(request);
        synchronized (this) {
            long now = clock.millis();
            long wait = secondsToWait(caller, now);
            if (wait > 0) {
                return wait;
            }
            if (!clients.add(caller.client, now)) {
                return seconds(FailureCounts.WINDOW_MILLIS);
            }
            if (!addresses.add(caller.address, now)) {
                clients.takeBack(caller.client);
                return seconds(FailureCounts.WINDOW_MILLIS);
            }
            return 0;
        }
    }

    /** Tells other nodes of a failure that was counted, and is one. */
    void share(TokenRequest request) {
        if (shared != null) {
            Caller caller = Caller.of(request);
            shared.add(caller.sharedClient());
            shared.add(caller.sharedAddress());
        }
    }

    /** Takes back what was counted beforehand for an attempt that turned out well. */
    void succeeded(TokenRequest request) {
        Caller caller = Caller.of(request);
        synchronized (this) {
            clients.takeBack(caller.client);
            addresses.takeBack(caller.address);
        }
    }

    /** How many clients at their addresses are remembered. */
    synchronized int size() {
        return clients.size();
    }

    private long secondsToWait(Caller caller, long now) {
        return seconds(Math.max(clients.millisToWait(caller.client, now), addresses.millisToWait(caller.address, now)));
    }

    private static long seconds(long millis) {
        return (millis + 999) / 1000;
    }

    /** Under what the failures of a request are counted. */
    @SuppressWarnings("ByteBufferBackingArray") // both are whole arrays, wrapped
    private record Caller(ByteBuffer client, ByteBuffer address) {
        static Caller of(TokenRequest request) {
            IpAddress caller = IpAddress.of(request.remoteAddress());
            byte[] address = caller == null
                    ? SecretHash.digest(request.remoteAddress()) // of whatever length it is
                    : caller.block();
            // with its length, or an address and the beginning of an id would read like another address
            // a digest, because a caller chooses how long its id is
            byte[] client = SecretHash.digest(request.appKey(), measured(address));
            return new Caller(ByteBuffer.wrap(client), ByteBuffer.wrap(address));
        }

        byte[] sharedClient() {
            return client.array();
        }

        /** As long as that of a client, and never one: no client's id is empty. */
        byte[] sharedAddress() {
            return SecretHash.digest("", measured(address.array()));
        }

        /** With its length in front, by which one ends where the other does. */
        private static byte[] measured(byte[] address) {
            return ByteBuffer.allocate(address.length + 1)
                    .put((byte) address.length)
                    .put(address)
                    .array();
        }
    }
}
