package dev.signet.spring.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.loader.WebappLoader;
import org.apache.catalina.startup.Constants;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.support.SpringBootServletInitializer;

/** The application as a war in a Tomcat, whose web.xml has a filter of its own and one of Signet's values. */
public final class WarHost implements Function<Map<String, String>, Integer>, AutoCloseable {

    private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0" metadata-complete="false">
              <context-param><param-name>signet.jwt.audience</param-name><param-value>war</param-value></context-param>
              <filter><filter-name>first</filter-name><filter-class>dev.signet.spring.boot.FirstFilter</filter-class></filter>
              <filter-mapping><filter-name>first</filter-name><url-pattern>/*</url-pattern></filter-mapping>
            </web-app>
            """;

    private final Tomcat tomcat = new Tomcat();

    private static final class War extends SpringBootServletInitializer {

        private final Map<String, String> given;

        War(Map<String, String> given) {
            this.given = given;
        }

        @Override
        protected SpringApplicationBuilder configure(SpringApplicationBuilder builder) {
            return builder.sources(Hosts.classes(given.get(BootHost.CLASSES)))
                    .properties(Hosts.properties(given))
                    .registerShutdownHook(false);
        }
    }

    @Override
    public Integer apply(Map<String, String> given) {
        try {
            Path base = Files.createTempDirectory("tomcat");
            Path webInf = Files.createDirectories(base.resolve("war/WEB-INF"));
            Files.writeString(webInf.resolve("web.xml"), WEB_XML);
            Files.writeString(webInf.resolve("secret"), Calls.SECRET);
            tomcat.setBaseDir(base.toString());
            tomcat.setPort(0);
            StandardContext webapp = new StandardContext();
            webapp.setName("/shop");
            webapp.setPath("/shop");
            webapp.setDocBase(base.resolve("war").toString());
            ContextConfig config = new ContextConfig();
            config.setDefaultWebXml(Constants.NoDefaultWebXml);
            webapp.addLifecycleListener(config);
            StandardJarScanner scanner = new StandardJarScanner();
            scanner.setScanClassPath(false); // the initializer is named below
            webapp.setJarScanner(scanner);
            webapp.addServletContainerInitializer((classes, context) -> new War(given).onStartup(context), Set.of());
            webapp.setParentClassLoader(WarHost.class.getClassLoader());
            WebappLoader loader = new WebappLoader();
            loader.setDelegate(true);
            webapp.setLoader(loader);
            tomcat.getHost().addChild(webapp);
            tomcat.getConnector();
            tomcat.start();
            return webapp.getState().isAvailable() ? tomcat.getConnector().getLocalPort() : -1;
        } catch (IOException | LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }
}
