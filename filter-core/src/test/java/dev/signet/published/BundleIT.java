package dev.signet.published;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** Each jar as a bundle in an OSGi framework that has nothing else but the servlet API. */
class BundleIT {

    @TempDir
    private Path cache;

    @Test
    void allWhenStartedBesideJakartaServletThenItsFilterIsMade() throws Exception {
        resolves(Path.of(System.getProperty("signet.jar.all")), ofClassPath("jakarta\\.servlet-api-.*"));
    }

    @Test
    void javaxWhenStartedBesideJavaxServletThenItsFilterIsMade() throws Exception {
        resolves(Path.of(System.getProperty("signet.jar.javax")), servlet4());
    }

    @Test
    void plainWhenStartedBesideItsLibrariesThenItsFilterIsMade() throws Exception {
        List<Path> others = new ArrayList<>(ofClassPath("jakarta\\.servlet-api-.*"));
        others.addAll(ofClassPath("jackson-(core|databind|annotations)-.*"));
        try (Stream<Path> copied = Files.list(Path.of("target", "containers", "jersey-4"))) {
            copied.filter(jar -> jar.getFileName().toString().startsWith("nimbus-jose-jwt-"))
                    .forEach(others::add);
        }
        resolves(Path.of(System.getProperty("signet.jar")), others);
    }

    private static List<Path> servlet4() throws IOException {
        try (Stream<Path> copied = Files.list(Path.of("target", "containers", "javax-jetty-10"))) {
            return copied.filter(jar -> jar.getFileName().toString().startsWith("jetty-servlet-api-"))
                    .toList();
        }
    }

    private static List<Path> ofClassPath(String names) {
        return Arrays.stream(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1))
                .map(Path::of)
                .filter(path -> path.getFileName().toString().matches(names))
                .toList();
    }

    private void resolves(Path jar, List<Path> others) throws Exception {
        Framework framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        cache.toString(),
                        Constants.FRAMEWORK_STORAGE_CLEAN,
                        Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT));
        framework.start();
        try {
            BundleContext context = framework.getBundleContext();
            for (Path other : others) {
                install(context, other);
            }
            Bundle signet = install(context, jar);
            signet.start();

            assertEquals("dev.signet.filter", signet.getSymbolicName());
            assertEquals(Bundle.ACTIVE, signet.getState());
            Object config = signet.loadClass("dev.signet.SignetConfig")
                    .getMethod("builder")
                    .invoke(null);
            config = config.getClass()
                    .getMethod("set", String.class, String.class)
                    .invoke(config, "jwt.secret", "5gqTz0vNcuJ4pHn1bWYd8sXfLk2oRmEa");
            Object built = config.getClass().getMethod("build").invoke(config);
            Object filter = signet.loadClass("dev.signet.SignetFilter")
                    .getConstructor(built.getClass())
                    .newInstance(built);
            assertEquals("dev.signet.SignetFilter", filter.getClass().getName());
        } finally {
            framework.stop();
            framework.waitForStop(10_000);
        }
    }

    private static Bundle install(BundleContext context, Path jar) throws BundleException {
        return context.installBundle(jar.toAbsolutePath().toUri().toString());
    }
}
