package dev.signet;

import dev.signet.Admission.Refused;
import dev.signet.access.Claim;
import dev.signet.access.Limit;
import dev.signet.access.Limits;
import dev.signet.access.RequestPath;
import dev.signet.caller.TrustedProxies;
import dev.signet.clients.DayCounts;
import dev.signet.clients.KnownClient;
import dev.signet.jwt.GenuineToken;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts calls where they arrive: by their address before the token is read, by their client behind. Thread-safe. */
final class CallLimits {

    private final Limits limits;
    private final ClientCheck clients;
    private final TrustedProxies proxies;

    CallLimits(Limits limits, ClientCheck clients, TrustedProxies proxies) {
        this.limits = limits;
        this.clients = clients;
        this.proxies = proxies;
    }

    /** Whether anything can be counted. */
    boolean areOn() {
        return haveLines() || clients.days() != null;
    }

    /** Whether calls count of which no client is known. */
    boolean haveLines() {
        return limits.areByAddress() || limits.areByClient();
    }

    /** What is in force, a line each. */
    List<String> inForce() {
        return limits.inForce();
    }

    /** Why a call is refused, whoever makes it; null where it is not. */
    @Nullable
    Refused ofAddress(HttpServletRequest request, RequestPath path) {
        if (!limits.areByAddress()) {
            return null;
        }
        return refused(limits.ofAddress(request.getMethod(), path, proxies.callerOf(request)), null);
    }

    /** Why a call without a token that counts is refused; null where it is not. */
    @Nullable
    Refused ofNobody(HttpServletRequest request, RequestPath path) {
        if (!limits.areByClient()) {
            return null;
        }
        return refused(limits.ofNobody(request.getMethod(), path, proxies.callerOf(request)), null);
    }

    /**
     * What a call with a verified token takes of the limits of its client.
     *
     * @param lines whether it counts in the lines
     * @param own whether it counts for the numbers of its client alone
     */
    Claim ofClient(HttpServletRequest request, RequestPath path, GenuineToken token, boolean lines, boolean own) {
        DayCounts days = lines || own ? clients.days() : null;
        KnownClient client = days == null ? null : clients.client(token);
        Claim claim = Claim.NONE;
        if (lines && limits.areByClient()) {
            String name = clients.counted(token);
            String address = name == null || limits.areByBoth() ? proxies.callerOf(request) : "";
            boolean ownRate = client != null && client.limits().perSecond() > 0;
            claim = name == null
                    ? limits.ofNobody(request.getMethod(), path, address)
                    : limits.ofClient(request.getMethod(), path, name, address, ownRate);
        }
        return !own || client == null || days == null || claim.exceeded() != null ? claim : limits.ofOwn(client, days);
    }

    /** The refusal that a claim is; null where it is none. */
    static @Nullable Refused refused(Claim claim, @Nullable GenuineToken token) {
        Limit exceeded = claim.exceeded();
        return exceeded == null ? null : Refused.of(claim, exceeded, token);
    }
}
