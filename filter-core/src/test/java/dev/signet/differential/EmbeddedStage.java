package dev.signet.differential;

import dev.signet.container.Container;
import dev.signet.container.EmbeddedServer;
import dev.signet.container.Webapp;
import dev.signet.testing.TestWebapp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A stage of one embedded container, started once for each side. */
public final class EmbeddedStage implements AutoCloseable {

    private final List<Container.Running> running = new ArrayList<>();
    private final EmbeddedServer container;
    private final Stage stage;

    EmbeddedStage(EmbeddedServer container) throws Exception {
        this(container, "");
    }

    /**
     * Starts it.
     *
     * @param container the container
     * @param name the distribution of which it is kin, or empty
     */
    public EmbeddedStage(EmbeddedServer container, String name) throws Exception {
        this(container, name, WireClient::new);
    }

    private EmbeddedStage(EmbeddedServer container, String name, StageClient.Opener client) throws Exception {
        this.container = container;
        Webapp webapp = webapp("200");
        stage = new Stage(
                name, client, start(webapp.bare()), start(webapp.bare()), start(webapp), start(webapp("real")));
    }

    /** One that is played over HTTP/2. */
    static EmbeddedStage overHttp2(EmbeddedServer container) throws Exception {
        return new EmbeddedStage(container, "", Http2StageClient::new);
    }

    private static Webapp webapp(String status) {
        Map<String, String> parameters =
                Map.of("jwt.secret", TestWebapp.SECRET, "access.rules", "* /** permit", "envelope.http-status", status);
        return new Webapp("/app", Map.of("/*", PlayerServlet.class.getName()), parameters, false, call -> {})
                .behind(List.of(FrontFilter.class.getName(), Webapp.SIGNET, BufferingFilter.class.getName()));
    }

    private Stage.Place start(Webapp webapp) throws Exception {
        Container.Running started = container.start(webapp);
        running.add(started);
        tell(started.host(), "forgetProcessors"); // or a buffer that was enlarged serves the next request, too
        if (!webapp.filters().contains(Webapp.SIGNET)) {
            tell(started.host(), "keepWrapped"); // see LawfulBehindTheEnd.WRAPPED_FORWARD
        }
        return new Stage.Place(started.port(), webapp.context());
    }

    /** Tells Tomcat what the others need not be told. */
    private static void tell(AutoCloseable host, String what) throws ReflectiveOperationException {
        try {
            host.getClass().getMethod(what).invoke(host);
        } catch (NoSuchMethodException e) {
            return; // not Tomcat
        }
    }

    /** The stage, until this is closed. */
    public Stage stage() {
        return stage;
    }

    @Override
    public void close() throws Exception {
        stage.close();
        for (Container.Running each : running) {
            each.close();
        }
    }
}
