package dev.signet.boot;

import dev.signet.SignetConfig;
import dev.signet.SignetFilter;
import dev.signet.testing.TestWebapp;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.Ordered;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/** A Spring Boot application with web, actuator and security, as a team would have it. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ComponentScan(
        basePackages = {"dev.signet.boot", "dev.signet.webapp"},
        excludeFilters =
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern = "dev\\.signet\\.webapp\\.(SpringWebapp|SpringProblems)"))
class BootApplication {

    /** What Signet is told, in code and in web.xml. */
    static final Map<String, String> PARAMETERS = Map.of(
            "jwt.secret", TestWebapp.SECRET,
            "access.rules", "* /** permit",
            "envelope.exclude", "/actuator/health");

    /** What stands in application.properties; {@code where} is {@code jar}, {@code war} or {@code bare}. */
    static Map<String, Object> properties(String where) {
        return Map.of(
                "signet.stands.in", where,
                "server.port", "0",
                "server.servlet.context-path", "/app",
                "management.endpoints.web.exposure.include", "health,info,metrics,prometheus",
                "spring.web.resources.static-locations", "classpath:/dev/signet/boot/static/",
                "spring.main.banner-mode", "off",
                "logging.threshold.console", "off",
                "logging.file.name", "target/spring-boot.log");
    }

    static SignetConfig config() {
        SignetConfig.Builder config = SignetConfig.builder();
        PARAMETERS.forEach(config::set);
        return config.build();
    }

    @Bean
    @ConditionalOnProperty(name = "signet.stands.in", havingValue = "jar")
    FilterRegistrationBean<SignetFilter> signet() {
        FilterRegistrationBean<SignetFilter> registration = new FilterRegistrationBean<>(new SignetFilter(config()));
        registration.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
        registration.setAsyncSupported(true);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    FilterRegistrationBean<ShallowEtagHeaderFilter> etags() {
        return inside(new ShallowEtagHeaderFilter(), "/etag/*");
    }

    @Bean
    FilterRegistrationBean<CachingFilter> caching() {
        return inside(new CachingFilter(), "/caching/*");
    }

    /** Behind Signet also where that is in web.xml. */
    private static <T extends Filter> FilterRegistrationBean<T> inside(T filter, String pattern) {
        FilterRegistrationBean<T> registration = new FilterRegistrationBean<>(filter);
        registration.addUrlPatterns(pattern);
        registration.setMatchAfter(true);
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
        return registration;
    }
}
