package dev.signet.javax;

import dev.signet.SignetConfig;
import dev.signet.SignetFilter;
import dev.signet.issue.TokenServlet;
import dev.signet.testing.TestWebapp;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** A Spring Boot 2.7 application that registers Signet as the README says, or not at all. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(Boot2Orders.class)
class Boot2Application {

    private static final Map<String, String> TOKENS =
            Map.of("jwt.secret", TestWebapp.SECRET, "issuer.clients-file", "target/boot-2-clients.json");

    @Bean
    @ConditionalOnProperty(name = "signet.stands.in.front", havingValue = "true")
    FilterRegistrationBean<SignetFilter> signet() {
        SignetConfig.Builder config = SignetConfig.builder()
                .set("access.rules", "* /api/token permit\nGET /actuator/** permit\nGET /admin/** role admin")
                .set("envelope.exclude", "/actuator/health");
        TOKENS.forEach(config::set);
        FilterRegistrationBean<SignetFilter> bean = new FilterRegistrationBean<>(new SignetFilter(config.build()));
        bean.addUrlPatterns("/*");
        bean.addServletNames("*");
        bean.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
        bean.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return bean;
    }

    /** A filter of the application's that refuses with an exception, which has another constructor in Spring 5. */
    @Bean
    FilterRegistrationBean<Filter> refusing() {
        FilterRegistrationBean<Filter> bean = new FilterRegistrationBean<>((request, response, chain) -> {
            throw unavailable();
        });
        bean.addUrlPatterns("/filtered");
        return bean;
    }

    private static RuntimeException unavailable() {
        try {
            return ResponseStatusException.class
                    .getConstructor(HttpStatus.class)
                    .newInstance(HttpStatus.SERVICE_UNAVAILABLE);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Bean
    @ConditionalOnProperty(name = "signet.stands.in.front", havingValue = "true")
    ServletRegistrationBean<TokenServlet> token() {
        ServletRegistrationBean<TokenServlet> bean = new ServletRegistrationBean<>(new TokenServlet(), "/api/token");
        bean.setInitParameters(TOKENS);
        bean.setLoadOnStartup(1);
        return bean;
    }
}
