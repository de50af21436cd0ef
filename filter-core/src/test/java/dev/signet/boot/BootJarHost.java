package dev.signet.boot;

import java.util.function.Function;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** {@code java -jar} of a Spring Boot application, whichever Boot its class loader has. */
public final class BootJarHost implements Function<Boolean, Integer>, AutoCloseable {

    private ConfigurableApplicationContext running;

    @Override
    public Integer apply(Boolean signet) {
        TomcatURLStreamHandlerFactory.disable(); // there is one for a JVM, and another Tomcat may have been here
        SpringApplication application = new SpringApplication(BootApplication.class);
        application.setDefaultProperties(BootApplication.properties(signet ? "jar" : "bare"));
        application.setRegisterShutdownHook(false);
        running = application.run();
        return running.getEnvironment().getProperty("local.server.port", Integer.class);
    }

    @Override
    public void close() {
        running.close();
    }
}
