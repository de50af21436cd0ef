package dev.signet.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A program that serves until it is killed. */
final class ServerProcess {

    private static final long PATIENCE_SECONDS = 60;

    private final Process process;

    private ServerProcess(Process process) {
        this.process = process;
    }

    /** Whether this JVM is root's, as on many machines that build; servers do not like that. */
    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** A port at which nobody listens now. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /**
     * Starts one.
     *
     * @param ready a part of the line that it prints once it serves
     */
    static ServerProcess start(List<String> command, String ready) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        List<String> said = new ArrayList<>();
        CompletableFuture<Boolean> serves = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(process, ready, said, serves), "output of " + command.get(0));
        reader.setDaemon(true);
        reader.start();
        boolean served;
        try {
            served = serves.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            served = false;
        } catch (ExecutionException | TimeoutException e) {
            served = false;
        }
        ServerProcess started = new ServerProcess(process);
        if (!served) {
            started.kill();
            synchronized (said) {
                throw new IOException(command + " does not serve:\n" + String.join("\n", said));
            }
        }
        return started;
    }

    /** To the end, since a server that cannot print does nothing else any more. */
    private static void read(Process process, String ready, List<String> said, CompletableFuture<Boolean> serves) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!serves.isDone()) {
                    synchronized (said) {
                        said.add(line);
                    }
                }
                if (line.contains(ready)) {
                    serves.complete(true);
                }
            }
        } catch (IOException e) {
            // it was killed
        }
        serves.complete(false);
    }

    /** Runs a program to its end. */
    static void run(List<String> command, byte[] input) throws IOException {
        Path output = Files.createTempFile("signet", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                process.getOutputStream().write(input);
                process.getOutputStream().close();
            } catch (IOException e) {
                // it has ended before it has read everything, and its status says why
            }
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            if (process.waitFor() != 0) {
                throw new IOException(command + ": " + Files.readString(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.delete(output);
        }
    }

    /** SIGKILL, and for those that it has started, too. */
    void kill() throws IOException {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(0, process.toHandle()); // before it starts others in the place of those that are gone
        all.forEach(ProcessHandle::destroyForcibly);
        try {
            for (ProcessHandle one : all) {
                one.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(e);
        }
    }

    /** Writes a file of the class path to where it is asked for. */
    static void copy(InputStream from, Path to) throws IOException {
        try (from) {
            Files.createDirectories(to.getParent());
            Files.copy(from, to);
        }
    }

    /** Removes a folder with everything in it. */
    static void remove(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException thrown) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** The statements of a script of Signet's. */
    static String[] statements(String script) {
        try (InputStream stream = ServerProcess.class.getResourceAsStream("/dev/signet/clients/" + script)) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return text.replaceAll("(?m)^--.*$", "").strip().split(";\\s*", 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
