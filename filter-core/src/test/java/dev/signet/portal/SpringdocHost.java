package dev.signet.portal;

import java.util.Map;
import java.util.function.Function;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** {@code java -jar} of {@link SpringdocApplication}, whichever Boot its class loader has. */
public final class SpringdocHost implements Function<String, Integer>, AutoCloseable {

    private ConfigurableApplicationContext running;

    @Override
    public Integer apply(String version) {
        TomcatURLStreamHandlerFactory.disable(); // there is one for a JVM, and another Tomcat may have been here
        SpringApplication application = new SpringApplication(SpringdocApplication.class);
        application.setDefaultProperties(Map.of(
                "server.port", "0",
                "server.servlet.context-path", "/app",
                "springdoc.api-docs.version", version,
                "spring.main.banner-mode", "off",
                "logging.threshold.console", "off",
                "logging.file.name", "target/spring-boot.log"));
        application.setRegisterShutdownHook(false);
        running = application.run();
        return running.getEnvironment().getProperty("local.server.port", Integer.class);
    }

    @Override
    public void close() {
        running.close();
    }
}
