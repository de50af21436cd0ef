package dev.signet.issue;

import dev.signet.clients.ClientDirectory;
import dev.signet.clients.HashWork;
import dev.signet.clients.KnownClient;
import dev.signet.clients.SlowHash;
import dev.signet.event.Event;
import dev.signet.event.Events;
import dev.signet.text.Shown;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
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

    private static final Grant BUSY =
            new Grant.Later(1, TokenRefusal.SLOW_HASHES_BUSY, TokenRefusal.SLOW_HASHES_BUSY.text());

    private final ClientDirectory clients;
    private final Function<KnownClient, IssuedToken> signer;
    private final Clock clock;
    private final FailureThrottle throttle;
    private final SlowHash slow;
    private final Semaphore slowHashes;
    private final Events events;

    BuiltInIssuer(
            ClientDirectory clients,
            Function<KnownClient, IssuedToken> signer,
            Clock clock,
            FailureThrottle throttle,
            SlowHash slow,
            int slowHashes,
            Events events) {
        this.events = events;
        this.clients = clients;
        this.signer = signer;
        this.clock = clock;
        this.throttle = throttle;
        this.slow = slow;
        this.slowHashes = new Semaphore(slowHashes);
    }

    /** One reading of a request, and how far it has got. */
    private record Attempt(TokenRequest request, KnownClient client, SecretTrial trial) {

        /** Why there is no token, as far as the secrets have been tried; null where there is one. */
        @Nullable
        TokenRefusal refusal() {
            if (!client.exists()) {
                return TokenRefusal.CLIENT_UNKNOWN;
            }
            if (client.disabled()) {
                return TokenRefusal.CLIENT_DISABLED;
            }
            if (!trial.matches()) {
                return trial.matchesAtAnotherTime() ? TokenRefusal.SECRET_NOT_CURRENT : TokenRefusal.SECRET_WRONG;
            }
            return client.allows(request.remoteAddress()) ? null : TokenRefusal.ADDRESS_NOT_ALLOWED;
        }

        /** Whether this reading is rather what the caller means, so that the operator is told of it. */
        boolean isNearerThan(Attempt other) {
            boolean matches = trial.matches() || trial.matchesAtAnotherTime();
            boolean otherMatches = other.trial.matches() || other.trial.matchesAtAnotherTime();
            return client.exists() && (!other.client.exists() || matches && !otherMatches);
        }
    }

    @Override
    public Grant grant(List<TokenRequest> readings) throws Exception {
        HashWork most = clients.most();
        List<Attempt> attempts = new ArrayList<>();
        for (TokenRequest reading : readings) {
            KnownClient client = clients.find(reading.appKey());
            most = most.max(client.work()); // the file may have changed in between
            attempts.add(new Attempt(reading, client, new SecretTrial(client, reading.secret(), clock.instant())));
        }
        for (Attempt attempt : attempts) {
            attempt.trial.tryGenerated(most);
            if (attempt.refusal() == null) {
                return issued(attempt);
            }
        }
        TokenRequest counted = readings.get(readings.size() - 1);
        long wait = throttle.secondsToWait(counted);
        if (wait > 0) {
            return Grant.Later.failures(wait);
        }
        if (most.derivations() == 0) {
            return decided(attempts, counted, most);
        }
        if (!slowHashes.tryAcquire()) {
            return BUSY;
        }
        try {
            return decided(attempts, counted, most);
        } finally {
            slowHashes.release();
        }
    }

    /** Counted before it is known, so that guesses sent at once are no more than guesses sent one by one. */
    private Grant decided(List<Attempt> attempts, TokenRequest counted, HashWork most) {
        long wait = throttle.failed(counted);
        if (wait > 0) {
            return Grant.Later.failures(wait);
        }
        Attempt told = attempts.get(0);
        for (Attempt attempt : attempts) {
            attempt.trial.tryChosen(most, slow);
            if (attempt.refusal() == null) {
                throttle.succeeded(counted);
                return issued(attempt);
            }
            told = attempt.isNearerThan(told) ? attempt : told;
        }
        throttle.share(counted);
        TokenRefusal reason = Objects.requireNonNull(told.refusal(), "no reading was right");
        return new Grant.Denied(reason, reason.text(), told.request);
    }

    private Grant issued(Attempt attempt) {
        KnownClient client = attempt.client;
        if (attempt.trial.isSuperseded()) {
            events.tell(new Event.SecretSuperseded(Shown.of(client.id())));
        }
        return new Grant.Issued(signer.apply(client), client.id());
    }

    @Override
    public String name() {
        return BuiltInIssuer.class.getName();
    }
}
