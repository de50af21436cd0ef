package dev.signet.boot;

import dev.signet.testing.IsolatedHost;
import dev.signet.testing.RawClient;
import java.util.List;
import java.util.regex.Pattern;

/** Servers with the same Spring application behind Signet; each sees the jars of its own generation only. */
enum SpringServer {
    /** Spring Boot 3.5 with its own Tomcat 10.1, Signet in front as a FilterRegistrationBean. */
    BOOT_3("BootJarHost", "spring-boot-3", "(?!)"),
    /** Spring Boot 3.5 as a war: Signet in web.xml, Boot's own filters in front of it. */
    BOOT_3_WAR("BootWarHost", "spring-boot-3", "(?!)"),
    /** Spring Boot 4.0 with its own Tomcat 11. */
    BOOT_4("BootJarHost", "spring-boot-4", "(?!)"),
    /** Spring Boot 4.0 as a war. */
    BOOT_4_WAR("BootWarHost", "spring-boot-4", "(?!)"),
    /** Spring MVC 6.2 without Boot on Tomcat 10.1. */
    MVC(
            "MvcHost",
            "tomcat-10",
            "(spring-(?!boot)|micrometer|jackson|nimbus|hibernate|classmate|jboss-logging|jakarta.valid).*");

    private final String host;
    private final String folder; // jars the build has copied
    private final Pattern jars; // of the test class path

    SpringServer(String host, String folder, String jars) {
        this.host = host;
        this.folder = folder;
        this.jars = Pattern.compile(jars);
    }

    /** Whether Boot's filters, Spring Security among them, stand in front of Signet. */
    boolean isWar() {
        return host.equals("BootWarHost");
    }

    /** Opens a connection; the first one starts the server, which then runs for all tests. */
    RawClient connect() throws Exception {
        return new RawClient(SpringServers.port(this));
    }

    /** Starts one, with Signet or bare. */
    IsolatedHost start(boolean signet) throws Exception {
        return IsolatedHost.start(name(), "dev.signet.boot." + host, jars, List.of(folder), signet);
    }
}
