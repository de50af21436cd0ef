package dev.signet.javax;

import java.util.Map;
import java.util.function.Function;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** {@code java -jar} of a Spring Boot 2.7 application, with Signet or bare. */
public final class Boot2Host implements Function<Boolean, Integer>, AutoCloseable {

    private ConfigurableApplicationContext running;

    @Override
    public Integer apply(Boolean signet) {
        TomcatURLStreamHandlerFactory.disable(); // there is one for a JVM, and another Tomcat may have been here
        SpringApplication application = new SpringApplication(Boot2Application.class);
        application.setDefaultProperties(Map.of(
                "signet.stands.in.front", signet.toString(),
                "server.port", "0",
                "management.endpoints.web.exposure.include", "health,metrics",
                "spring.main.banner-mode", "off",
                "logging.threshold.console", "off",
                "logging.file.name", "target/spring-boot-2.log"));
        application.setRegisterShutdownHook(false);
        running = application.run();
        return running.getEnvironment().getProperty("local.server.port", Integer.class);
    }

    @Override
    public void close() {
        running.close();
    }
}
