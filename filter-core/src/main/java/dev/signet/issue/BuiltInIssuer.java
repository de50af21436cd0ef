package dev.signet.issue;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives a token to a client that knows one of its secrets. Every refusal costs the same: all secrets are evaluated, and
 * what is missing to the most expensive client is spent. Safe for use by many threads.
 */
final class BuiltInIssuer implements TokenIssuer {

    private static final System.Logger LOG = System.getLogger("dev.signet.issue");

    /** Stands in for a client that does not exist; no text is known whose SHA-256 is all zeros. */
    private static final ClientStore.Client NOBODY = new ClientStore.Client(
            "nobody", new ClientStore.Secret("sha256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));

    /** The secret that supersedes the others: the latest to begin, then the last to end. */
    private static final Comparator<ClientStore.Secret> BY_AGE =
            Comparator.comparing(BuiltInIssuer::begin).thenComparing(BuiltInIssuer::end);

    private final ClientStore store;
    private final IntSupplier costliestKnown;
    private final Context context;
    private final SlowHash slow;
    /** What a store of the application's own has shown so far; it cannot tell its most expensive client in advance. */
    private final AtomicInteger costliestSeen = new AtomicInteger();

    BuiltInIssuer(ClientStore store, IntSupplier costliestKnown, Context context, SlowHash slow) {
        this.store = store;
        this.costliestKnown = costliestKnown;
        this.context = context;
        this.slow = slow;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // whether it is the one that was found, not one like it
    public @Nullable IssuedToken issue(TokenRequest request) throws Exception {
        ClientStore.Client found = store.find(request.appKey());
        // a database that compares without case would let one client count as many for the throttle
        ClientStore.Client client = found != null && found.id().equals(request.appKey()) ? found : NOBODY;
        boolean known = client == found;
        Evaluation evaluation = evaluate(client, request.secret());
        String reason = known ? refusal(client, request, evaluation) : "unknown client";
        if (reason != null) {
            LOG.log(
                    Level.INFO,
                    "token refused: client \"{0}\" from {1}: {2}",
                    Shown.id(request.appKey()),
                    Shown.id(request.remoteAddress()),
                    reason);
            return null;
        }
        if (!evaluation.byNewest) {
            LOG.log(
                    Level.INFO,
                    "client \"{0}\" still uses a secret that a newer one supersedes",
                    Shown.id(client.id()));
        }
        return context.issue(client);
    }

    private Evaluation evaluate(ClientStore.Client client, String secret) {
        Instant now = context.clock().instant();
        Evaluation evaluation = new Evaluation();
        ClientStore.Secret newest = null;
        int cost = 0;
        for (ClientStore.Secret candidate : client.secrets()) {
            SecretHash hash = SecretHash.parse(candidate.hash());
            boolean matches = hash.matches(secret, slow);
            cost += hash.cost();
            // now == notBefore and now == notAfter are both within
            boolean current = !now.isBefore(begin(candidate)) && !now.isAfter(end(candidate));
            if (current && (newest == null || BY_AGE.compare(candidate, newest) >= 0)) {
                newest = candidate;
                evaluation.byNewest = matches;
            }
            evaluation.matchesCurrent |= matches && current;
            evaluation.matchesOther |= matches && !current;
        }
        int costliest = Math.max(costliestKnown.getAsInt(), costliestSeen.accumulateAndGet(cost, Math::max));
        SecretHash.spend(secret, costliest - cost, slow);
        return evaluation;
    }

    private static @Nullable String refusal(ClientStore.Client client, TokenRequest request, Evaluation evaluation) {
        if (client.disabled()) {
            return "disabled";
        }
        if (!evaluation.matchesCurrent) {
            return evaluation.matchesOther ? "this secret is not valid at this time" : "wrong secret";
        }
        return allows(client, request.remoteAddress()) ? null : "address outside its networks";
    }

    private static boolean allows(ClientStore.Client client, String remoteAddress) {
        return client.networks().isEmpty()
                || client.networks().stream()
                        .map(NetworkRange::parse)
                        .anyMatch(range -> range != null && range.contains(remoteAddress));
    }

    private static Instant begin(ClientStore.Secret secret) {
        Instant notBefore = secret.notBefore();
        return notBefore == null ? Instant.MIN : notBefore;
    }

    private static Instant end(ClientStore.Secret secret) {
        Instant notAfter = secret.notAfter();
        return notAfter == null ? Instant.MAX : notAfter;
    }

    /** What all secrets of a client together say. */
    private static final class Evaluation {
        boolean matchesCurrent;
        boolean matchesOther;
        boolean byNewest;
    }
}
