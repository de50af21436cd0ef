package dev.signet.clients;

import jakarta.servlet.ServletContext;
import java.time.Clock;
import java.time.ZoneId;

/** The tables of a data source, opened for one filter or endpoint. Thread-safe. */
public final class Tables implements AutoCloseable {

    private static final int MOST_CLIENTS = 2_000;
    private static final int MOST_TOKENS = 10_000;

    private final DataSourceSettings settings;
    private final Clock clock;
    private final Database database;
    private final ExpiredRows expired;
    private final ClientTable clients;
    private final Pulse pulse;

    private Tables(DataSourceSettings settings, Database database, Clock clock, ClientListener listener) {
        this.settings = settings;
        this.clock = clock;
        this.database = database;
        this.expired = new ExpiredRows(database, clock);
        this.clients = new ClientTable(database, listener);
        this.pulse = new Pulse(database, settings, clock);
    }

    /**
     * Opens them, without a connection.
     *
     * @param settings where they are
     * @param webapp where the data source is looked for
     * @param clock says how old what was read is
     * @param listener learns what becomes of them
     * @return the tables, although there may be no data source yet
     * @throws IllegalArgumentException when something else has its name
     */
    public static Tables open(
            DataSourceSettings settings, ServletContext webapp, Clock clock, ClientListener listener) {
        Database database =
                new Database(new DataSourceName(settings.name()), webapp, settings.timeout(), clock, listener);
        database.look();
        return new Tables(settings, database, clock, listener);
    }

    /**
     * The clients, read anew whenever one is looked for.
     *
     * @return for those who ask for a token
     */
    public ClientDirectory clients() {
        return clients;
    }

    /** The clients, for those who come with a token. */
    Remembered<KnownClient> remembered() {
        return new Remembered<>(MOST_CLIENTS, settings.refresh(), settings.stale(), clock, clients::find);
    }

    /** Which tokens are taken back. */
    Remembered<Boolean> revoked() {
        RevokedTable table = new RevokedTable(database, expired);
        return new Remembered<>(MOST_TOKENS, settings.refresh(), settings.stale(), clock, table::has);
    }

    /**
     * Failures that count on all nodes.
     *
     * @return their counts
     */
    public SharedFailures failures() {
        return new SharedFailures(database, expired, clock);
    }

    /** How often clients have called on a day, on all nodes. */
    DayCounts days(ZoneId zone) {
        return DayCounts.shared(database, expired, clock, zone);
    }

    /**
     * Finds out whether they can be asked; asks seldom, and waits for that as a call does only the first time.
     *
     * @return false where nothing could be read for longer than what was read last is believed
     */
    public boolean checkAlive() {
        return pulse.beat();
    }

    @Override
    public void close() {
        database.close();
    }
}
