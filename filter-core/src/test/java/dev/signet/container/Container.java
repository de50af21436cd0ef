package dev.signet.container;

import dev.signet.testing.HttpVersion;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The embedded containers, each with a class loader of its own that sees nothing of the others. */
public enum Container implements EmbeddedServer {
    JETTY_EE10("JettyEe10Host", "jetty-ee10", "(?!)"),
    JETTY_EE11("JettyEe11Host", null, "jetty-(?!ee10).*|slf4j-api.*|jakarta.servlet-api.*"),
    TOMCAT_10("TomcatHost", "tomcat-10", "(?!)"),
    TOMCAT_11("TomcatHost", null, "tomcat-.*"),
    UNDERTOW("UndertowHost", null, "(undertow|xnio|jboss|wildfly|smallrye|jakarta).*");

    /** What Signet itself needs. */
    private static final String LIBRARIES = "(nimbus-jose-jwt|jackson-(core|databind|annotations)|jspecify)-.*";

    private final String host;
    private final String folder; // jars the build has copied, or null where the test class path has them
    private final Pattern jars;

    Container(String host, String folder, String jars) {
        this.host = host;
        this.folder = folder;
        this.jars = Pattern.compile(jars + "|" + LIBRARIES);
    }

    /** Every container with every version of HTTP: the arguments of a test. */
    public static Stream<Arguments> inEachVersion() {
        return Arrays.stream(values())
                .flatMap(container ->
                        Arrays.stream(HttpVersion.values()).map(version -> Arguments.of(container, version)));
    }

    /** Every container but these. */
    public static Stream<Container> allBut(List<String> names) {
        return Arrays.stream(values()).filter(container -> !names.contains(container.name()));
    }

    /** A started container. */
    public record Running(int port, AutoCloseable host, URLClassLoader loader) implements AutoCloseable {
        @Override
        public void close() throws Exception {
            host.close();
            loader.close();
        }
    }

    /** Starts it with Signet in front of {@link ScenarioServlet}, configured by these init-params. */
    public Running start(Map<String, String> parameters) throws Exception {
        return start(Webapp.ofScenarios(parameters));
    }

    @Override
    public Running start(Webapp webapp) throws Exception {
        return start(name(), host, urls(), webapp);
    }

    /** Starts a webapp by one of the hosts of this package, in a class loader that sees nothing but what is named. */
    @SuppressWarnings("unchecked")
    public static Running start(String name, String host, URL[] urls, Webapp webapp) throws Exception {
        URLClassLoader loader = new URLClassLoader(name, urls, ClassLoader.getPlatformClassLoader());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            Object made = loader.loadClass("dev.signet.container." + host)
                    .getDeclaredConstructor()
                    .newInstance();
            int port = ((Function<Map<String, Object>, Integer>) made).apply(webapp.toMap());
            return new Running(port, (AutoCloseable) made, loader);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private URL[] urls() throws IOException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1)) {
            Path path = Path.of(entry);
            if (Files.isDirectory(path)
                    || jars.matcher(path.getFileName().toString()).matches()) {
                urls.add(url(path));
            }
        }
        if (folder != null) {
            try (Stream<Path> copied = Files.list(Path.of("target", "containers", folder))) {
                copied.forEach(path -> urls.add(url(path)));
            }
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
