package dev.signet.spring.boot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

/** An environment of an application and its beans, without a server. */
final class Settings {

    final StandardEnvironment environment = new StandardEnvironment();
    final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

    private Settings() {
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        beans.registerSingleton(Endpoint.FILTER_BEAN, "the filter is the starter's");
    }

    /** What stands in application.yml. */
    static Settings yaml(String text) throws IOException {
        Settings settings = new Settings();
        ByteArrayResource file = new ByteArrayResource(text.getBytes(UTF_8), "application.yml");
        new YamlPropertySourceLoader()
                .load("application.yml", file)
                .forEach(settings.environment.getPropertySources()::addLast);
        ConfigurationPropertySources.attach(settings.environment);
        return settings;
    }

    /** What the environment of the process has besides, which wins. */
    Settings environment(Map<String, Object> variables) {
        String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        environment.getPropertySources().addFirst(new SystemEnvironmentPropertySource(name, variables));
        return attached();
    }

    /** What a profile or the command line has besides, which wins. */
    Settings over(Map<String, Object> properties) {
        environment.getPropertySources().addFirst(new MapPropertySource("over", properties));
        return attached();
    }

    Settings bean(String name, Object bean) {
        beans.registerSingleton(name, bean);
        return this;
    }

    private Settings attached() {
        ConfigurationPropertySources.attach(environment);
        return this;
    }

    /** The parameters that Signet would be given. */
    Map<String, String> parameters() {
        return GivenProperties.of(environment).parameters();
    }

    /** Why the application would not start; nothing where it would. */
    List<String> problems() {
        for (Endpoint endpoint : Endpoint.values()) {
            if (environment.getProperty(endpoint.path().toString()) != null && !beans.containsBean(endpoint.bean())) {
                beans.registerSingleton(endpoint.bean(), "is there");
            }
        }
        try {
            new Assembly(environment, beans, null).parts(List.of());
            return List.of();
        } catch (SignetConfigurationException e) {
            return e.problems();
        }
    }
}
