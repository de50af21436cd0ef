package dev.signet.issue;

import dev.signet.text.Shown;
import java.lang.System.Logger.Level;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Gives a token to a client that knows one of its secrets. Every refusal costs the same: all secrets are evaluated, and
 * what is missing to the largest and to the most expensive client is spent. Safe for use by many threads.
 *
 * <p>A generated secret that is right gets its token at once, whatever others have failed with at the same address:
 * nobody guesses 128 bits. Everything else waits for nobody, either: it is looked at while fewer than
 * {@code issuer.slow-hashes} others are, and counts as a failure until it has turned out well.
 */
final class BuiltInIssuer implements TokenGranter {

    private static final System.Logger LOG = System.getLogger("dev.signet.issue");

    private static final Grant BUSY = new Grant.Later(1, "the limit of concurrent slow hashes is reached");

    private final ClientDirectory clients;
    private final TokenIssuer.Context context;
    private final FailureThrottle throttle;
    private final SlowHash slow;
    private final Semaphore slowHashes;

    BuiltInIssuer(
            ClientDirectory clients,
            TokenIssuer.Context context,
            FailureThrottle throttle,
            SlowHash slow,
            int slowHashes) {
        this.clients = clients;
        this.context = context;
        this.throttle = throttle;
        this.slow = slow;
        this.slowHashes = new Semaphore(slowHashes);
    }

    @Override
    public Grant grant(TokenRequest request) throws Exception {
        KnownClient client = clients.find(request.appKey());
        HashWork most = clients.most().max(client.work()); // the file may have changed in between
        SecretTrial trial =
                new SecretTrial(client, request.secret(), context.clock().instant());
        trial.tryGenerated(most);
        if (refusal(client, request, trial) == null) {
            return issued(client, trial);
        }
        long wait = throttle.secondsToWait(request);
        if (wait > 0) {
            return Grant.Later.failures(wait);
        }
        if (most.derivations() == 0) {
            return decided(client, request, trial, most);
        }
        if (!slowHashes.tryAcquire()) {
            return BUSY;
        }
        try {
            return decided(client, request, trial, most);
        } finally {
            slowHashes.release();
        }
    }

    /** Counted before it is known, so that guesses sent at once are no more than guesses sent one by one. */
    private Grant decided(KnownClient client, TokenRequest request, SecretTrial trial, HashWork most) {
        long wait = throttle.failed(request);
        if (wait > 0) {
            return Grant.Later.failures(wait);
        }
        trial.tryChosen(most, slow);
        String reason = refusal(client, request, trial);
        if (reason == null) {
            throttle.succeeded(request);
            return issued(client, trial);
        }
        LOG.log(
                Level.INFO,
                "token refused: client \"{0}\" from {1}: {2}",
                Shown.of(request.appKey()),
                Shown.of(request.remoteAddress()),
                reason);
        return new Grant.Denied();
    }

    private Grant issued(KnownClient client, SecretTrial trial) {
        if (trial.isSuperseded()) {
            LOG.log(
                    Level.INFO,
                    "client \"{0}\" still uses a secret that has been superseded by a newer one",
                    Shown.of(client.client().id()));
        }
        return new Grant.Issued(context.issue(client.client()));
    }

    /** Why there is no token, as far as the secrets have been tried; null where there is one. */
    private static @Nullable String refusal(KnownClient client, TokenRequest request, SecretTrial trial) {
        if (!client.exists()) {
            return "unknown client";
        }
        if (client.client().disabled()) {
            return "disabled";
        }
        if (!trial.matches()) {
            return trial.matchesAtAnotherTime() ? "this secret is not valid at this time" : "wrong secret";
        }
        return client.allows(request.remoteAddress()) ? null : "address outside its networks";
    }

    @Override
    public String name() {
        return BuiltInIssuer.class.getName();
    }
}
