package dev.signet.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.apache.tomcat.util.scan.StandardJarScanner;

/** A Tomcat with JSP and a user, and a webapp from disk whose classes are those of its class loader. */
public final class RecipeTomcat implements Function<Path, Integer>, AutoCloseable {

    /** Who may log in, and with what. */
    static final String USER = "ann";

    static final String PASSWORD = "Zq3vT8";

    private final Tomcat tomcat = new Tomcat();

    @Override
    public Integer apply(Path folder) {
        TomcatURLStreamHandlerFactory.disable(); // there is one for a JVM, and another Tomcat may have been here
        try {
            tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
            tomcat.setPort(0);
            tomcat.addUser(USER, PASSWORD);
            tomcat.addRole(USER, "clerk");
            Context webapp = tomcat.addWebapp("/app", folder.toAbsolutePath().toString());
            webapp.setParentClassLoader(RecipeTomcat.class.getClassLoader());
            StandardJarScanner scanner = new StandardJarScanner();
            scanner.setScanClassPath(false); // or every application of these tests would start
            webapp.setJarScanner(scanner);
            tomcat.start();
            return tomcat.getConnector().getLocalPort();
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
