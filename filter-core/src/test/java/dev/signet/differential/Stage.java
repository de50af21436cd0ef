package dev.signet.differential;

import dev.signet.container.Container;
import dev.signet.container.Webapp;
import dev.signet.testing.TestWebapp;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One container, started twice: bare and behind Signet. Plays a program on both at once. */
final class Stage implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 2_000;

    private final Side bare;
    private final Side behind;
    private final Side real; // behind Signet that keeps the status of what it wraps
    private final Side twin;
    private final Silence silence = new Silence();

    /** The program as it was played on both. */
    record Pair(Program program, Played bare, Played behind) {}

    /** One of the two. */
    private static final class Side implements AutoCloseable {

        private final Container.Running running;
        private final WireClient client;
        private final Map<String, CompletableFuture<String>> awaited;
        private long number;

        @SuppressWarnings("unchecked")
        Side(Container container, Webapp webapp) throws Exception {
            running = container.start(webapp);
            tell(running.host(), "forgetProcessors"); // or a buffer that was enlarged serves the next request, too
            if (!webapp.filters().contains(Webapp.SIGNET)) {
                tell(running.host(), "keepWrapped"); // see Lawful.WRAPPED_FORWARD
            }
            client = new WireClient(running.port());
            awaited = (Map<String, CompletableFuture<String>>) running.loader()
                    .loadClass(Recording.class.getName())
                    .getField("AWAITED")
                    .get(null);
        }

        /** Tells Tomcat what the others need not be told. */
        private static void tell(AutoCloseable host, String what) throws ReflectiveOperationException {
            try {
                host.getClass().getMethod(what).invoke(host);
            } catch (NoSuchMethodException e) {
                return; // not Tomcat
            }
        }

        private CompletableFuture<String> begin(Program program, Twin.Flavour flavour) throws IOException {
            CompletableFuture<String> log = new CompletableFuture<>();
            String name = Long.toString(++number);
            awaited.put(name, log);
            String line = "X-Program: " + URLEncoder.encode(program.toString(), StandardCharsets.UTF_8);
            List<String> headers = new ArrayList<>(List.of(line, "X-Number: " + name));
            if (flavour != null) {
                headers.add("X-Twin: " + flavour);
            }
            if (program.has(Call::declaresLength)) {
                headers.add("Connection: close"); // a container that promised too much then hangs up at once
            }
            client.begin("/app/play", headers);
            return log;
        }

        private Played end(Program program, CompletableFuture<String> log) throws IOException {
            WireAnswer answer = client.end();
            if (program.has(call -> call.verb().equals("buffer"))) {
                client.close();
            }
            try {
                return new Played(Heard.parse(program, log.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)), answer, true);
            } catch (TimeoutException e) {
                return new Played(List.of(), answer, false);
            } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws Exception {
            client.close();
            running.close();
        }
    }

    Stage(Container container) throws Exception {
        Webapp webapp = webapp("200");
        bare = new Side(container, webapp.bare());
        behind = new Side(container, webapp);
        real = new Side(container, webapp("real"));
        twin = new Side(container, webapp.bare());
    }

    private static Webapp webapp(String status) {
        Map<String, String> parameters =
                Map.of("jwt.secret", TestWebapp.SECRET, "access.rules", "* /** permit", "envelope.http-status", status);
        return new Webapp("/app", Map.of("/*", PlayerServlet.class.getName()), parameters, false, call -> {})
                .behind(List.of(FrontFilter.class.getName(), Webapp.SIGNET, BufferingFilter.class.getName()));
    }

    private Side behind(Program program) {
        return program.keepsStatus() ? real : behind;
    }

    /** Plays a program on both. */
    Pair play(Program program) throws IOException {
        Side oracle = program.has(Call::isBelowOk) ? twin : bare; // what is no status makes the bare container hang
        CompletableFuture<String> ofBare =
                oracle.begin(program, oracle.equals(twin) ? Twin.Flavour.WITHOUT_LENGTH : null);
        CompletableFuture<String> ofBehind = behind(program).begin(program, null);
        return new Pair(program, oracle.end(program, ofBare), behind(program).end(program, ofBehind));
    }

    /** The same on connections of their own. */
    Pair playAlone(Program program) throws IOException {
        bare.client.close();
        behind(program).client.close();
        return play(program);
    }

    /** Plays the {@link Twin} of a program on the bare container. */
    Played playTwin(Program program, Twin.Flavour flavour) throws IOException {
        return twin.end(program, twin.begin(program, flavour));
    }

    @Override
    public void close() throws Exception {
        bare.close();
        behind.close();
        real.close();
        twin.close();
        silence.close();
    }
}
