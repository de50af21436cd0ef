package dev.signet.testing;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * {@code java -jar} of a Spring Boot application at any free port, whichever Boot the class loader has; for {@link IsolatedHost}.
 *
 * @param <T> what the application is told
 */
public abstract class BootHost<T> implements Function<T, Integer>, AutoCloseable {

    private ConfigurableApplicationContext running;

    /** The class to run. */
    protected abstract Class<?> application(T what);

    /** What would stand in its application.properties. */
    protected abstract Map<String, Object> properties(T what);

    @Override
    public final Integer apply(T what) {
        TomcatURLStreamHandlerFactory.disable(); // there is one for a JVM, and another Tomcat may have been here
        Map<String, Object> properties = new HashMap<>(Map.of(
                "server.port", "0",
                "spring.main.banner-mode", "off",
                "logging.threshold.console", "off",
                "logging.file.name", "target/spring-boot.log"));
        properties.putAll(properties(what));
        SpringApplication application = new SpringApplication(application(what));
        application.setDefaultProperties(properties);
        application.setRegisterShutdownHook(false);
        running = application.run();
        return running.getEnvironment().getProperty("local.server.port", Integer.class);
    }

    @Override
    public final void close() {
        running.close();
    }
}
