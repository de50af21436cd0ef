package dev.signet.container;

import dev.signet.container.Area.Caller;
import dev.signet.testing.HttpConnection;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.TestWebapp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Sends request targets, letter by letter, to a webapp of {@link ProbeServlet}s and watches what is called. */
final class Prober implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("dev.signet");

    private final ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();
    private final int port;
    private final AutoCloseable server;
    private final HttpConnection.Opener opener;
    private HttpConnection client;

    /**
     * What became of a request.
     *
     * @param word the areas whose data was served, joined by {@code +}; {@code token}, {@code rights} or {@code refused}
     * @param leak what the caller must not have seen; empty as it should be
     * @param text for a failure
     */
    record Outcome(String word, String leak, String text) {}

    Prober(Container container, String context, Map<String, String> servlets, boolean lax, HttpConnection.Opener opener)
            throws Exception {
        this.opener = opener;
        Map<String, String> parameters = Map.of("jwt.secret", TestWebapp.SECRET, "access.rules", Area.RULES);
        Container.Running running = container.start(new Webapp(context, servlets, parameters, lax, calls::add));
        port = running.port();
        server = running;
        LOG.setLevel(Level.WARNING); // thousands of refusals would be a line each
    }

    /** Sends to what is served already, by another process: what its servlets were called for shows in what they send. */
    Prober(int port, HttpConnection.Opener opener) {
        this.opener = opener;
        this.port = port;
        this.server = () -> {};
    }

    /** Sends a GET by a caller. */
    Outcome get(String target, Caller caller) throws IOException {
        calls.clear();
        RawAnswer answer = send(target, caller);
        String text = answer == null ? "connection closed" : answer.status() + " " + answer.text();
        TreeSet<String> served = new TreeSet<>();
        List<String> leaks = new ArrayList<>();
        for (Area area : Area.values()) {
            boolean called = calls.contains(area.word());
            boolean sent = text.contains("data of " + area.word());
            if (called || sent) {
                served.add(area.word());
                if (!caller.sees(area)) {
                    leaks.add(area.word() + (sent ? " data was sent" : " servlet was called"));
                }
            }
        }
        String word = !served.isEmpty()
                ? String.join("+", served)
                : text.startsWith("200 {\"code\":10003,")
                        ? "token"
                        : text.startsWith("200 {\"code\":16000,") ? "rights" : "refused";
        return new Outcome(word, String.join(", ", leaks), text);
    }

    /** The answer, or null where the container hung up. */
    private RawAnswer send(String target, Caller caller) throws IOException {
        boolean fresh = client == null;
        if (fresh) {
            client = opener.open(port);
        }
        try {
            RawAnswer answer = client.get(target, authorization(caller));
            if (client.isLast(answer) || "close".equalsIgnoreCase(answer.header("Connection"))) {
                hangUp();
            }
            return answer;
        } catch (IOException e) {
            hangUp();
            return fresh ? null : send(target, caller); // the connection may have been closed by the answer before
        }
    }

    private static String[] authorization(Caller caller) {
        return switch (caller) {
            case NOBODY -> new String[0];
            case FORGER ->
                new String[] {
                    "Authorization: Bearer "
                            + TestWebapp.signed(
                                    "{\"alg\":\"HS256\"}",
                                    "{\"exp\":4070908800,\"roles\":\"admin\",\"scope\":\"write\"}",
                                    "a secret of somebody else, long enough")
                };
            case USER -> new String[] {TestWebapp.bearer(",\"sub\":\"user\"")};
            case ADMIN ->
                new String[] {TestWebapp.bearer(",\"sub\":\"admin\",\"roles\":\"admin\",\"scope\":\"write\"")};
        };
    }

    private void hangUp() throws IOException {
        client.close();
        client = null;
    }

    @Override
    public void close() throws Exception {
        if (client != null) {
            client.close();
        }
        LOG.setLevel(null);
        server.close();
    }
}
