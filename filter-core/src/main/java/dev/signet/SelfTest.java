package dev.signet;

import dev.signet.attack.Attack;
import dev.signet.attack.Report;
import dev.signet.event.Event;
import dev.signet.event.Events;
import dev.signet.jwt.JwtSettings;
import dev.signet.jwt.RefusedToken;
import dev.signet.jwt.TokenVerifier;
import dev.signet.keys.Keys;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Forged tokens go the way of a call when the filter starts, or when the first keys come, before a call can use them
 * ({@code selftest}). Nothing counts or remembers them. Thread-safe.
 */
final class SelfTest {

    private final boolean on;
    private final boolean strict;
    private final JwtSettings settings;
    private final TokenVerifier verifier;
    private final Clock clock;
    private final Events events;
    private volatile boolean barring;

    SelfTest(String mode, JwtSettings settings, TokenVerifier verifier, Clock clock, Events events) {
        this.on = !mode.equals("off");
        this.strict = mode.equals("refuse");
        this.settings = settings;
        this.verifier = verifier;
        this.clock = clock;
        this.events = events;
    }

    /** The filter starts. */
    void begin() {
        if (on) {
            settings.keys().whenFirst(this::run);
        }
    }

    /** Whether every call has to be refused, because some forged token was not. */
    boolean isBarring() {
        return barring;
    }

    private void run(Supplier<Keys.InHand> first) {
        try {
            Keys.InHand keys = first.get();
            TokenVerifier apart = verifier.apart(keys.keys());
            Attack.Gatekeeper gate =
                    authorization -> apart.authenticate(authorization) instanceof RefusedToken refused ? refused : null;
            tell(Attack.on(settings, keys, Math.floorDiv(clock.millis(), 1000L), gate));
        } catch (Throwable e) { // on the thread of a fetch, too, which must go on
            failed("selftest: could not be run", e);
        }
    }

    private void tell(Report report) {
        if (report.isBroken()) {
            failed(report.text(), null);
        } else if (report.isIdle()) {
            events.tell(new Event.Warned(report.text(), null));
        } else {
            events.tell(new Event.InForce(report.text()));
        }
    }

    private void failed(String what, @Nullable Throwable thrown) {
        barring = strict;
        events.tell(new Event.NotProtecting(strict ? "Signet refuses every request: " + what : what, thrown));
    }
}
