package dev.signet.access;

import dev.signet.access.LimitRule.By;
import dev.signet.clients.ClientLimits;
import dev.signet.clients.DayCount;
import dev.signet.clients.DayCounts;
import dev.signet.clients.KnownClient;
import dev.signet.config.Parameter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How much may be called: the lines of {@code limit.rules}, which all count that match, and the numbers of single clients.
 * Counted on this node, but for the calls of a day. No call waits for another one. Thread-safe.
 */
public final class Limits {

    private static final long SECOND = 1_000_000_000L;

    private final List<LimitRule> rules;
    private final LimitRule[] byAddress; // arrays: an iterator would be an object for each call
    private final LimitRule[] byClient; // also those by client and address
    private final boolean both;
    private final Clock clock;
    private final Arrivals own = new Arrivals(LimitRule.MOST_KEYS);
    private final Slots slots = new Slots(LimitRule.MOST_KEYS);

    /**
     * Nothing was called yet.
     *
     * @param rules the lines
     * @param clock tells the time
     */
    public Limits(List<LimitRule> rules, Clock clock) {
        this.rules = List.copyOf(rules);
        this.clock = clock;
        this.byAddress = rules.stream().filter(rule -> rule.by() == By.ADDRESS).toArray(LimitRule[]::new);
        this.byClient = rules.stream().filter(rule -> rule.by() != By.ADDRESS).toArray(LimitRule[]::new);
        this.both = rules.stream().anyMatch(rule -> rule.by() == By.CLIENT_AND_ADDRESS);
    }

    /** {@return whether any line counts by addresses alone} */
    public boolean areByAddress() {
        return byAddress.length > 0;
    }

    /** {@return whether any line counts by clients} */
    public boolean areByClient() {
        return byClient.length > 0;
    }

    /** {@return whether any line wants to know from where a client calls} */
    public boolean areByBoth() {
        return both;
    }

    /**
     * Counts a call by where it comes from, whoever it is.
     *
     * @param method of the call
     * @param path of the call
     * @param address of the caller
     * @return what it takes
     */
    public Claim ofAddress(String method, RequestPath path, String address) {
        return ofAddress(byAddress, method, path, address);
    }

    /**
     * Counts a call that nobody makes who is known, by where it comes from, in the lines that are by client.
     *
     * @param method of the call
     * @param path of the call
     * @param address of the caller
     * @return what it takes
     */
    public Claim ofNobody(String method, RequestPath path, String address) {
        return ofAddress(byClient, method, path, address);
    }

    private Claim ofAddress(LimitRule[] lines, String method, RequestPath path, String address) {
        long now = now();
        for (LimitRule rule : lines) {
            if (rule.counts(method, path)) {
                long wait = rule.take(address, now);
                if (wait > 0) {
                    return exceeded(wait, rule);
                }
            }
        }
        return Claim.NONE;
    }

    /**
     * Counts a call by its client, in the lines that are by client.
     *
     * @param method of the call
     * @param path of the call
     * @param client who calls
     * @param address of the caller; anything where no line wants to know
     * @param ownRate whether the client has a rate of its own, in the place of those of the lines
     * @return what it takes
     */
    public Claim ofClient(String method, RequestPath path, String client, String address, boolean ownRate) {
        long now = now();
        for (LimitRule rule : byClient) {
            if ((rule.by() == By.CLIENT_AND_ADDRESS || !ownRate) && rule.counts(method, path)) {
                long wait = rule.take(client, address, now);
                if (wait > 0) {
                    return exceeded(wait, rule);
                }
            }
        }
        return Claim.NONE;
    }

    /**
     * Counts a call by the numbers of its client alone.
     *
     * @param client who calls
     * @param days how often it has called today
     * @return what it takes
     */
    public Claim ofOwn(KnownClient client, DayCounts days) {
        ClientLimits limits = client.limits();
        if (limits.perSecond() > 0) {
            long wait = own.take(client.id(), SECOND / limits.perSecond(), limits.burst(), now());
            if (wait > 0) {
                return Claim.exceeded(Limit.RATE, seconds(wait), limits.toString());
            }
        }
        AtomicInteger slot = null;
        if (limits.concurrent() > 0) {
            slot = slots.take(client.id(), limits.concurrent());
            if (slot == null) {
                return Claim.exceeded(Limit.CONCURRENT, 1, limits.toString());
            }
        }
        DayCount day = null;
        boolean left = limits.perDay() == 0;
        try {
            day = left ? null : days.take(client.id(), limits.perDay());
            left |= day != null;
        } finally {
            if (!left && slot != null) {
                slot.decrementAndGet(); // also where that throws
            }
        }
        return left ? Claim.of(slot, day) : Claim.exceeded(Limit.DAY, days.secondsToTomorrow(), limits.toString());
    }

    private static Claim exceeded(long wait, LimitRule rule) {
        return Claim.exceeded(Limit.RATE, seconds(wait), rule.toString());
    }

    private static long seconds(long nanos) {
        return (nanos + SECOND - 1) / SECOND;
    }

    private long now() {
        return TimeUnit.MILLISECONDS.toNanos(clock.millis());
    }

    /**
     * What is in force.
     *
     * @return a line each
     */
    public List<String> inForce() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            lines.add("limit " + (i + 1) + ": " + rules.get(i));
        }
        return lines;
    }

    /**
     * The paths that lines name, by how a log names the line.
     *
     * @return in their order
     */
    public Map<String, PathPattern> paths() {
        Map<String, PathPattern> paths = new LinkedHashMap<>();
        for (int i = 0; i < rules.size(); i++) {
            LimitRule rule = rules.get(i);
            paths.put(Parameter.LIMIT_RULES + ": rule " + (i + 1) + " [" + rule + "]", rule.path());
        }
        return paths;
    }
}
