package dev.signet.framework;

import dev.signet.SignetConfig;
import dev.signet.SignetFilter;
import dev.signet.testing.BootHost;
import dev.signet.testing.TestWebapp;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** An application that shows its description with the pages that springdoc brings, whichever Boot its class loader has. */
public final class SpringdocPagesHost extends BootHost<Boolean> {

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
    protected Class<?> application(Boolean signet) {
        return signet ? Behind.class : Application.class;
    }

    @Override
    protected Map<String, Object> properties(Boolean signet) {
        return Map.of("server.servlet.context-path", "/app");
    }
}
