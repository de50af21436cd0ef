package dev.signet.distribution;

import dev.signet.container.Scenarios;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The process of a server, and whatever processes its script has started. */
final class RunningServer implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final int LOG_LINES = 60;

    private final Process process;
    private final int port;
    private final Path log;
    private final Thread hook = new Thread(this::destroyForcibly);

    private RunningServer(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    static RunningServer start(ProcessBuilder command, int port, Path log) throws IOException {
        Process process =
                command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        RunningServer server = new RunningServer(process, port, log);
        Runtime.getRuntime().addShutdownHook(server.hook); // a build that is broken off leaves no server behind
        return server;
    }

    int port() {
        return port;
    }

    /** What it printed so far. */
    String printed() throws IOException {
        return Files.readString(log, Charset.forName("ISO-8859-1"));
    }

    /** Waits until all webapps answer, and stops the server if they do not in time. */
    void awaitWebapps() throws Exception {
        for (String context : Base.WEBAPPS) {
            if (Base.PLAYING.contains(context)) {
                String servlets = context.equals(Base.FILES) ? context + Base.STEPS : context;
                await(servlets + "/stream", "\"ready\"", Scenarios.steps("type application/json ; write \"ready\""));
            } else {
                await(context, () -> isServed(context) ? "" : "nothing");
            }
        }
    }

    /** Waits until a path is answered with 200 and a text, and stops the server if it is not in time. */
    void await(String path, String text, String... headers) throws Exception {
        await(path, () -> seen(path, text, headers));
    }

    /** Waits until nothing is in the way any more. */
    private void await(String what, Supplier<String> inTheWay) throws Exception {
        Instant deadline = Instant.now().plus(START);
        for (String last = inTheWay.get(); !last.isEmpty(); last = inTheWay.get()) {
            if (process.waitFor(200, TimeUnit.MILLISECONDS)) {
                throw failed("ended with " + process.exitValue());
            }
            if (Instant.now().isAfter(deadline)) {
                throw failed("no answer from " + what + " within " + START + ", at last: " + last);
            }
        }
    }

    /** Nothing, or what is answered instead. */
    private String seen(String path, String text, String... headers) {
        try (RawClient client = new RawClient(port)) {
            RawAnswer answer = client.get(path, headers);
            return answer.status() == 200 && answer.text().contains(text) ? "" : answer.status() + " " + answer.text();
        } catch (IOException | RuntimeException e) {
            return e.toString();
        }
    }

    /** Waits until nothing is served at a context any more. */
    void awaitGone(String context) throws Exception {
        Instant deadline = Instant.now().plus(START);
        while (isServed(context)) {
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException(context + " is still served");
            }
            process.waitFor(200, TimeUnit.MILLISECONDS);
        }
    }

    /** Whether a webapp answers that has answers of its own for every call. */
    private boolean isServed(String context) {
        try (RawClient client = new RawClient(port)) {
            String own = context.equals(Base.BARE_TO_GO) ? "/stream" : "/api/orders";
            RawAnswer answer = client.get(context + own, Scenarios.steps("type application/json ; write \"ready\""));
            return answer.text().contains("\"code\":") || answer.text().equals("\"ready\"");
        } catch (IOException e) {
            return false; // nobody says so
        }
    }

    private IllegalStateException failed(String why) throws Exception {
        close();
        List<String> lines = Files.readAllLines(log, Charset.forName("ISO-8859-1"));
        List<String> end = lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size());
        return new IllegalStateException(why + "; the end of " + log + ":\n" + String.join("\n", end));
    }

    /** Its processes, the one that was started last. */
    List<ProcessHandle> handles() {
        return Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
    }

    private void destroyForcibly() {
        handles().forEach(ProcessHandle::destroyForcibly);
    }

    /** Asks the server to stop as its makers mean it, by its process, and ends what has not gone in time. */
    @Override
    public void close() throws InterruptedException, ExecutionException {
        List<ProcessHandle> handles = handles();
        handles.forEach(ProcessHandle::destroy);
        for (ProcessHandle handle : handles) {
            try {
                handle.onExit().get(STOP.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                handle.destroyForcibly();
            }
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // this JVM is going down, and the hook is at work
        }
    }
}
