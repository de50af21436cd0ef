package dev.signet.bench;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The newer generation of Spring, run by what is compiled with the older one. */
public final class Spring7 {

    private static final Pattern VERSION = Pattern.compile("-\\d[^/]*\\.jar$");

    private Spring7() {}

    /**
     * The class path of this JVM with Spring 7, and what comes with it, in place of Spring 6.
     *
     * @return its jars and folders
     * @throws IOException when the jars of Spring 7 are not there
     */
    public static List<Path> classPath() throws IOException {
        List<Path> own = Stream.of(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1))
                .map(Path::of)
                .toList();
        List<Path> classPath = new ArrayList<>(newer(own));
        Set<String> replaced = classPath.stream().map(Spring7::artifact).collect(Collectors.toSet());
        for (Path entry : own) {
            if (!replaced.contains(artifact(entry)) && !artifact(entry).startsWith("spring-")) {
                classPath.add(entry);
            }
        }
        return classPath;
    }

    private static List<Path> newer(List<Path> own) throws IOException {
        Path older = own.stream()
                .filter(entry -> artifact(entry).equals("spring-core"))
                .findFirst()
                .orElseThrow(() -> new IOException("no Spring in the class path"));
        Path folder = older.toAbsolutePath().getParent().resolveSibling("lib-spring-7");
        try (Stream<Path> jars = Files.list(folder)) {
            return jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().toList();
        }
    }

    private static String artifact(Path jar) {
        return VERSION.matcher(jar.getFileName().toString()).replaceFirst("");
    }

    /** A class loader of its own for them; it lives as long as the process. */
    static ClassLoader loader() throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path entry : classPath()) {
            urls.add(url(entry));
        }
        return new URLClassLoader("spring-7", urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private static URL url(Path entry) throws MalformedURLException {
        return entry.toUri().toURL();
    }
}
