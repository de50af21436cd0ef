package dev.signet.testing;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A started server whose class loader sees the jars of its own generation only. */
public record IsolatedHost(int port, AutoCloseable host, URLClassLoader loader) implements AutoCloseable {

    /**
     * Starts one.
     *
     * @param name of the class loader
     * @param hostClass closes the server, and as a function starts it and tells its port
     * @param jars the names of those of the test class path that it sees beside our own classes
     * @param folders below target/containers with jars the build has copied
     * @param what the host is to run, of a class of the JDK; in most cases whether with Signet or bare
     */
    public static IsolatedHost start(String name, String hostClass, Pattern jars, List<String> folders, Object what)
            throws Exception {
        URLClassLoader loader = new URLClassLoader(name, urls(jars, folders), ClassLoader.getPlatformClassLoader());
        return start(loader, hostClass, what);
    }

    /** Starts another one of the same classes; it is stopped before this one is closed, which has their loader. */
    public IsolatedHost another(boolean signet) throws Exception {
        return start(loader, host.getClass().getName(), signet);
    }

    /** Starts one in a class loader that was made for it, and is closed with it. */
    @SuppressWarnings("unchecked")
    public static IsolatedHost start(URLClassLoader loader, String hostClass, Object what) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        Properties properties = (Properties) System.getProperties().clone();
        thread.setContextClassLoader(loader);
        try {
            Object made = loader.loadClass(hostClass).getDeclaredConstructor().newInstance();
            int port = ((Function<Object, Integer>) made).apply(what);
            return new IsolatedHost(port, (AutoCloseable) made, loader);
        } finally {
            thread.setContextClassLoader(before);
            System.setProperties(properties); // Boot keeps the names of its log files there
        }
    }

    private static URL[] urls(Pattern jars, List<String> folders) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1)) {
            Path path = Path.of(entry);
            if (Files.isDirectory(path)
                    || jars.matcher(path.getFileName().toString()).matches()) {
                urls.add(url(path));
            }
        }
        for (String folder : folders) {
            addCopied(urls, folder);
        }
        return urls.toArray(URL[]::new);
    }

    private static void addCopied(List<URL> urls, String folder) throws IOException {
        try (Stream<Path> copied = Files.list(Path.of("target", "containers", folder))) {
            copied.filter(path -> path.toString().endsWith(".jar")).forEach(path -> urls.add(url(path)));
        } catch (NoSuchFileException e) {
            throw new IllegalStateException("the build copies its jars: mvn generate-test-resources", e);
        }
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops the server alone. */
    public void stop() throws Exception {
        host.close();
    }

    @Override
    public void close() throws Exception {
        stop();
        loader.close();
    }
}
