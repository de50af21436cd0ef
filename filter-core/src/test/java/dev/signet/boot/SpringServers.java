package dev.signet.boot;

import dev.signet.testing.IsolatedHost;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Lets servers that tests have started run until the last test of this JVM, so that each is started once. */
final class SpringServers implements BeforeAllCallback, AutoCloseable {

    private static final Map<SpringServer, IsolatedHost> RUNNING = new EnumMap<>(SpringServer.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SpringServers.class))
                .computeIfAbsent(SpringServers.class, key -> this);
    }

    /** Where a server listens, which is started unless it runs. */
    static int port(SpringServer server) throws Exception {
        synchronized (RUNNING) {
            IsolatedHost running = RUNNING.get(server);
            if (running == null) {
                running = server.start(true);
                RUNNING.put(server, running);
            }
            return running.port();
        }
    }

    @Override
    public void close() throws Exception {
        synchronized (RUNNING) {
            for (IsolatedHost running : RUNNING.values()) {
                running.close();
            }
            RUNNING.clear();
        }
    }
}
