package dev.signet.docs;

import dev.signet.SignetFilter;
import dev.signet.testing.FakeWebapp;
import dev.signet.testing.TestWebapp;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own in which a filter starts and logs. */
public final class LogRoute {

    private LogRoute() {}

    /** Starts a filter; its webapp. */
    public static final class Start implements Runnable {
        @Override
        public void run() {
            new SignetFilter()
                    .init(new FakeWebapp().init("jwt.secret", TestWebapp.SECRET).filter());
        }
    }

    /**
     * Starts it.
     *
     * @param args none to start it with the classes of the JVM; else those of its webapp, the first one what bridges the
     *     log there: {@code none}, {@code slf4j} or {@code log4j}
     */
    public static void main(String[] args) throws Exception {
        if (args.length == 0) {
            new Start().run();
            return;
        }
        List<URL> urls = new ArrayList<>();
        for (String entry : List.of(args).subList(1, args.length)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        try (URLClassLoader webapp =
                new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(webapp);
            switch (args[0]) {
                case "slf4j" ->
                    webapp.loadClass("org.slf4j.bridge.SLF4JBridgeHandler")
                            .getMethod("install")
                            .invoke(null);
                case "log4j" ->
                    webapp.loadClass("org.apache.logging.log4j.jul.Log4jBridgeHandler")
                            .getMethod("install", boolean.class, String.class, boolean.class)
                            .invoke(null, true, "", false);
                default -> {
                    // as it is
                }
            }
            ((Runnable) webapp.loadClass(Start.class.getName())
                            .getDeclaredConstructor()
                            .newInstance())
                    .run();
        }
    }
}
