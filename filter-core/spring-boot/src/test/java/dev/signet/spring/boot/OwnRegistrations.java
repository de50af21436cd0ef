package dev.signet.spring.boot;

import dev.signet.SignetConfig;
import dev.signet.SignetFilter;
import dev.signet.issue.TokenServlet;
import java.util.Map;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;

/** Registrations of an application's own, in the place of the starter's. */
class OwnRegistrations {

    @Bean
    FilterRegistrationBean<SignetFilter> ours() {
        SignetConfig config = SignetConfig.builder()
                .set("jwt.secret", Calls.SECRET)
                .set("access.rules", "* /own/token permit")
                .build();
        return new FilterRegistrationBean<>(new SignetFilter(config));
    }

    @Bean
    ServletRegistrationBean<TokenServlet> tokens() {
        TokenServlet endpoint = TokenServlet.builder().clients(id -> null).build();
        ServletRegistrationBean<TokenServlet> bean = new ServletRegistrationBean<>(endpoint, "/own/token");
        bean.setInitParameters(Map.of("jwt.secret", Calls.SECRET));
        return bean;
    }
}
