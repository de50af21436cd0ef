package dev.signet.spring.boot.test;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.web.context.WebApplicationContext;

/** Gives the application of a test the key of the run. One is like another, so that applications are shared by tests. */
record SignetContextCustomizer() implements ContextCustomizer {

    static final String KEYS = "signetTestKeys";
    static final String CALLER = "signetTestCaller";

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        if (context instanceof WebApplicationContext
                && context.getBeanFactory() instanceof BeanDefinitionRegistry registry) {
            registry.registerBeanDefinition(KEYS, new RootBeanDefinition(ReplacedKeys.class));
            registry.registerBeanDefinition(CALLER, new RootBeanDefinition(CallerRegistration.class));
        }
    }
}
