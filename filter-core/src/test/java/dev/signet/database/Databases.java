package dev.signet.database;

import dev.signet.testing.BuildConsole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Assumptions;

/** The databases that the tests know; each is started when it is first asked for, once for all tests. */
enum Databases {
    POSTGRESQL(PostgreSql::start),
    MARIADB(MariaDb::start);

    @SuppressWarnings("ImmutableEnumChecker") // there is one process of each for one JVM
    private final Callable<RealDatabase> start;

    @SuppressWarnings("ImmutableEnumChecker")
    private RealDatabase started;

    @SuppressWarnings("ImmutableEnumChecker")
    private Exception failure;

    Databases(Callable<RealDatabase> start) {
        this.start = start;
    }

    /**
     * Running, and every table empty. Where the programs cannot run at all, like on another system than Linux, the build says
     * so and the test is skipped; never where CI is set, where nobody would read it.
     */
    synchronized RealDatabase fresh() throws Exception {
        if (started == null && failure == null) {
            try {
                started = start.call();
                Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end of " + this));
            } catch (Exception e) {
                failure = e;
                BuildConsole.println("[WARNING] " + this + " cannot be started here, its tests are skipped: " + e);
            }
        }
        if (failure != null) {
            Assumptions.assumeTrue(System.getenv("CI") != null, failure::toString);
            throw failure;
        }
        return started.fresh();
    }

    /** The one that {@link #fresh} has started. */
    synchronized RealDatabase running() {
        return started;
    }

    private void end() {
        try {
            started.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
