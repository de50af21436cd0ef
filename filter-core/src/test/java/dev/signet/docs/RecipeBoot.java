package dev.signet.docs;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Runs a Spring Boot application whose classes lie in a folder, with whichever Boot its class loader has. */
public final class RecipeBoot implements Function<Path, Integer>, AutoCloseable {

    /** The class of the application. */
    static final String APPLICATION = "shop.Shop";

    private URLClassLoader loader;
    private ConfigurableApplicationContext running;

    @Override
    public Integer apply(Path classes) {
        TomcatURLStreamHandlerFactory.disable(); // there is one for a JVM, and another Tomcat may have been here
        try {
            loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, RecipeBoot.class.getClassLoader());
            Thread.currentThread().setContextClassLoader(loader); // whoever starts this sets it back
            SpringApplication application = new SpringApplication(loader.loadClass(APPLICATION));
            application.setDefaultProperties(Map.of(
                    "server.port", "0",
                    "spring.main.banner-mode", "off",
                    "logging.threshold.console", "off",
                    "logging.file.name", "target/spring-boot.log"));
            application.setRegisterShutdownHook(false);
            running = application.run();
            return running.getEnvironment().getProperty("local.server.port", Integer.class);
        } catch (MalformedURLException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        running.close();
        loader.close();
    }
}
