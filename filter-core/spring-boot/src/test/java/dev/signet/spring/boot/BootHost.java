package dev.signet.spring.boot;

import java.util.Map;
import java.util.function.Function;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** {@code java -jar} of an application, whichever Boot its class loader has. */
public final class BootHost implements Function<Map<String, String>, Integer>, AutoCloseable {

    /** Instead of a property: the classes of the application. */
    static final String CLASSES = "classes";

    /** Instead of a property: whether what was made of the first class ahead of time is run. */
    static final String AOT = "aot";

    private ConfigurableApplicationContext running;

    @Override
    public Integer apply(Map<String, String> properties) {
        SpringApplication application = new SpringApplication(Hosts.classes(properties.get(CLASSES)));
        application.setDefaultProperties(Hosts.properties(properties));
        application.setRegisterShutdownHook(false);
        if (properties.containsKey(AOT)) {
            application.setMainApplicationClass(Hosts.classes(properties.get(CLASSES))[0]);
        }
        try {
            running = application.run();
        } catch (RuntimeException e) {
            throw new IllegalStateException(KeptAnalysis.last, e);
        }
        Integer port = running.getEnvironment().getProperty("local.server.port", Integer.class);
        return port == null ? 0 : port;
    }

    /** A property of the application that runs. */
    public String property(String name) {
        return running.getEnvironment().getProperty(name);
    }

    @Override
    public void close() {
        if (running != null) {
            running.close();
        }
    }
}
