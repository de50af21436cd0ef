package dev.signet.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL, unpacked from a jar of the class path. It refuses to be root's, so where this JVM is, it runs as nobody: by
 * {@code setpriv}, or else in a namespace in which root has no number.
 */
final class PostgreSql implements RealDatabase {

    /** What may run before a command of an own process, so that it is not root's. */
    private static final List<List<String>> NOBODY =
            List.of(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"), List.of("unshare", "-U"));

    private final Path folder;
    private final List<String> prefix;
    private final int port;
    private ServerProcess server;

    private PostgreSql(Path folder, List<String> prefix, int port) {
        this.folder = folder;
        this.prefix = prefix;
        this.port = port;
    }

    static RealDatabase start() throws Exception {
        Path folder = Files.createTempDirectory("signet-postgresql");
        try {
            // whoever it is that reads and writes here
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
            unpack(folder);
            PostgreSql database = new PostgreSql(folder, prefix(), ServerProcess.freePort());
            ServerProcess.run(
                    database.command(
                            "initdb", "-U", "signet", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync", "-D"),
                    new byte[0]);
            database.restart();
            database.execute(ServerProcess.statements(database.script()));
            return database;
        } catch (IOException | RuntimeException e) {
            ServerProcess.remove(folder);
            throw e;
        }
    }

    /** Java knows xz by a library, and tar is on every Linux. */
    private static void unpack(Path folder) throws IOException {
        Process tar = new ProcessBuilder("tar", "-xf", "-", "--no-same-owner", "-C", folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream packed =
                        new XZInputStream(PostgreSql.class.getResourceAsStream("/postgres-linux-x86_64.txz"));
                OutputStream to = tar.getOutputStream()) {
            packed.transferTo(to);
        }
        try {
            if (tar.waitFor() != 0) {
                throw new IOException("tar: " + tar.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static List<String> prefix() throws IOException {
        if (!ServerProcess.isRoot()) {
            return List.of();
        }
        IOException last = null;
        for (List<String> prefix : NOBODY) {
            List<String> trial = new ArrayList<>(prefix);
            trial.addAll(List.of("sh", "-c", "test $(id -u) != 0"));
            try {
                ServerProcess.run(trial, new byte[0]);
                return prefix;
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    /** A command of its own, whose last option is where the data are. */
    private List<String> command(String program, String... options) {
        List<String> command = new ArrayList<>(prefix);
        command.add(folder.resolve("bin").resolve(program).toString());
        command.addAll(Arrays.asList(options));
        command.add(folder.resolve("data").toString());
        return command;
    }

    @Override
    public DataSource source() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName("postgres");
        source.setUser("signet");
        return source;
    }

    @Override
    public String script() {
        return "postgresql.sql";
    }

    @Override
    public void kill() throws IOException {
        if (server != null) {
            server.kill();
            server = null;
        }
    }

    @Override
    public void restart() throws IOException {
        if (server == null) {
            server = ServerProcess.start(
                    command(
                            "postgres",
                            "-p",
                            String.valueOf(port),
                            "-h",
                            "127.0.0.1",
                            "-k",
                            "",
                            "-c",
                            "shared_buffers=16MB",
                            "-D"),
                    "ready to accept connections");
        }
    }

    @Override
    public void close() throws IOException {
        kill();
        ServerProcess.remove(folder);
    }
}
