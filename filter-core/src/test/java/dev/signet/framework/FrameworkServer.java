package dev.signet.framework;

import dev.signet.testing.IsolatedHost;
import java.util.List;
import java.util.regex.Pattern;

/** Servers with an application of one framework each, which see its jars only. */
enum FrameworkServer {
    /** Struts 7 on Tomcat 10.1. */
    STRUTS("StrutsHost", "(?!)", "struts-7 tomcat-10"),
    /** HAPI FHIR 8 on Tomcat 10.1. */
    FHIR("FhirHost", "(?!)", "hapi-fhir-8 tomcat-10"),
    /** Jersey 3.1 on Tomcat 10.1. */
    JERSEY_3("JerseyHost", "(?!)", "jersey-3 tomcat-10"),
    /** Jersey 4 on Tomcat 11. */
    JERSEY_4("JerseyHost", "tomcat-(embed-core|annotations-api)-.*", "jersey-4"),
    /** Javalin 6 on its own Jetty 11, with Servlet 5.0. */
    JAVALIN_6("CompiledHost", "(?!)", "javalin-6"),
    /** Javalin 7 on its own Jetty 12. */
    JAVALIN_7("CompiledHost", "(?!)", "javalin-7"),
    /** Pages of springdoc in Spring Boot 3.5. */
    SPRINGDOC_3("SpringdocPagesHost", "(?!)", "springdoc-3"),
    /** The same in Spring Boot 4. */
    SPRINGDOC_4("SpringdocPagesHost", "(?!)", "springdoc-4"),
    /** Fuseki 5 on its own Jetty 12, once Signet is a jar; the jars of Fuseki are there with the profile containers only. */
    FUSEKI_5("CompiledHost", "signet-filter-core-.*", "fuseki-5");

    private final String host;
    private final Pattern jars; // of the test class path
    private final String folders; // blanks between them

    FrameworkServer(String host, String jars, String folders) {
        this.host = host;
        this.jars = Pattern.compile(jars);
        this.folders = folders;
    }

    /** A path of JSON that each of them has. */
    String probe() {
        return switch (this) {
            case SPRINGDOC_3, SPRINGDOC_4 -> "/order";
            case FUSEKI_5 -> "/ds/query?query=ASK%7B%7D&output=json";
            default -> "/files/data.json";
        };
    }

    /** The same application twice, so that both remember the same. */
    record Pair(IsolatedHost bare, IsolatedHost behind) implements AutoCloseable {
        @Override
        public void close() throws Exception {
            behind.stop();
            bare.close();
        }
    }

    /** Starts it bare and behind Signet. */
    Pair start() throws Exception {
        IsolatedHost bare = IsolatedHost.start(
                name(), "dev.signet.framework." + host, jars, List.of(folders.split(" ", -1)), false);
        return new Pair(bare, bare.another(true));
    }
}
