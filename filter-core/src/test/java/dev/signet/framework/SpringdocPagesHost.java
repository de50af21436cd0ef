package dev.signet.framework;

import dev.signet.SignetConfig;
import dev.signet.SignetFilter;
import dev.signet.testing.TestWebapp;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.Function;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** An application that shows its description with the pages that springdoc brings, whichever Boot its class loader has. */
public final class SpringdocPagesHost implements Function<Boolean, Integer>, AutoCloseable {

    private ConfigurableApplicationContext running;

    /** The application. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @RestController
    public static class Application {

        /** An operation of it. */
        @GetMapping("/order")
        public Map<String, String> order() {
            return Map.of("item", "螺丝");
        }
    }

    /** The same behind Signet. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @Import(Application.class)
    public static class Behind {

        @Bean
        FilterRegistrationBean<SignetFilter> signet() {
            SignetConfig config = SignetConfig.builder()
                    .set("jwt.secret", TestWebapp.SECRET)
                    .set("access.rules", "* /** permit")
                    .build();
            FilterRegistrationBean<SignetFilter> bean = new FilterRegistrationBean<>(new SignetFilter(config));
            bean.addServletNames("*");
            bean.addUrlPatterns("/*");
            bean.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
            bean.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return bean;
        }
    }

    @Override
    public Integer apply(Boolean signet) {
        TomcatURLStreamHandlerFactory.disable(); // there is one for a JVM, and another Tomcat may have been here
        SpringApplication application = new SpringApplication(signet ? Behind.class : Application.class);
        application.setDefaultProperties(Map.of(
                "server.port", "0",
                "server.servlet.context-path", "/app",
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
