package dev.signet.issue;

import dev.signet.clients.HashWork;
import dev.signet.clients.KnownClient;
import dev.signet.clients.SecretHash;
import dev.signet.clients.SlowHash;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Holds the secret of one request against all secrets of a client, in as many steps as the largest client needs, so that
 * nobody can tell by the time how many there are, or that there is no client at all. Not thread-safe.
 */
final class SecretTrial {

    /** The secret that supersedes the others: the latest to begin, then the last to end. */
    private static final Comparator<KnownClient.Secret> BY_AGE =
            Comparator.comparing(KnownClient.Secret::begin).thenComparing(KnownClient.Secret::end);

    private final KnownClient client;
    private final String secret;
    private final Instant now;
    private KnownClient.@Nullable Secret newest;
    private boolean current;
    private boolean other;
    private boolean superseded = true;

    SecretTrial(KnownClient client, String secret, Instant now) {
        this.client = client;
        this.secret = secret;
        this.now = now;
    }

    /** Tries the secrets that were generated: one digest, whatever it is compared with. */
    void tryGenerated(HashWork most) {
        byte[] digest = SecretHash.digest(secret);
        int places = Math.max(most.secrets(), client.work().secrets());
        for (int place = 0; place < places; place++) {
            KnownClient.Secret candidate = client.secret(place);
            if (candidate.isCurrent(now) && (newest == null || BY_AGE.compare(candidate, newest) >= 0)) {
                newest = candidate;
                superseded = true;
            }
            note(candidate, candidate.hash().isDigest(digest));
        }
    }

    /**
     * Tries the secrets that were chosen, and spends what is missing to the costliest client: in the end there was always
     * one derivation more than any client needs, and one iteration more for each.
     */
    void tryChosen(HashWork most, SlowHash slow) {
        if (most.derivations() == 0) {
            return;
        }
        int derivations = most.derivations() + 1;
        int iterations = most.iterations() + derivations;
        for (KnownClient.Secret candidate : client.secrets()) {
            int cost = candidate.hash().cost();
            if (cost > 0) {
                note(candidate, candidate.hash().isDerived(secret, slow));
                derivations--;
                iterations -= cost;
            }
        }
        for (; derivations > 0; derivations--) {
            int share = iterations / derivations;
            SecretHash.spend(secret, share, slow);
            iterations -= share;
        }
    }

    @SuppressWarnings("ReferenceEquality") // whether it is the one, not one like it
    private void note(KnownClient.Secret candidate, boolean matches) {
        boolean inTime = candidate.isCurrent(now);
        current |= matches && inTime;
        other |= matches && !inTime;
        superseded &= !(matches && candidate == newest);
    }

    /** Whether a secret matches that is accepted now. */
    boolean matches() {
        return current;
    }

    /** Whether one matches that was, or will be. */
    boolean matchesAtAnotherTime() {
        return other;
    }

    /** Whether what matches is not the newest of those that are accepted now. */
    boolean isSuperseded() {
        return superseded;
    }
}
