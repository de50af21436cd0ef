package dev.signet.clients;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds every call against the clients of the moment and against what was taken back, so that a client that is switched off
 * is refused now and not when its tokens expire. A question that is answered from memory makes no object. Thread-safe.
 */
public final class ClientGuard implements AutoCloseable {

    /** Where it looks; what is null is not looked at. */
    record Sources(
            @Nullable Lookup clients,
            @Nullable Supplier<Revocations> taken,
            @Nullable Remembered<Boolean> revoked,
            @Nullable Tables tables,
            @Nullable DayCounts days) {}

    /** Finds the client with exactly this id, or what stands for one that does not exist. */
    @FunctionalInterface
    interface Lookup {
        KnownClient find(String id) throws ClientsUnavailableException;
    }

    private final Sources sources;
    private final boolean networks;
    private final Duration skew;
    private final Clock clock;

    ClientGuard(Sources sources, boolean networks, Duration skew, Clock clock) {
        this.sources = sources;
        this.networks = networks;
        this.skew = skew;
        this.clock = clock;
    }

    /**
     * Whether it wants to know where calls come from.
     *
     * @return false where the address may be anything
     */
    public boolean asksForAddresses() {
        return networks;
    }

    /**
     * The client whose own limits hold.
     *
     * @param id whose token it is, exactly
     * @return null where it does not look at clients, or nobody can tell now: then it is refused anyway
     */
    public @Nullable KnownClient find(String id) {
        Lookup clients = sources.clients;
        try {
            return clients == null ? null : clients.find(id);
        } catch (ClientsUnavailableException e) {
            return null;
        }
    }

    /**
     * How often clients have called.
     *
     * @return null where it does not look at clients
     */
    public @Nullable DayCounts days() {
        return sources.days;
    }

    /**
     * Finds out whether it can tell who the clients are.
     *
     * @return null where it does not ask
     */
    public @Nullable Boolean checkClients() {
        Tables tables = sources.tables;
        return sources.clients == null ? null : (Boolean) (tables == null || tables.checkAlive());
    }

    /**
     * Finds out whether the database answers.
     *
     * @return null where there is none
     */
    public @Nullable Boolean checkDataSource() {
        Tables tables = sources.tables;
        return tables == null ? null : (Boolean) tables.checkAlive();
    }

    /**
     * How the client of a call stands, and its token.
     *
     * @param ours whether the token is one of our own issuer's; the client counts only then
     * @param client whose token it is, or null where it does not say
     * @param issuedAt when it was issued, in seconds since 1970; negative where it does not say
     * @param tokenId its {@code jti}, or null where it has none
     * @param address where the call comes from
     * @return what holds
     */
    public Standing of(boolean ours, @Nullable String client, long issuedAt, @Nullable String tokenId, String address) {
        Revocations taken = sources.taken == null ? Revocations.NONE : sources.taken.get();
        Standing known = ours ? ofClient(taken, client, issuedAt, address) : Standing.FINE;
        if (known != Standing.FINE && known != Standing.UNAVAILABLE) {
            return known;
        }
        Standing token = tokenId == null ? Standing.FINE : ofToken(taken, tokenId);
        return token == Standing.FINE ? known : token;
    }

    private Standing ofClient(Revocations taken, @Nullable String id, long issuedAt, String address) {
        if (isBefore(issuedAt, taken.notBefore(id))) {
            return Standing.CLIENT_REVOKED;
        }
        Lookup clients = sources.clients;
        if (clients == null) {
            return Standing.FINE;
        }
        KnownClient client;
        try {
            client = id == null ? KnownClient.NOBODY : clients.find(id);
        } catch (ClientsUnavailableException e) {
            return unknown(e);
        }
        if (!client.exists()) {
            return Standing.UNKNOWN;
        }
        if (client.disabled()) {
            return Standing.DISABLED;
        }
        if (isBefore(issuedAt, client.notBefore())) {
            return Standing.CLIENT_REVOKED;
        }
        return networks && !client.allows(address) ? Standing.ELSEWHERE : Standing.FINE;
    }

    /** One that does not say when it was issued counts as issued before. */
    private static boolean isBefore(long issuedAt, long notBefore) {
        return notBefore > 0 && issuedAt < notBefore;
    }

    private static Standing unknown(ClientsUnavailableException e) {
        return e.isMisconfigured() ? Standing.MISCONFIGURED : Standing.UNAVAILABLE;
    }

    private Standing ofToken(Revocations taken, String id) {
        Long until = taken.tokens().get(id);
        if (until != null && clock.millis() / 1_000 - skew.toSeconds() < until) { // as long as it could pass
            return Standing.TOKEN_REVOKED;
        }
        Remembered<Boolean> revoked = sources.revoked;
        if (revoked == null) {
            return Standing.FINE;
        }
        try {
            return revoked.get(id) ? Standing.TOKEN_REVOKED : Standing.FINE;
        } catch (ClientsUnavailableException e) {
            return unknown(e);
        }
    }

    /** The filter stops. */
    @Override
    public void close() {
        if (sources.days != null) {
            sources.days.close();
        }
        Tables tables = sources.tables;
        if (tables != null) {
            tables.close();
        }
    }
}
