package dev.signet.clients;

import dev.signet.config.ProblemList;
import dev.signet.text.Shown;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** The tables {@code signet_client} and {@code signet_secret}; what cannot be read in them is told once. Thread-safe. */
public final class ClientTable implements ClientDirectory {

    /** Of how many clients is remembered that their rows were complained about. */
    private static final int MOST_COMPLAINTS = 1_000;

    private final Database database;
    private final ClientListener listener;
    private final AtomicReference<HashWork> shown = new AtomicReference<>(HashWork.NONE);
    private final Set<String> unreadable = ConcurrentHashMap.newKeySet();

    ClientTable(Database database, ClientListener listener) {
        this.database = database;
        this.listener = listener;
    }

    @Override
    public KnownClient find(String id) throws ClientsUnavailableException {
        if (id.isEmpty() || !canBeHeld(id, ClientRules.LONGEST_ID)) {
            return KnownClient.standIn(most());
        }
        KnownClient found =
                database.ask(connection -> read(connection, id)).orElseGet(() -> KnownClient.standIn(most()));
        shown.accumulateAndGet(found.work(), HashWork::max);
        return found;
    }

    @Override
    @SuppressWarnings("NullAway") // an AtomicReference may hold null; this one is never given it
    public HashWork most() {
        return shown.get();
    }

    /** Whether a database can hold a text and compare it; what it cannot is in no row, and no reason for an error of its own. */
    static boolean canBeHeld(String id, int longest) {
        return id.length() <= longest
                && id.codePoints()
                        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    private Optional<KnownClient> read(Connection connection, String id) throws SQLException {
        ProblemList problems = new ProblemList();
        Optional<KnownClient> found = ClientRows.read(connection, id, problems);
        if (problems.isEmpty()) {
            unreadable.remove(id);
        } else if (unreadable.size() < MOST_COMPLAINTS && unreadable.add(id)) {
            listener.clientUnreadable(Shown.of(id), problems.toString());
        }
        return found;
    }
}
