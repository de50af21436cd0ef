package dev.signet.spring.boot;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What the ways to run an application have in common. */
final class Hosts {

    private Hosts() {}

    static Class<?>[] classes(String names) {
        return Stream.of(names.split(",", -1)).map(Hosts::type).toArray(Class<?>[]::new);
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName("dev.signet.spring.boot." + name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As an application.yml would have them. */
    static Map<String, Object> properties(Map<String, String> given) {
        Map<String, Object> properties = new HashMap<>(Map.of(
                "server.port", "0",
                "spring.main.banner-mode", "off",
                "logging.threshold.console", "off",
                "logging.file.name", "target/spring-boot.log"));
        properties.putAll(given);
        properties.remove(BootHost.CLASSES);
        properties.remove(BootHost.AOT);
        return properties;
    }
}
