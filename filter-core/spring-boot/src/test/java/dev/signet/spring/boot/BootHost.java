package dev.signet.spring.boot;

import java.util.Map;
import java.util.function.Function;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** {@code java -jar} of an application, whichever Boot its class loader has. */
public final class BootHost implements Function<Map<String, String>, Integer>, AutoCloseable {

    /** Instead of a property: the classes of the application. */
    static final String CLASSES = "classes";

    /** Instead of a property: what stands on the command line, for what has to win over everything. */
    static final String ARGUMENTS = "arguments";

    private ConfigurableApplicationContext running;

    @Override
    public Integer apply(Map<String, String> properties) {
        String[] arguments = properties.getOrDefault(ARGUMENTS, "").isEmpty()
                ? new String[0]
                : properties.get(ARGUMENTS).split("\n", -1);
        SpringApplication application = new SpringApplication(Hosts.classes(properties.get(CLASSES)));
        application.setDefaultProperties(Hosts.properties(properties));
        application.setRegisterShutdownHook(false);
        try {
            running = application.run(arguments);
        } catch (RuntimeException e) {
            throw new IllegalStateException(KeptAnalysis.last, e);
        }
        Integer port = running.getEnvironment().getProperty("local.server.port", Integer.class);
        return port == null ? 0 : port;
    }

    /** The application, for what cannot be seen from outside. */
    ConfigurableApplicationContext running() {
        return running;
    }

    @Override
    public void close() {
        if (running != null) {
            running.close();
        }
    }
}
