package dev.signet.access;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of {@code limit.rules}; like {@code POST /api/orders/** 10/s burst 20 by client}. Thread-safe.
 */
public final class LimitRule {

    /** Of how many keys is remembered what they have used. */
    static final int MOST_KEYS = 10_000;

    private static final int MOST = 1_000_000;
    private static final long SECOND = 1_000_000_000L;
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,6}");
    private static final Pattern RATE = Pattern.compile("([1-9][0-9]{0,6})/(s|min|h)");
    private static final String FORM =
            "a limit is: methods, path pattern, N/s, N/min or N/h, optionally burst B, and by client,"
                    + " by address or by client+address, like: POST /api/** 10/s burst 20 by client";

    /** Whose calls are counted together. */
    enum By {
        CLIENT("client"),
        ADDRESS("address"),
        CLIENT_AND_ADDRESS("client+address");

        private final String text;

        By(String text) {
            this.text = text;
        }
    }

    private final Methods methods;
    private final PathPattern path;
    private final long interval;
    private final int burst;
    private final By by;
    private final String text;
    private final Arrivals clients = new Arrivals(MOST_KEYS); // by whom no stranger is remembered
    private final Arrivals addresses = new Arrivals(MOST_KEYS);

    private LimitRule(Methods methods, PathPattern path, String rate, long interval, int burst, By by) {
        this.methods = methods;
        this.path = path;
        this.interval = interval;
        this.burst = burst;
        this.by = by;
        this.text = methods + " " + path + " " + rate + " burst " + burst + " by " + by.text;
    }

    /**
     * Reads a limit: methods, path pattern, rate, maybe burst, whose.
     *
     * @param line like {@code "* /** 600/min by address"}
     * @return the limit
     * @throws IllegalArgumentException when the line is no limit; the message says what is allowed
     */
    public static LimitRule parse(String line) {
        String[] words = line.strip().split("\\s+", 8);
        boolean bursts = words.length == 7;
        if (!bursts && words.length != 5
                || bursts && !words[3].equals("burst")
                || !words[words.length - 2].equals("by")) {
            throw new IllegalArgumentException(FORM);
        }
        Methods methods = Methods.parse(words[0]);
        PathPattern path = PathPattern.parse(words[1]);
        Matcher rate = RATE.matcher(words[2]);
        if (!rate.matches() || Integer.parseInt(rate.group(1)) > MOST) {
            throw new IllegalArgumentException("a rate is N/s, N/min or N/h, with N from 1 to " + MOST);
        }
        int calls = Integer.parseInt(rate.group(1));
        if (bursts && (!NUMBER.matcher(words[4]).matches() || Integer.parseInt(words[4]) > MOST)) {
            throw new IllegalArgumentException("burst is followed by a number from 1 to " + MOST);
        }
        int burst = bursts ? Integer.parseInt(words[4]) : calls;
        return new LimitRule(
                methods, path, words[2], period(rate.group(2)) / calls, burst, by(words[words.length - 1]));
    }

    private static long period(String unit) {
        return switch (unit) {
            case "s" -> SECOND;
            case "min" -> 60 * SECOND;
            default -> 3_600 * SECOND;
        };
    }

    private static By by(String word) {
        for (By by : By.values()) {
            if (by.text.equals(word)) {
                return by;
            }
        }
        throw new IllegalArgumentException("calls are counted by client, by address or by client+address");
    }

    By by() {
        return by;
    }

    PathPattern path() {
        return path;
    }

    /** Whether it counts a call, under either of two names. */
    boolean counts(String method, RequestPath called) {
        String asked = called.asked();
        return methods.contain(method)
                && (path.protects(called.text(), called.start()) || asked != null && path.protects(asked, 0));
    }

    /** Counts a call from an address; returns the nanoseconds to wait, or 0. */
    long take(String address, long now) {
        return addresses.take(LimitKey.of(null, address), interval, burst, now);
    }

    /** Counts a call of a client; returns the nanoseconds to wait, or 0. */
    long take(String client, String address, long now) {
        Object key = by == By.CLIENT ? client : LimitKey.of(client, address);
        return clients.take(key, interval, burst, now);
    }

    @Override
    public String toString() {
        return text;
    }
}
