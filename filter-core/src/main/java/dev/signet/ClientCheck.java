package dev.signet;

import dev.signet.caller.TrustedProxies;
import dev.signet.clients.ClientGuard;
import dev.signet.clients.DayCounts;
import dev.signet.clients.GuardSettings;
import dev.signet.clients.KnownClient;
import dev.signet.clients.Standing;
import dev.signet.jwt.GenuineToken;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Signet's own token check: the clients of the moment, and what was taken back ({@code check.clients} and its neighbours).
 * Thread-safe.
 */
final class ClientCheck {

    /** Where our own issuer writes the client's id. */
    private static final String CLIENT_CLAIM = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name";

    private final GuardSettings settings;
    private final @Nullable String issuer; // whose tokens name clients; null where tokens of ours have none
    private final TrustedProxies proxies;
    private volatile @Nullable ClientGuard guard;

    ClientCheck(GuardSettings settings, List<String> issuers, TrustedProxies proxies) {
        this.settings = settings;
        this.issuer = issuers.isEmpty() ? null : issuers.get(0);
        this.proxies = proxies;
    }

    /**
     * The filter starts.
     *
     * @throws IllegalArgumentException when what is named cannot be what it should be
     */
    void open(TokenCheck.Context context) {
        close();
        guard = settings.open(context::servletContext);
    }

    /** The filter stops. */
    void close() {
        ClientGuard open = guard;
        guard = null;
        if (open != null) {
            open.close();
        }
    }

    /** What speaks against a call with this token; null for nothing. */
    @Nullable
    RequestRefusal refusal(GenuineToken token, HttpServletRequest request) {
        ClientGuard open = guard;
        if (open == null) {
            return null;
        }
        String client = named(token);
        String address = open.asksForAddresses() ? proxies.callerOf(request) : "";
        Standing standing = open.of(isOurs(token), client, token.issuedAt(), token.id(), address);
        return switch (standing) {
            case FINE -> null;
            case UNKNOWN -> RequestRefusal.CLIENT_UNKNOWN;
            case DISABLED -> RequestRefusal.CLIENT_DISABLED;
            case CLIENT_REVOKED -> RequestRefusal.CLIENT_REVOKED;
            case TOKEN_REVOKED -> RequestRefusal.TOKEN_REVOKED;
            case ELSEWHERE -> RequestRefusal.ADDRESS_NOT_ALLOWED;
            case UNAVAILABLE -> RequestRefusal.CHECK_UNAVAILABLE;
            case MISCONFIGURED -> RequestRefusal.CHECK_MISCONFIGURED;
        };
    }

    private boolean isOurs(GenuineToken token) {
        return Objects.equals(token.issuer(), issuer);
    }

    private static @Nullable String named(GenuineToken token) {
        return token.claim(CLIENT_CLAIM) instanceof String text ? text : null;
    }

    /**
     * Under which name the calls with this token are counted: that of a client of ours, or of whom it is else. Another issuer
     * may have the same names.
     */
    @Nullable
    String counted(GenuineToken token) {
        String client = isOurs(token) ? named(token) : null;
        String name = client == null ? token.principal() : client;
        return name == null || issuer == null || isOurs(token) ? name : token.issuer() + "\n" + name;
    }

    /** The client with this token, with its own limits; null where there is none, or nobody looks. */
    @Nullable
    KnownClient client(GenuineToken token) {
        ClientGuard open = guard;
        String client = open == null || !isOurs(token) ? null : named(token);
        return open == null || client == null ? null : open.find(client);
    }

    /** How often clients have called today; null where nobody looks at clients. */
    @Nullable
    DayCounts days() {
        ClientGuard open = guard;
        return open == null ? null : open.days();
    }

    /** What is asked about the clients of the moment; null where nothing is. */
    @Nullable
    ClientGuard guard() {
        return guard;
    }

    /** How many clients there are; negative where nobody knows. */
    int clients() {
        return settings.size();
    }

    /** What is in force, a line each. */
    List<String> inForce() {
        return settings.inForce();
    }
}
