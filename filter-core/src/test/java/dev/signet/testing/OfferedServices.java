package dev.signet.testing;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What {@code META-INF/services} of a webapp says, while this is open: the class loader of the thread has it. */
public final class OfferedServices implements AutoCloseable {

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private final URLClassLoader webapp;
    private final int count;

    private OfferedServices(URL[] folder, int count) {
        webapp = new URLClassLoader(folder, before);
        this.count = count;
        Thread.currentThread().setContextClassLoader(webapp);
    }

    /** Offers implementations of a service by their names. */
    public static OfferedServices of(Path folder, Class<?> service, String... implementations) throws IOException {
        Path webapp = Files.createTempDirectory(folder, "webapp");
        Path services = Files.createDirectories(webapp.resolve("META-INF/services"));
        Files.write(services.resolve(service.getName()), List.of(implementations));
        return new OfferedServices(new URL[] {webapp.toUri().toURL()}, implementations.length);
    }

    /** Offers nothing. */
    public static OfferedServices none() {
        return new OfferedServices(new URL[0], 0);
    }

    /** How many are offered. */
    public int count() {
        return count;
    }

    @Override
    public void close() throws IOException {
        Thread.currentThread().setContextClassLoader(before);
        webapp.close();
    }
}
