package dev.signet.clients;

import dev.signet.config.Parameter;
import dev.signet.config.Parameters;
import dev.signet.config.WatchedFile;
import dev.signet.config.Zones;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the filter holds calls against besides their tokens. Immutable and thread-safe. */
public final class GuardSettings {

    private static final Parameter REVOCATIONS = Parameter.CHECK_REVOCATIONS_FILE;

    private final boolean clients;
    private final boolean networks;
    private final @Nullable ClientsFile file;
    private final @Nullable DataSourceSettings tables;
    private final @Nullable WatchedFile<Revocations> taken;
    private final ZoneId zone; // whose days count
    private final Duration skew;
    private final Clock clock;
    private final ClientListener listener;

    private GuardSettings(Parameters p, Duration skew, Clock clock, ClientListener listener) {
        DataSourceSettings named =
                DataSourceSettings.read(p, Parameter.CHECK_DATA_SOURCE, Parameter.ISSUER_DATA_SOURCE);
        boolean visible = named != null || p.has(Parameter.ISSUER_CLIENTS_FILE);
        this.clients = p.has(Parameter.CHECK_CLIENTS) ? p.flag(Parameter.CHECK_CLIENTS) : visible;
        this.networks = p.flag(Parameter.CHECK_NETWORKS);
        // tokens that were taken back count also where the clients do not, if somebody has asked for that
        this.tables = clients || p.has(Parameter.CHECK_DATA_SOURCE) ? named : null;
        this.file = clients && named == null ? ClientsFile.read(p, clock, listener) : null;
        this.taken = revocations(p, clock, listener);
        this.zone = clients ? Zones.read(p, Parameter.ISSUER_ZONE) : ZoneOffset.UTC; // else nobody counts
        this.skew = skew;
        this.clock = clock;
        this.listener = listener;
        if (clients && !visible) {
            p.problem(Parameter.CHECK_CLIENTS + ": nothing says who the clients are; set "
                    + Parameter.ISSUER_CLIENTS_FILE + ", " + Parameter.ISSUER_DATA_SOURCE + " or "
                    + Parameter.CHECK_DATA_SOURCE);
        }
        if (networks && !clients) {
            p.problem(Parameter.CHECK_NETWORKS + ": needs " + Parameter.CHECK_CLIENTS
                    + ", which is false where no clients are visible");
        }
    }

    /**
     * Reads the {@code check.*} parameters that are about clients.
     *
     * @param parameters what was typed; take what is wrong
     * @param skew how far clocks may differ
     * @param clock tells the time
     * @param listener learns what becomes of files and tables
     * @return the settings
     */
    public static GuardSettings read(Parameters parameters, Duration skew, Clock clock, ClientListener listener) {
        return new GuardSettings(parameters, skew, clock, listener);
    }

    private static @Nullable WatchedFile<Revocations> revocations(Parameters p, Clock clock, ClientListener listener) {
        String path = p.text(REVOCATIONS);
        if (path == null) {
            return null;
        }
        try {
            return WatchedFile.open(REVOCATIONS.text(), () -> p.file(path), Revocations::parse, clock, listener);
        } catch (IOException e) {
            p.problem(REVOCATIONS, "a file that exists and can be read");
        } catch (IllegalArgumentException e) {
            p.problem(REVOCATIONS + ": " + e.getMessage());
        }
        return null;
    }

    /**
     * Begins to look.
     *
     * @param webapp where a data source is found; asked for only then
     * @return the guard, or null where nothing is asked for
     * @throws IllegalArgumentException when something else has the name of the data source
     */
    public @Nullable ClientGuard open(Supplier<ServletContext> webapp) {
        if (!clients && tables == null && taken == null) {
            return null;
        }
        Tables opened = tables == null ? null : Tables.open(tables, webapp.get(), clock, listener);
        ClientGuard.Lookup lookup =
                !clients ? null : opened != null ? opened.remembered()::get : Objects.requireNonNull(file)::find;
        DayCounts days = !clients ? null : opened != null ? opened.days(zone) : DayCounts.ofOneNode(clock, zone);
        return new ClientGuard(
                new ClientGuard.Sources(
                        lookup,
                        taken == null ? null : taken::get,
                        opened == null ? null : opened.revoked(),
                        opened,
                        days),
                networks,
                skew,
                clock);
    }

    /**
     * How many clients there are.
     *
     * @return a number, or a negative one where nobody knows
     */
    public int size() {
        return file == null ? -1 : file.size();
    }

    /**
     * What an operator should know of it.
     *
     * @return a line each
     */
    public List<String> inForce() {
        List<String> lines = new ArrayList<>();
        if (clients) {
            lines.add("every call with a token of the first " + Parameter.JWT_ISSUER
                    + " is checked against the clients of "
                    + (tables != null ? "the data source " + tables.name() : Parameter.ISSUER_CLIENTS_FILE)
                    + ", and counts toward their limits; " + Parameter.CHECK_CLIENTS + "=false switches that off");
        }
        return lines;
    }
}
