package dev.signet.spring.boot;

import dev.signet.HealthServlet;
import dev.signet.SignetFilter;
import dev.signet.issue.JwksServlet;
import dev.signet.issue.TokenServlet;
import dev.signet.portal.PortalServlet;
import jakarta.servlet.ServletContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * Puts Signet in front of a servlet application, unless {@code signet.enabled} is false: the filter before all others, and each
 * endpoint that has a path. A registration of the application's own takes the place of the one here.
 *
 * <p>A configuration that is wrong stops the start.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(name = "signet.enabled", matchIfMissing = true)
@ImportRuntimeHints(SignetRuntimeHints.class)
public class SignetAutoConfiguration {

    /** Made by Spring. */
    public SignetAutoConfiguration() {}

    @Bean
    @Lazy
    @ConditionalOnMissingBean
    SignetParts signetParts(
            Environment environment,
            ConfigurableListableBeanFactory beans,
            ObjectProvider<ServletContext> webapp,
            ObjectProvider<SignetSetupCustomizer> customizers) {
        return new Assembly(environment, beans, webapp.getIfAvailable())
                .parts(customizers.orderedStream().toList());
    }

    @Bean(Endpoint.FILTER_BEAN)
    @ConditionalOnMissingBean(value = SignetFilter.class, parameterizedContainer = FilterRegistrationBean.class)
    FilterRegistrationBean<SignetFilter> signetFilterRegistration(SignetParts parts) {
        return new SignetFilterRegistration(parts);
    }

    @Bean(Endpoint.TOKEN_BEAN)
    @ConditionalOnProperty("signet.token.path")
    @ConditionalOnMissingBean(value = TokenServlet.class, parameterizedContainer = ServletRegistrationBean.class)
    ServletRegistrationBean<TokenServlet> signetTokenEndpoint(SignetParts parts) {
        return new EndpointRegistration<>(parts.tokenEndpoint(), Endpoint.TOKEN, parts);
    }

    @Bean(Endpoint.JWKS_BEAN)
    @ConditionalOnProperty("signet.jwks.path")
    @ConditionalOnMissingBean(value = JwksServlet.class, parameterizedContainer = ServletRegistrationBean.class)
    ServletRegistrationBean<JwksServlet> signetJwks(SignetParts parts) {
        return new EndpointRegistration<>(parts.jwks(), Endpoint.JWKS, parts);
    }

    @Bean(Endpoint.PORTAL_BEAN)
    @ConditionalOnProperty("signet.portal.path")
    @ConditionalOnMissingBean(value = PortalServlet.class, parameterizedContainer = ServletRegistrationBean.class)
    ServletRegistrationBean<PortalServlet> signetPortal(SignetParts parts) {
        return new EndpointRegistration<>(new PortalServlet(), Endpoint.PORTAL, parts);
    }

    @Bean(Endpoint.HEALTH_BEAN)
    @ConditionalOnProperty("signet.health.path")
    @ConditionalOnMissingBean(value = HealthServlet.class, parameterizedContainer = ServletRegistrationBean.class)
    ServletRegistrationBean<HealthServlet> signetHealth(SignetParts parts) {
        return new EndpointRegistration<>(new HealthServlet(), Endpoint.HEALTH, parts);
    }
}
