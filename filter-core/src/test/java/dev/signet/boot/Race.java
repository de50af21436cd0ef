package dev.signet.boot;

import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** The same request 400 times, by four callers at once whose connections are kept alive. */
final class Race {

    private static final int CALLERS = 4;
    private static final int CALLS = 100;

    private Race() {}

    /** Opens connections to a server. */
    interface Server {
        RawClient connect() throws Exception;
    }

    /** How often each answer was seen, as {@code shown} shows it; none at all is one, too. */
    static Map<String, Integer> run(Server server, String path, Function<RawAnswer, String> shown, String... headers)
            throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Callable<List<String>>> tasks = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                tasks.add(() -> call(server, path, shown, headers));
            }
            Map<String, Integer> seen = new TreeMap<>();
            for (Future<List<String>> caller : callers.invokeAll(tasks)) {
                caller.get().forEach(answer -> seen.merge(answer, 1, Integer::sum));
            }
            return seen;
        } finally {
            callers.shutdown();
        }
    }

    /** What is seen where every answer is this one. */
    static Map<String, Integer> always(String answer) {
        return Map.of(answer, CALLERS * CALLS);
    }

    /** Status and body, without the time. */
    static String shown(RawAnswer answer) {
        String text = answer.text().replaceAll(",\"timestamp\":\"[0-9]{13}\"}$", "}");
        return answer.status() + (answer.whole() ? " " : " cut ") + text.substring(0, Math.min(200, text.length()));
    }

    private static List<String> call(Server server, String path, Function<RawAnswer, String> shown, String... headers)
            throws Exception {
        List<String> seen = new ArrayList<>();
        RawClient client = server.connect();
        try {
            for (int i = 0; i < CALLS; i++) {
                try {
                    RawAnswer answer = client.get("/app" + path, headers);
                    seen.add(shown.apply(answer));
                    if (!answer.whole() || "close".equals(answer.header("Connection"))) {
                        client.close();
                        client = server.connect();
                    }
                } catch (IOException e) {
                    seen.add(e.toString());
                    if (e instanceof SocketTimeoutException) {
                        break; // one more caller without an answer says nothing new, but takes ten seconds
                    }
                    client.close();
                    client = server.connect();
                }
            }
        } finally {
            client.close();
        }
        return seen;
    }
}
