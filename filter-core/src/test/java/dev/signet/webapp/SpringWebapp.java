package dev.signet.webapp;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServlet;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.validation.Validator;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.config.annotation.ViewResolverRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** A Spring MVC application as a team would set it up. */
@Configuration
@EnableWebMvc
public class SpringWebapp implements WebMvcConfigurer {

    /** The application as a servlet; with {@code problems}, Spring's own exceptions become RFC 9457 problems. */
    public static HttpServlet servlet(boolean problems, Class<?>... more) {
        AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
        context.register(
                SpringWebapp.class,
                SpringOrders.class,
                SpringFailures.class,
                SpringStreams.class,
                SpringFiles.class,
                SpringPages.class);
        if (problems) {
            context.register(SpringProblems.class);
        }
        if (more.length > 0) {
            context.register(more);
        }
        return new DispatcherServlet(context);
    }

    @Bean
    LocalValidatorFactoryBean beanValidator() {
        LocalValidatorFactoryBean validator = new LocalValidatorFactoryBean();
        validator.setMessageInterpolator(new ParameterMessageInterpolator()); // the other one needs a JSP engine
        return validator;
    }

    @Override
    public Validator getValidator() {
        return beanValidator();
    }

    @Override
    public void configureMessageConverters(List<HttpMessageConverter<?>> converters) {
        ObjectMapper mapper = new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
        converters.add(new StringHttpMessageConverter(StandardCharsets.UTF_8));
        converters.add(new org.springframework.http.converter.ByteArrayHttpMessageConverter());
        converters.add(new org.springframework.http.converter.ResourceHttpMessageConverter());
        converters.add(new org.springframework.http.converter.ResourceRegionHttpMessageConverter());
        converters.add(new MappingJackson2HttpMessageConverter(mapper));
    }

    @Override
    public void configureViewResolvers(ViewResolverRegistry registry) {
        registry.jsp("/WEB-INF/views/", ".jsp");
    }

    @Override
    public void configureAsyncSupport(AsyncSupportConfigurer configurer) {
        configurer.setTaskExecutor(new SimpleAsyncTaskExecutor("webapp-"));
    }
}
