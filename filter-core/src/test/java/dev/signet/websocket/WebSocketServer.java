package dev.signet.websocket;

import dev.signet.testing.TestWebapp;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The servers that have WebSockets, each with a class loader of its own that sees nothing of Signet. */
enum WebSocketServer {
    JETTY_EE10("JettyEndpoints", "websocket-jetty-ee10"),
    JETTY_EE11("JettyEndpoints", "websocket-jetty-ee11"),
    TOMCAT_10("TomcatEndpoints", "websocket-tomcat-10"),
    TOMCAT_11("TomcatEndpoints", "websocket-tomcat-11"),
    UNDERTOW("UndertowEndpoints", "websocket-undertow");

    /** Signet's init-params. */
    static final Map<String, String> PARAMETERS =
            Map.of("jwt.secret", TestWebapp.SECRET, "access.rules", "* /open/** permit\n* /never/** deny");

    private final String host;
    private final String folder;

    WebSocketServer(String host, String folder) {
        this.host = host;
        this.folder = folder;
    }

    boolean isJetty() {
        return host.startsWith("Jetty");
    }

    /** A started server with one webapp. */
    record Running(int port, AutoCloseable host, URLClassLoader loader) implements AutoCloseable {
        @Override
        public void close() throws Exception {
            host.close();
            loader.close();
        }
    }

    /**
     * Starts it with a webapp.
     *
     * @param root an empty folder
     * @param whole whether all of the jar is there, or the container finds nothing in it to call at start
     * @param more lines of web.xml, behind those of the README
     */
    @SuppressWarnings("unchecked")
    Running start(Path root, boolean whole, String more) throws Exception {
        List<Path> jars = jars();
        Path webapp = webapp(root.resolve("webapp"), jars, whole, more);
        Path own = root.resolve("server");
        copy("target/test-classes/dev/signet/websocket", own.resolve("dev/signet/websocket"));
        copy("target/test-classes/dev/signet/testing", own.resolve("dev/signet/testing"));
        List<URL> urls = new ArrayList<>();
        urls.add(own.toUri().toURL());
        for (Path jar : jars) {
            if (!isLibrary(jar)) {
                urls.add(jar.toUri().toURL());
            }
        }
        if (isJetty()) {
            urls.addAll(http2());
        }
        URLClassLoader loader =
                new URLClassLoader(name(), urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            Object made = loader.loadClass("dev.signet.websocket." + host)
                    .getConstructor()
                    .newInstance();
            return new Running(((Function<Path, Integer>) made).apply(webapp), (AutoCloseable) made, loader);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Both Jettys have the version of the tests' own. */
    private static List<URL> http2() throws IOException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1)) {
            Path path = Path.of(entry);
            if (path.getFileName().toString().matches("jetty-http2-.*")) {
                urls.add(path.toUri().toURL());
            }
        }
        return urls;
    }

    private static Path webapp(Path folder, List<Path> jars, boolean whole, String more) throws IOException {
        Path inf = folder.resolve("WEB-INF");
        copy("target/test-classes/dev/signet/websocket", inf.resolve("classes/dev/signet/websocket"));
        Files.createDirectories(inf.resolve("lib"));
        jar(Path.of("target", "classes"), whole, inf.resolve("lib").resolve("signet.jar"));
        for (Path jar : jars) {
            if (isLibrary(jar)) {
                Files.copy(jar, inf.resolve("lib").resolve(jar.getFileName()));
            }
        }
        Files.writeString(Files.createDirectories(folder.resolve("dir")).resolve("index.txt"), "the welcome file");
        Files.writeString(folder.resolve("file.txt"), "the file");
        Path resources = folder.resolve("WEB-INF/resources/META-INF/resources");
        Files.writeString(Files.createDirectories(resources).resolve("inside.txt"), "inside of a jar");
        jar(folder.resolve("WEB-INF/resources"), true, inf.resolve("lib").resolve("resources.jar"));
        StringBuilder parameters = new StringBuilder();
        PARAMETERS.forEach((name, value) -> parameters.append("<init-param><param-name>" + name
                + "</param-name><param-value>" + value + "</param-value></init-param>\n"));
        Files.writeString(inf.resolve("web.xml"), """
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                <filter><filter-name>signet</filter-name><filter-class>dev.signet.SignetFilter</filter-class>
                <async-supported>true</async-supported>%s</filter>
                <filter-mapping>
                  <filter-name>signet</filter-name><url-pattern>/*</url-pattern>
                  <dispatcher>REQUEST</dispatcher><dispatcher>FORWARD</dispatcher><dispatcher>INCLUDE</dispatcher>
                  <dispatcher>ERROR</dispatcher><dispatcher>ASYNC</dispatcher>
                </filter-mapping>
                %s
                <listener><listener-class>dev.signet.websocket.MoreEndpoints</listener-class></listener>
                <servlet><servlet-name>hello</servlet-name>
                <servlet-class>dev.signet.websocket.Hello</servlet-class></servlet>
                <servlet-mapping><servlet-name>hello</servlet-name><url-pattern>/hello/*</url-pattern></servlet-mapping>
                <welcome-file-list><welcome-file>index.txt</welcome-file></welcome-file-list>
                </web-app>
                """.formatted(parameters, more));
        return folder;
    }

    private static void jar(Path classes, boolean whole, Path jar) throws IOException {
        try (Stream<Path> files = Files.walk(classes);
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = classes.relativize(file).toString().replace('\\', '/');
                if (whole || !name.endsWith("ServletContainerInitializer")) {
                    out.putNextEntry(new JarEntry(name));
                    Files.copy(file, out);
                }
            }
        }
    }

    private List<Path> jars() throws IOException {
        try (Stream<Path> copied = Files.list(Path.of("target", "containers", folder))) {
            return copied.filter(path -> path.toString().endsWith(".jar")).toList();
        }
    }

    private static boolean isLibrary(Path jar) {
        return jar.getFileName().toString().matches("(nimbus-jose-jwt|jackson-(core|databind|annotations))-.*");
    }

    private static void copy(String from, Path to) throws IOException {
        Path source = Path.of(from);
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(source.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
