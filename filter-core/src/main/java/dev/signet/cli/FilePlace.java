package dev.signet.cli;

import dev.signet.clients.Clients;
import dev.signet.clients.ClientsParser;
import dev.signet.clients.KnownClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A clients file. Before it is written it is read as token endpoint and filter read it: what they would refuse is not written. */
final class FilePlace implements ClientPlace {

    private final Path file;

    FilePlace(Path file) {
        this.file = file;
    }

    @Override
    public void add(NewClient client, Showing secret) throws CommandException {
        FileEdit.change(file, content -> {
            if (content == null) {
                return kept(JsonSource.of("{\"clients\":[\n" + client.entry() + "\n]}\n"), secret);
            }
            JsonSource source = read(content);
            if (find(source, client.id()) != null) {
                throw ClientPlace.known(client.id(), file.toString());
            }
            return kept(source.append(list(source), client.entry()), secret);
        });
    }

    @Override
    public void rotate(String id, NewSecret fresh, Rotation older, Showing secret) throws CommandException {
        change(id, (source, client) -> {
            JsonSource changed = source;
            for (int i = secrets(client).elements().size() - 1; i >= 0; i--) {
                JsonSource.Part all = secrets(found(changed, id));
                JsonSource.Part old = all.elements().get(i);
                Instant known = instant(old.string("notAfter"));
                Instant end = older.endOf(instant(old.string("notBefore")), known);
                if (end == null) {
                    changed = changed.remove(all, i);
                } else if (!end.equals(known)) {
                    changed = changed.put(old, "notAfter", JsonLine.of(end.toString()));
                }
            }
            return kept(changed.append(secrets(found(changed, id)), JsonLine.of(fresh.entry())), secret);
        });
    }

    @Override
    public boolean disable(String id, boolean disabled) throws CommandException {
        AtomicBoolean done = new AtomicBoolean();
        change(id, (source, client) -> {
            if (known(source, id).disabled() == disabled) {
                return null;
            }
            done.set(true);
            return kept(source.put(client, "disabled", String.valueOf(disabled)), () -> {});
        });
        return done.get();
    }

    @Override
    public Instant revoke(String id, Instant second) throws CommandException {
        AtomicReference<Instant> from = new AtomicReference<>(second);
        change(id, (source, client) -> {
            Instant known = instant(client.string("notBefore"));
            if (known != null && !known.isBefore(second)) {
                from.set(known);
                return null;
            }
            return kept(source.put(client, "notBefore", JsonLine.of(second.toString())), () -> {});
        });
        return Objects.requireNonNull(from.get());
    }

    @Override
    public List<ListedClient> list() throws CommandException {
        JsonSource source;
        try {
            source = read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw CommandException.failed(file + ": cannot be read; is the path right, and may this user read it?");
        }
        List<ListedClient> all = new ArrayList<>();
        Clients clients = parsed(source.toString().getBytes(StandardCharsets.UTF_8));
        for (JsonSource.Part client : list(source).elements()) {
            String id = String.valueOf(client.string("id"));
            JsonSource.Part networks = client.get("networks");
            List<String> words = networks == null ? List.of() : networks.strings();
            all.add(new ListedClient(id, client.string("label"), clients.find(id), words));
        }
        return all;
    }

    @Override
    public void close() {
        // it is open only while it is changed
    }

    /** What becomes of the file, for one client in it. */
    @FunctionalInterface
    private interface Change {
        byte @Nullable [] of(JsonSource source, JsonSource.Part client) throws CommandException;
    }

    private void change(String id, Change change) throws CommandException {
        FileEdit.change(file, content -> {
            if (content == null) {
                throw CommandException.failed(file + ": there is no such file; client new creates it");
            }
            JsonSource source = read(content);
            JsonSource.Part client = find(source, id);
            if (client == null) {
                throw ClientPlace.unknown(id, file.toString());
            }
            return change.of(source, client);
        });
    }

    private JsonSource read(byte[] content) throws CommandException {
        parsed(content);
        return JsonSource.of(new String(content, StandardCharsets.UTF_8));
    }

    private Clients parsed(byte[] content) throws CommandException {
        try {
            return ClientsParser.parse(content, note -> {}); // whoever reads the log has it already
        } catch (IllegalArgumentException e) {
            throw CommandException.failed(
                    file + ": is not a clients file that Signet can read, and is left as it is: " + e.getMessage());
        }
    }

    /** The new content, once the secret that it needs has been shown. */
    private byte[] kept(JsonSource changed, Showing secret) throws CommandException {
        byte[] content = changed.toString().getBytes(StandardCharsets.UTF_8);
        try {
            ClientsParser.parse(content, note -> {});
        } catch (IllegalArgumentException e) {
            throw CommandException.failed(
                    file + ": would be invalid with this change, and is left as it is: " + e.getMessage());
        }
        secret.show();
        return content;
    }

    private KnownClient known(JsonSource source, String id) throws CommandException {
        return parsed(source.toString().getBytes(StandardCharsets.UTF_8)).find(id);
    }

    private static JsonSource.Part list(JsonSource source) {
        return source.root().require("clients");
    }

    private static JsonSource.Part secrets(JsonSource.Part client) {
        return client.require("secrets");
    }

    private static JsonSource.@Nullable Part find(JsonSource source, String id) {
        for (JsonSource.Part client : list(source).elements()) {
            if (id.equals(client.string("id"))) {
                return client;
            }
        }
        return null;
    }

    private JsonSource.Part found(JsonSource source, String id) throws CommandException {
        JsonSource.Part client = find(source, id);
        if (client == null) {
            throw ClientPlace.unknown(id, file.toString());
        }
        return client;
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }
}
