package dev.signet.spring.boot;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A running application: its class loader sees the jars of its own generation only. */
record Boot(int port, AutoCloseable host, URLClassLoader loader) implements AutoCloseable {

    /**
     * Starts one.
     *
     * @param jars a folder below target/boots
     * @param host how it is run
     * @param properties of the application, and what else the host is told
     * @param more folders with classes of the application's own
     * @throws IllegalStateException when it does not start; the message is what Boot says of that
     */
    static Boot start(String jars, String host, Map<String, String> properties, Path... more) throws Exception {
        URLClassLoader loader = new URLClassLoader(jars, urls(jars, more), ClassLoader.getPlatformClassLoader());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        Properties system = (Properties) System.getProperties().clone();
        thread.setContextClassLoader(loader);
        AutoCloseable made = null;
        try {
            keepToOneHandler(loader);
            made = (AutoCloseable) loader.loadClass("dev.signet.spring.boot." + host)
                    .getDeclaredConstructor()
                    .newInstance();
            return new Boot(started(made, properties), made, loader);
        } catch (RuntimeException e) {
            if (made != null) {
                made.close();
            }
            loader.close();
            throw e;
        } finally {
            thread.setContextClassLoader(before);
            System.setProperties(system); // Boot keeps the names of its log files there
        }
    }

    /** There is one factory of handlers for a JVM, and another Tomcat may have been here. */
    private static void keepToOneHandler(ClassLoader loader) throws ReflectiveOperationException {
        try {
            loader.loadClass("org.apache.catalina.webresources.TomcatURLStreamHandlerFactory")
                    .getMethod("disable")
                    .invoke(null);
        } catch (ClassNotFoundException e) {
            // another server
        }
    }

    @SuppressWarnings("unchecked")
    private static int started(Object host, Map<String, String> properties) {
        return ((Function<Map<String, String>, Integer>) host).apply(properties);
    }

    /** Starts the shop as {@code java -jar} does. */
    static Boot shop(String jars, Map<String, String> properties) throws Exception {
        Map<String, String> all = new HashMap<>(properties);
        all.putIfAbsent(BootHost.CLASSES, "ShopApplication");
        return start(jars, "BootHost", all);
    }

    private static URL[] urls(String jars, Path... more) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1)) {
            Path path = Path.of(entry);
            if (Files.isDirectory(path) || path.getFileName().toString().startsWith("signet-")) {
                urls.add(url(path));
            }
        }
        for (Path path : more) {
            urls.add(url(path));
        }
        try (Stream<Path> copied = Files.list(Path.of("target", "boots", jars))) {
            copied.filter(path -> path.toString().endsWith(".jar")).forEach(path -> urls.add(url(path)));
        }
        return urls.toArray(URL[]::new);
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A property of an application that a {@link BootHost} runs. */
    String property(String name) throws ReflectiveOperationException {
        return (String) host.getClass().getMethod("property", String.class).invoke(host, name);
    }

    Calls calls() {
        return new Calls(port);
    }

    @Override
    public void close() throws Exception {
        host.close();
        loader.close();
    }
}
