package dev.signet.docs;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;

/** A Spring Boot application whose classes were compiled from the README, whichever Boot its class loader has. */
public final class SpringReadmeHost implements Function<Path, Integer>, AutoCloseable {

    /** The class that the README's lines were put into. */
    static final String APPLICATION = "shop.Shop";

    private ConfigurableApplicationContext running;

    @Override
    public Integer apply(Path classes) {
        TomcatURLStreamHandlerFactory.disable(); // there is one for a JVM, and another Tomcat may have been here
        try {
            ClassLoader loader =
                    new URLClassLoader(new URL[] {classes.toUri().toURL()}, SpringReadmeHost.class.getClassLoader());
            Thread.currentThread().setContextClassLoader(loader);
            SpringApplication application =
                    new SpringApplication(new DefaultResourceLoader(loader), loader.loadClass(APPLICATION));
            application.setDefaultProperties(Map.of(
                    "server.port", "0",
                    "spring.main.banner-mode", "off",
                    "logging.threshold.console", "off",
                    "logging.file.name", "target/spring-boot.log"));
            application.setRegisterShutdownHook(false);
            running = application.run();
            return running.getEnvironment().getProperty("local.server.port", Integer.class);
        } catch (ClassNotFoundException | MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        running.close();
    }
}
