package dev.signet.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Function;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.loader.WebappLoader;
import org.apache.catalina.startup.Constants;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.apache.tomcat.util.scan.StandardJarScanner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.support.SpringBootServletInitializer;

/** A Spring Boot war on a Tomcat, with Signet in its web.xml as README shows. */
public final class BootWarHost implements Function<Boolean, Integer>, AutoCloseable {

    private final Tomcat tomcat = new Tomcat();

    private static final class War extends SpringBootServletInitializer {

        private final String where;

        War(String where) {
            this.where = where;
        }

        @Override
        protected SpringApplicationBuilder configure(SpringApplicationBuilder builder) {
            return builder.sources(BootApplication.class)
                    .properties(BootApplication.properties(where))
                    .registerShutdownHook(false);
        }
    }

    @Override
    public Integer apply(Boolean signet) {
        TomcatURLStreamHandlerFactory.disable(); // there is one for a JVM, and another Tomcat may have been here
        try {
            Path base = Files.createTempDirectory("tomcat");
            tomcat.setBaseDir(base.toString());
            tomcat.setPort(0);
            StandardContext webapp = new StandardContext();
            webapp.setName("/app");
            webapp.setPath("/app");
            webapp.setDocBase(folder(base, signet).toString());
            ContextConfig config = new ContextConfig();
            config.setDefaultWebXml(Constants.NoDefaultWebXml);
            webapp.addLifecycleListener(config);
            StandardJarScanner scanner = new StandardJarScanner();
            scanner.setScanClassPath(false); // the initializer is named below
            webapp.setJarScanner(scanner);
            webapp.addServletContainerInitializer(
                    (classes, context) -> new War(signet ? "war" : "bare").onStartup(context), Set.of());
            webapp.setParentClassLoader(BootWarHost.class.getClassLoader());
            WebappLoader loader = new WebappLoader();
            loader.setDelegate(true);
            webapp.setLoader(loader);
            tomcat.getHost().addChild(webapp);
            tomcat.getConnector();
            tomcat.start();
            if (!webapp.getState().isAvailable()) {
                throw new IllegalStateException("the webapp did not start, see the log");
            }
            return tomcat.getConnector().getLocalPort();
        } catch (IOException | LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path folder(Path base, boolean signet) throws IOException {
        Path folder = base.resolve("war");
        StringBuilder parameters = new StringBuilder();
        BootApplication.PARAMETERS.forEach((name, value) ->
                parameters.append("<init-param><param-name>%s</param-name><param-value>%s</param-value></init-param>\n"
                        .formatted(name, value)));
        Files.writeString(Files.createDirectories(folder.resolve("WEB-INF")).resolve("web.xml"), """
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0" metadata-complete="false">%s</web-app>
                """.formatted(
                        signet ? FILTER.formatted(parameters) : ""));
        return folder;
    }

    private static final String FILTER = """
            <filter>
              <filter-name>signet</filter-name>
              <filter-class>dev.signet.SignetFilter</filter-class>
              <async-supported>true</async-supported>
              %s
            </filter>
            <filter-mapping>
              <filter-name>signet</filter-name><url-pattern>/*</url-pattern>
              <dispatcher>REQUEST</dispatcher><dispatcher>FORWARD</dispatcher><dispatcher>INCLUDE</dispatcher>
              <dispatcher>ERROR</dispatcher><dispatcher>ASYNC</dispatcher>
            </filter-mapping>
            <filter-mapping>
              <filter-name>signet</filter-name><servlet-name>*</servlet-name>
              <dispatcher>FORWARD</dispatcher><dispatcher>INCLUDE</dispatcher>
            </filter-mapping>
            """;

    @Override
    public void close() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }
}
