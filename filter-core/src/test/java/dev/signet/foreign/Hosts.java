package dev.signet.foreign;

import dev.signet.container.Container;
import dev.signet.container.Webapp;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One webapp on every embedded container, behind Signet and bare, each started when it is first asked for. */
public final class Hosts implements AutoCloseable {

    private final Webapp webapp;
    private final Map<Container, Container.Running> behind = new EnumMap<>(Container.class);
    private final Map<Container, Container.Running> bare = new EnumMap<>(Container.class);

    /** Starts nothing yet. */
    public Hosts(Webapp webapp) {
        this.webapp = webapp;
    }

    /** Servlets of this package by their simple names, behind Signet alone, which lets everybody in. */
    static Webapp webapp(Map<String, String> servlets, String... moreParameters) {
        Map<String, String> named = new HashMap<>();
        servlets.forEach((pattern, name) -> named.put(pattern, className(name)));
        Map<String, String> parameters = new HashMap<>();
        parameters.put("jwt.secret", TestWebapp.SECRET);
        parameters.put("access.rules", "* /** permit");
        for (int i = 0; i < moreParameters.length; i += 2) {
            parameters.put(moreParameters[i], moreParameters[i + 1]);
        }
        return new Webapp("/app", Map.copyOf(named), Map.copyOf(parameters), false, call -> {});
    }

    /** The name by which a container makes a class of this package. */
    static String className(String simple) {
        return Hosts.class.getPackageName() + "." + simple;
    }

    /** The names of classes of this package, and Signet's own. */
    static List<String> classNames(String... simple) {
        return List.of(simple).stream()
                .map(name -> name.equals(Webapp.SIGNET) ? name : className(name))
                .toList();
    }

    /** The port of a container that runs it behind Signet. */
    public synchronized int port(Container container) throws Exception {
        return port(container, behind, webapp);
    }

    /** The port of a container that runs it without Signet. */
    public synchronized int barePort(Container container) throws Exception {
        return port(container, bare, webapp.bare());
    }

    private static int port(Container container, Map<Container, Container.Running> running, Webapp webapp)
            throws Exception {
        Container.Running known = running.get(container);
        if (known == null) {
            known = container.start(webapp);
            running.put(container, known);
        }
        return known.port();
    }

    /** Connects to a container that runs it behind Signet. */
    public RawClient connect(Container container) throws Exception {
        return new RawClient(port(container));
    }

    /** Connects to a container that runs it without Signet. */
    public RawClient connectBare(Container container) throws Exception {
        return new RawClient(barePort(container));
    }

    @Override
    public synchronized void close() throws IOException {
        for (Map<Container, Container.Running> running : List.of(behind, bare)) {
            for (Container.Running one : running.values()) {
                try {
                    one.close();
                } catch (Exception e) {
                    throw new IOException(e);
                }
            }
            running.clear();
        }
    }
}
