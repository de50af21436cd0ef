package dev.signet.boot;

import dev.signet.testing.RawClient;
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

/** Servers with the same Spring application behind Signet; each sees the jars of its own generation only. */
enum SpringServer {
    /** Spring Boot 3.5 with its own Tomcat 10.1, Signet in front as a FilterRegistrationBean. */
    BOOT_3("BootJarHost", "spring-boot-3", "(?!)"),
    /** Spring Boot 3.5 as a war: Signet in web.xml, Boot's own filters in front of it. */
    BOOT_3_WAR("BootWarHost", "spring-boot-3", "(?!)"),
    /** Spring Boot 4.0 with its own Tomcat 11. */
    BOOT_4("BootJarHost", "spring-boot-4", "(?!)"),
    /** Spring Boot 4.0 as a war. */
    BOOT_4_WAR("BootWarHost", "spring-boot-4", "(?!)"),
    /** Spring MVC 6.2 without Boot on Tomcat 10.1. */
    MVC("MvcHost", "tomcat-10", "(spring|micrometer|jackson|nimbus|hibernate|classmate|jboss-logging|jakarta.valid).*");

    private final String host;
    private final String folder; // jars the build has copied
    private final Pattern jars; // of the test class path

    SpringServer(String host, String folder, String jars) {
        this.host = host;
        this.folder = folder;
        this.jars = Pattern.compile(jars);
    }

    /** A started server. */
    record Running(int port, AutoCloseable host, URLClassLoader loader) implements AutoCloseable {
        @Override
        public void close() throws Exception {
            host.close();
            loader.close();
        }
    }

    /** Whether Boot's filters, Spring Security among them, stand in front of Signet. */
    boolean isWar() {
        return host.equals("BootWarHost");
    }

    /** Opens a connection; the first one starts the server, which then runs for all tests. */
    RawClient connect() throws Exception {
        return new RawClient(SpringServers.port(this));
    }

    /** Starts one, with Signet or bare. */
    @SuppressWarnings("unchecked")
    Running start(boolean signet) throws Exception {
        URLClassLoader loader = new URLClassLoader(name(), urls(), ClassLoader.getPlatformClassLoader());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        Properties properties = (Properties) System.getProperties().clone();
        thread.setContextClassLoader(loader);
        try {
            Object made = loader.loadClass("dev.signet.boot." + host)
                    .getDeclaredConstructor()
                    .newInstance();
            int port = ((Function<Boolean, Integer>) made).apply(signet);
            return new Running(port, (AutoCloseable) made, loader);
        } finally {
            thread.setContextClassLoader(before);
            System.setProperties(properties); // Boot keeps the names of its log files there
        }
    }

    private URL[] urls() throws IOException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1)) {
            Path path = Path.of(entry);
            if (Files.isDirectory(path)
                    || jars.matcher(path.getFileName().toString()).matches()
                            && !path.getFileName().toString().startsWith("spring-boot")) {
                urls.add(url(path));
            }
        }
        try (Stream<Path> copied = Files.list(Path.of("target", "containers", folder))) {
            copied.filter(path -> path.toString().endsWith(".jar")).forEach(path -> urls.add(url(path)));
        } catch (NoSuchFileException e) {
            throw new IllegalStateException("the build copies its jars: mvn generate-test-resources", e);
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
}
