package dev.signet.framework;

import dev.signet.SignetConfig;
import dev.signet.SignetFilter;
import dev.signet.testing.TestWebapp;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.loader.WebappLoader;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;

/** An application of a framework on a Tomcat with files of its own, bare or with Signet in front. */
abstract class FrameworkHost implements Function<Boolean, Integer>, AutoCloseable {

    /** When every file was last modified, so that a table can name dates and tags. */
    private static final FileTime MODIFIED = FileTime.from(Instant.parse("2022-09-28T05:53:05Z"));

    private static final Path WEBAPP = Path.of("src", "test", "resources", "dev", "signet", "framework", "webapp");

    private final Tomcat tomcat = new Tomcat();

    /** Adds the framework to the webapp. */
    abstract void register(ServletContext context);

    @Override
    public Integer apply(Boolean signet) {
        TomcatURLStreamHandlerFactory.disable(); // there is one for a JVM, and another Tomcat may have been here
        try {
            Path base = Files.createTempDirectory("tomcat");
            tomcat.setBaseDir(base.toString());
            tomcat.setPort(0);
            Context webapp = tomcat.addContext("/app", files(base).toString());
            webapp.setParentClassLoader(FrameworkHost.class.getClassLoader());
            WebappLoader loader = new WebappLoader();
            loader.setDelegate(true);
            webapp.setLoader(loader);
            Tomcat.addDefaultMimeTypeMappings(webapp);
            webapp.addServletContainerInitializer(
                    (classes, context) -> {
                        if (signet) {
                            addSignet(context);
                        }
                        add(context, new DefaultServlet(), "/", "/files/*");
                        register(context);
                    },
                    Set.of());
            tomcat.getConnector();
            tomcat.start();
            if (!webapp.getState().isAvailable()) {
                throw new IllegalStateException("the webapp did not start, see the log");
            }
            return tomcat.getConnector().getLocalPort();
        } catch (IOException | LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path files(Path base) throws IOException {
        Path files = base.resolve("files");
        try (Stream<Path> all = Files.walk(WEBAPP)) {
            for (Path file : (Iterable<Path>) all::iterator) {
                Path copy = files.resolve(WEBAPP.relativize(file).toString());
                Files.copy(file, copy);
                if (!Files.isDirectory(copy)) {
                    Files.setLastModifiedTime(copy, MODIFIED);
                }
            }
        }
        // Large enough for Tomcat's sendfile, and for an envelope that is streamed.
        Path folder = files.resolve("files");
        Path bytes = Files.write(folder.resolve("large.bin"), new byte[100_000]);
        Path json = Files.writeString(folder.resolve("large.json"), "[" + "\"零一二三\",".repeat(10_000) + "0]");
        for (Path file : List.of(bytes, json)) {
            Files.setLastModifiedTime(file, MODIFIED);
        }
        return files;
    }

    private static void addSignet(ServletContext context) {
        SignetConfig.Builder config = SignetConfig.builder();
        Map.of("jwt.secret", TestWebapp.SECRET, "access.rules", "* /** permit").forEach(config::set);
        FilterRegistration.Dynamic signet = context.addFilter("signet", new SignetFilter(config.build()));
        signet.setAsyncSupported(true);
        signet.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
        signet.addMappingForServletNames(EnumSet.of(DispatcherType.FORWARD, DispatcherType.INCLUDE), false, "*");
    }

    /** Adds a servlet at paths. */
    static void add(ServletContext context, Servlet servlet, String... paths) {
        ServletRegistration.Dynamic registration =
                context.addServlet(servlet.getClass().getSimpleName(), servlet);
        registration.setAsyncSupported(true);
        registration.addMapping(paths);
    }

    /** Adds a filter of the framework for every path. */
    static FilterRegistration.Dynamic add(
            ServletContext context, Filter filter, DispatcherType first, DispatcherType... rest) {
        FilterRegistration.Dynamic registration =
                context.addFilter(filter.getClass().getSimpleName(), filter);
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(EnumSet.of(first, rest), true, "/*");
        return registration;
    }

    @Override
    public void close() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }
}
