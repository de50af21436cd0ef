package dev.signet.excluded;

import dev.signet.container.Container;
import dev.signet.container.Webapp;
import dev.signet.foreign.Hosts;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.Table;
import dev.signet.testing.TestWebapp;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The webapp that notes what it hears, and requests to it.
 *
 * @param method the method
 * @param target below the context
 * @param headers each spelled {@code Name: value}
 * @param body the body, or null
 */
record PlayedRequest(String method, String target, List<String> headers, String body) {

    private static final int TRIES = 4;

    /** Reads a table of this package. */
    static List<PlayedRequest> table(String name) throws IOException {
        return Table.rows(PlayedRequest.class, name).stream()
                .map(PlayedRequest::of)
                .toList();
    }

    /** Spelled {@code POST /look | Name: value | Name: value | > body}. */
    static PlayedRequest parse(String line) {
        return of(Table.cells(line));
    }

    private static PlayedRequest of(List<String> cells) {
        String[] words = cells.get(0).strip().split(" ", 2);
        String last = cells.get(cells.size() - 1);
        String body = last.startsWith("> ") ? last.substring(2).replace("\\r\\n", "\r\n") : null;
        Stream<String> headers = cells.stream().skip(1).filter(cell -> !cell.startsWith("> "));
        return new PlayedRequest(words[0], words[1], headers.map(String::strip).toList(), body);
    }

    /** The webapp with error pages, whose container itself lets nobody but its own user come to {@code /guarded/*}. */
    static Webapp webapp(String root, String... parameters) {
        Map<String, String> servlets = new HashMap<>();
        servlets.put(Chronicle.PATH, Chronicle.class.getName());
        servlets.put("/pages/*", ErrorPage.class.getName());
        for (String area : List.of("", "/docs", "/guarded", "/guarded/docs")) {
            servlets.put(area + "/look", Look.class.getName());
            servlets.put(area + "/dispatch/*", Dispatching.class.getName());
            servlets.put(area + "/async/*", Cycling.class.getName());
            servlets.put(area + "/answer/*", Answering.class.getName());
            servlets.put(area + "/ask/*", Asking.class.getName());
        }
        Map<String, String> all = new HashMap<>(Map.of("jwt.secret", TestWebapp.SECRET));
        for (int i = 0; i < parameters.length; i += 2) {
            all.put(parameters[i], parameters[i + 1]);
        }
        return new Webapp("/app", servlets, Map.copyOf(all), false, call -> {})
                .behind(List.of(Webapp.SIGNET, Noting.class.getName()))
                .listening(List.of(Listening.class.getName(), Failing.class.getName()))
                .serving(root)
                .guarding("/guarded/*")
                .erring(Map.of(
                        "404",
                        "/pages/missing",
                        "409",
                        "/pages/conflict",
                        "410",
                        "/pages/forwarding",
                        "422",
                        "/pages/including",
                        IllegalArgumentException.class.getName(),
                        "/pages/argument",
                        "jakarta.servlet.ServletException",
                        "/pages/servlet",
                        "",
                        "/pages/any"));
    }

    /** What is answered, and what the webapp heard. */
    record Outcome(String answer, String heard) {

        /** The lines that are not in another one. */
        String without(Outcome other) {
            List<String> lines = new ArrayList<>(toString().lines().toList());
            other.toString().lines().forEach(lines::remove);
            return lines.isEmpty() ? toString() : String.join("\n", lines);
        }

        @Override
        public String toString() {
            return answer + "\n" + heard;
        }
    }

    /**
     * Plays it bare and behind Signet, again where that differs: Undertow may answer for another thread before it has told
     * what it does next, and the bare container then differs from itself.
     *
     * @param wrong what else may not be, of what is behind Signet
     * @return what differs, or nothing
     */
    String compared(Hosts hosts, Container container, Predicate<Outcome> wrong) throws Exception {
        String seen = "not played";
        for (int left = TRIES; left > 0 && !seen.isEmpty(); left--) {
            Outcome bare = play(hosts, container, false);
            Outcome behind = play(hosts, container, true);
            seen = bare.equals(behind) && !wrong.test(behind)
                    ? ""
                    : this + "\nbare: " + bare.without(behind) + "\nbehind: " + behind.without(bare);
        }
        return seen;
    }

    /** Plays it bare, or behind Signet. */
    Outcome play(Hosts hosts, Container container, boolean behind) throws Exception {
        Connect connect = behind ? hosts::connect : hosts::connectBare;
        int port = behind ? hosts.port(container) : hosts.barePort(container);
        Function<String, String> masked = text -> text.replace("localhost:" + port, "localhost")
                .replaceAll("(?i)jsessionid=[^;\\s\"]+", "jsessionid=id")
                .replaceAll("\\d\\d:\\d\\d:\\d\\d GMT", "now")
                .replaceAll("Servlet-\\p{XDigit}+", "Servlet-id");
        String answer;
        try (RawClient client = connect.to(container)) {
            RawAnswer seen = client.send(
                    method,
                    target.startsWith("/") ? "/app" + target : target,
                    body == null ? null : body.getBytes(StandardCharsets.UTF_8),
                    headers.toArray(String[]::new));
            answer = spelled(seen);
            if (!client.isLast(seen)
                    && seen.status() != 101) { // behind everything that the container does about the request
                return new Outcome(masked.apply(answer), masked.apply(heard(client)));
            }
        } catch (EOFException | SocketTimeoutException e) {
            answer = e.toString();
        }
        try (RawClient client = connect.to(container)) {
            return new Outcome(masked.apply(answer), masked.apply(heard(client)));
        }
    }

    private String heard(RawClient client) throws IOException {
        RawAnswer heard = client.get("/app" + Chronicle.PATH);
        if (heard.status() != 200) {
            throw new IOException(heard.toString());
        }
        // threads of an asynchronous cycle are in no order
        return target.contains("async/")
                ? heard.text().lines().sorted().collect(Collectors.joining("\n"))
                : heard.text();
    }

    @FunctionalInterface
    private interface Connect {
        RawClient to(Container container) throws Exception;
    }

    /** Without the lines of a stack, which tell the filter's, and their length. */
    private static String spelled(RawAnswer answer) {
        String text = answer.text()
                .replaceAll("(\\s+at [\\w.$/@]+\\([^)]*\\)|\\s+\\.\\.\\. \\d+ more)+", " (stack)")
                .replaceAll(" @\\p{XDigit}+", "");
        TreeMap<String, List<String>> headers = new TreeMap<>(answer.headers());
        if (!text.equals(answer.text())) {
            headers.remove("content-length");
        }
        return answer.status() + " " + headers + (answer.whole() ? " " : " (cut) ") + text;
    }

    @Override
    public String toString() {
        return method + " " + target + " " + headers;
    }
}
