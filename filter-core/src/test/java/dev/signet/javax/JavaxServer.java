package dev.signet.javax;

import dev.signet.container.Container;
import dev.signet.container.EmbeddedServer;
import dev.signet.container.Webapp;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The containers of Servlet 4.0, each with a class loader of its own that sees the jar and nothing of the others. */
enum JavaxServer implements EmbeddedServer {
    TOMCAT_9("TomcatHost", "tomcat-9"),
    JETTY_10("Jetty10Host", "jetty-10"),
    UNDERTOW_2_2("UndertowHost", "undertow-2.2");

    private final String host;
    private final String distribution;

    JavaxServer(String host, String distribution) {
        this.host = host;
        this.distribution = distribution;
    }

    /** How its distribution is called. */
    String distribution() {
        return distribution;
    }

    @Override
    public Container.Running start(Webapp webapp) throws Exception {
        return Container.start(name(), host, urls("javax-".concat(distribution)), webapp);
    }

    /** The jar, the moved tests, and the jars that the build has copied to a folder below target/containers. */
    static URL[] urls(String folder) throws IOException {
        List<Path> paths =
                new ArrayList<>(List.of(Path.of(System.getProperty("signet.jar.javax")), MovedClasses.folder()));
        try (Stream<Path> copied = Files.list(Path.of("target", "containers", folder))) {
            copied.sorted().forEach(paths::add);
        }
        List<URL> urls = new ArrayList<>();
        for (Path path : paths) {
            urls.add(path.toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }
}
