package dev.signet.javax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.dropin.Shop;
import dev.signet.testing.RawClient;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A webapp on disk for Tomcat 9, with the jar in WEB-INF/lib and the lines of the README in a web.xml of Servlet 4.0. */
class JavaxDropInIT {

    private static final String JAKARTA_NAMESPACE = "https://jakarta.ee/xml/ns/jakartaee";
    private static final String JAVAX_NAMESPACE = "http://xmlns.jcp.org/xml/ns/javaee";

    @TempDir
    private Path folder;

    @Test
    @SuppressWarnings("unchecked")
    void webappWhenDeployedOnTomcat9ThenSpeaksTheContract() throws Exception {
        Path webapp = layOut(folder.resolve("webapp"));
        Path server = folder.resolve("server");
        copyMoved("dev/signet/dropin", server);
        try (URLClassLoader loader =
                new URLClassLoader("Tomcat 9", serverJars(server), ClassLoader.getPlatformClassLoader())) {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(loader);
            Object tomcat = loader.loadClass("dev.signet.dropin.TomcatWebapps")
                    .getDeclaredConstructor()
                    .newInstance();
            try {
                int port = ((BiFunction<Path, Boolean, Integer>) tomcat).apply(webapp, false);
                try (RawClient client = new RawClient(port)) {
                    new Shop("/app").speaksTheContract(client);
                }
            } finally {
                ((AutoCloseable) tomcat).close();
                thread.setContextClassLoader(before);
            }
        }
    }

    private static Path layOut(Path webapp) throws Exception {
        Shop.layOut(webapp, true);
        Path inf = webapp.resolve("WEB-INF");
        Files.copy(
                Path.of(System.getProperty("signet.jar.javax")),
                inf.resolve("lib/signet-all.jar"),
                StandardCopyOption.REPLACE_EXISTING);
        copyMoved("com/acme/shop", inf.resolve("classes"));
        Path descriptor = inf.resolve("web.xml");
        String text = Files.readString(descriptor);
        assertTrue(text.contains(JAKARTA_NAMESPACE), text);
        Files.writeString(
                descriptor,
                text.replace(JAKARTA_NAMESPACE, JAVAX_NAMESPACE)
                        .replaceFirst("version=\"[56]\\.\\d\"", "version=\"4.0\""));
        assertEquals(1, Files.readString(descriptor).split("version=\"4.0\"", -1).length - 1);
        return webapp;
    }

    private static URL[] serverJars(Path classes) throws IOException {
        List<URL> urls = new ArrayList<>(List.of(classes.toUri().toURL()));
        try (Stream<Path> jars = Files.list(Path.of("target", "containers", "javax-tomcat-9"))) {
            for (Path jar : jars.sorted().toList()) {
                urls.add(jar.toUri().toURL());
            }
        }
        return urls.toArray(URL[]::new);
    }

    private static void copyMoved(String packageFolder, Path to) throws IOException {
        Path target = Files.createDirectories(to.resolve(packageFolder));
        try (Stream<Path> classes = Files.list(MovedClasses.folder().resolve(packageFolder))) {
            for (Path each : classes.filter(Files::isRegularFile).toList()) {
                Files.copy(each, target.resolve(each.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
