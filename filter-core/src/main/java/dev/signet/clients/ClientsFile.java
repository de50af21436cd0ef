package dev.signet.clients;

import dev.signet.config.Parameter;
import dev.signet.config.Parameters;
import dev.signet.config.WatchedFile;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The clients of {@code issuer.clients-file}, in its state of the moment. Thread-safe. */
public final class ClientsFile implements ClientDirectory {

    private static final Parameter NAME = Parameter.ISSUER_CLIENTS_FILE;

    private final WatchedFile<Clients> file;

    private ClientsFile(WatchedFile<Clients> file) {
        this.file = file;
    }

    /**
     * Opens the file that is named.
     *
     * @param parameters what was typed; take what is wrong
     * @param clock says when to look again
     * @param listener learns what becomes of it
     * @return the clients, or null where no file is named or something is wrong
     */
    public static @Nullable ClientsFile read(Parameters parameters, Clock clock, ClientListener listener) {
        String path = parameters.text(NAME);
        if (path == null) {
            return null;
        }
        try {
            return new ClientsFile(WatchedFile.open(
                    NAME.text(),
                    () -> parameters.file(path),
                    content -> ClientsParser.parse(content, note -> listener.doubtful(NAME + ": " + note)),
                    clock,
                    listener));
        } catch (IOException e) {
            parameters.problem(NAME, "a file that exists and can be read");
        } catch (IllegalArgumentException e) {
            parameters.problem(NAME + ": " + e.getMessage());
        }
        return null;
    }

    @Override
    public KnownClient find(String id) {
        return file.get().find(id);
    }

    @Override
    public HashWork most() {
        return file.get().most();
    }

    /**
     * Whether any of them has limits at the moment.
     *
     * @return true where one has
     */
    public boolean hasLimits() {
        return file.get().haveLimits();
    }

    /**
     * How many there are.
     *
     * @return the number
     */
    public int size() {
        return file.get().byId().size();
    }
}
