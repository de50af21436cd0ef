package dev.signet.dropin;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Servers that deploy webapps from disk. Each sees its own jars and an old Jackson and Nimbus, and nothing of Signet. */
enum WebappServer {
    JETTY_12_1("JettyWebapps", null, "jetty-(?!ee10).*|slf4j-api.*|jakarta.servlet-api.*"),
    TOMCAT_10_0("TomcatWebapps", "tomcat-10.0", null),
    TOMCAT_10_1("TomcatWebapps", "tomcat-10", null),
    TOMCAT_11_0("TomcatWebapps", null, "tomcat-.*");

    private final String host;
    private final String folder; // jars the build has copied, or null where the test class path has them
    private final String jars;

    WebappServer(String host, String folder, String jars) {
        this.host = host;
        this.folder = folder;
        this.jars = jars;
    }

    /** A started server with one webapp. */
    record Running(int port, Object host, URLClassLoader loader) implements AutoCloseable {

        /** Undeploys the webapp, whose class loader may then go. */
        @SuppressWarnings("unchecked")
        WeakReference<ClassLoader> undeploy() throws Exception {
            return ((Callable<WeakReference<ClassLoader>>) host).call();
        }

        @Override
        public void close() throws Exception {
            ((AutoCloseable) host).close();
            loader.close();
        }
    }

    /** Starts it with a webapp whose classes are looked for in the server first, or in the webapp first. */
    @SuppressWarnings("unchecked")
    Running start(Path webapp, boolean parentFirst) throws Exception {
        Path classes = Files.createTempDirectory("server");
        Jars.copyClasses("dev/signet/dropin", classes);
        List<URL> urls = new ArrayList<>();
        urls.add(classes.toUri().toURL());
        for (Path jar : folder == null ? Jars.ofClassPath(jars) : copied(folder)) {
            urls.add(jar.toUri().toURL());
        }
        for (Path jar : copied("server-libraries")) {
            urls.add(jar.toUri().toURL());
        }
        URLClassLoader loader =
                new URLClassLoader(name(), urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            Object made = loader.loadClass("dev.signet.dropin." + host)
                    .getDeclaredConstructor()
                    .newInstance();
            int port = ((BiFunction<Path, Boolean, Integer>) made).apply(webapp, parentFirst);
            return new Running(port, made, loader);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static List<Path> copied(String folder) throws IOException {
        try (Stream<Path> jars = Files.list(Path.of("target", "containers", folder))) {
            return jars.sorted().toList();
        }
    }
}
