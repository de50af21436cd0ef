package dev.signet.clients;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How often clients have called on the day of the moment: on all nodes where there is a database, else on this one. A node
 * reads the row of a client before its first call, and adds its own calls every five seconds, on a thread of its own; while
 * the database is away it counts for itself, and adds later. Thread-safe.
 */
public final class DayCounts implements AutoCloseable {

    static final Duration INTERVAL = Duration.ofSeconds(5);

    /** From here on those of which all is in their rows make room; of a file are only as many as it has clients. */
    private static final int CAPACITY = 10_000;

    /** A day in the zone that counts. */
    private record Day(String text, long begin, long end) {
        boolean has(long millis) {
            return millis >= begin && millis < end;
        }
    }

    private final @Nullable Database database;
    private final @Nullable ExpiredRows expired;
    private final QuotaTable table = new QuotaTable(); // for whoever adds
    private final Clock clock;
    private final ZoneId zone;
    private final Map<String, DayCount> today = new ConcurrentHashMap<>();
    private final Map<String, DayCount> before = new ConcurrentHashMap<>(); // by client and day
    private final AtomicLong addedAt;
    private final Semaphore adding = new Semaphore(1);
    private volatile Day day;

    private DayCounts(@Nullable Database database, @Nullable ExpiredRows expired, Clock clock, ZoneId zone) {
        this.database = database;
        this.expired = expired;
        this.clock = clock;
        this.zone = zone;
        this.addedAt = new AtomicLong(clock.millis());
        this.day = day(clock.millis());
    }

    /** Of this node alone. */
    static DayCounts ofOneNode(Clock clock, ZoneId zone) {
        return new DayCounts(null, null, clock, zone);
    }

    /** Of all nodes. */
    static DayCounts shared(Database database, ExpiredRows expired, Clock clock, ZoneId zone) {
        return new DayCounts(database, expired, clock, zone);
    }

    private Day day(long millis) {
        LocalDate date = Instant.ofEpochMilli(millis).atZone(zone).toLocalDate();
        return new Day(
                date.toString(),
                date.atStartOfDay(zone).toInstant().toEpochMilli(),
                date.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli());
    }

    /**
     * Takes one of a client's calls of the day.
     *
     * @param client who calls
     * @param most how many there are
     * @return where the call can be taken back, or null where none is left
     */
    public @Nullable DayCount take(String client, long most) {
        long now = clock.millis();
        Day current = day;
        if (!current.has(now)) {
            current = turn(now);
        }
        DayCount count = today.get(client);
        if (count == null || !count.day().equals(current.text)) {
            count = first(client, current.text);
        }
        Database shared = database;
        if (shared != null) {
            DayCount asked = count;
            asked.askOnce(() -> ask(shared, asked));
        }
        boolean taken = count.take(most);
        if (shared != null) {
            addWhereDue(shared, now);
        }
        return taken ? count : null;
    }

    private static @Nullable Long ask(Database database, DayCount count) {
        try {
            return database.ask(connection -> QuotaTable.read(connection, count));
        } catch (ClientsUnavailableException e) { // the log has heard
            return null;
        }
    }

    /** Another day; also the one before, where the clock was set back over midnight. */
    private synchronized Day turn(long now) {
        Day current = day;
        if (!current.has(now)) {
            current = day(now);
            day = current;
            if (database == null) { // the day before may come back with the clock
                String yesterday = LocalDate.parse(current.text).minusDays(1).toString();
                before.values().removeIf(old -> old.day().compareTo(yesterday) < 0);
            }
        }
        return current;
    }

    private synchronized DayCount first(String client, String text) {
        DayCount known = today.get(client);
        if (known != null && known.day().equals(text)) {
            return known;
        }
        if (known != null) {
            before.put(key(known), known);
        } else if (database != null && today.size() >= CAPACITY) {
            today.values().forEach(count -> before.put(key(count), count));
            today.clear();
        }
        DayCount kept = before.remove(client + ' ' + text);
        DayCount count = kept == null ? new DayCount(client, text) : kept;
        today.put(client, count);
        return count;
    }

    private static String key(DayCount count) {
        return count.client() + ' ' + count.day();
    }

    /**
     * How long it is until another day begins.
     *
     * @return whole seconds, from 1
     */
    public long secondsToTomorrow() {
        long now = clock.millis();
        Day current = day;
        return Math.max(1, ((current.has(now) ? current : turn(now)).end - now + 999) / 1_000);
    }

    private void addWhereDue(Database shared, long now) {
        long last = addedAt.get();
        if (Math.abs(now - last) < INTERVAL.toMillis() || !adding.tryAcquire()) {
            return;
        }
        addedAt.set(now);
        if (!shared.later(this::add, whole -> adding.release())) {
            adding.release();
        }
        if (expired != null) {
            expired.deleteWhereDue();
        }
    }

    private List<DayCount> due() {
        return Stream.concat(before.values().stream(), today.values().stream())
                .filter(DayCount::isDue)
                .toList();
    }

    private int add(Connection connection) throws SQLException {
        int added = 0;
        table.settle(connection);
        for (DayCount count : due()) {
            table.add(connection, count);
            added++;
        }
        before.values().removeIf(DayCount::noteIdle);
        return added;
    }

    /** The filter stops: what was counted is added, if the database answers. */
    @Override
    public void close() {
        Database shared = database;
        try {
            if (shared != null && adding.tryAcquire(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                try { // whoever was at it has finished
                    if (table.isDoubtful() || !due().isEmpty()) {
                        shared.askAtLast(this::add);
                    }
                } finally {
                    adding.release();
                }
            }
        } catch (ClientsUnavailableException e) {
            // the log has heard
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
