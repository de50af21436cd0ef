package dev.signet.distribution;

import dev.signet.docs.Recipe;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Tomcat's own webapps and hawtio, as they are distributed, on a Tomcat; behind Signet where that is asked for. */
final class ForeignWebapps implements AutoCloseable {

    private static final List<String> OF_TOMCAT = List.of("ROOT", "docs", "examples", "manager", "host-manager");
    private static final Path HAWTIO = Path.of("target", "distributions", "wars", "hawtio.war");

    /** Everybody may call: this is about what comes through the filter. */
    private static final String OPEN =
            "<init-param><param-name>access.rules</param-name><param-value>* /** permit</param-value></init-param>";

    /** What an installer adds. */
    private static final String SIGNET = """

            <context-param><param-name>signet.jwt.secret-env</param-name><param-value>SIGNET_SECRET</param-value></context-param>
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

    private final RunningServer server;

    private ForeignWebapps(RunningServer server) {
        this.server = server;
    }

    static ForeignWebapps start(String distribution, boolean behind) throws Exception {
        String name = distribution + (behind ? "-foreign-behind" : "-foreign-bare");
        Base base = Base.of(name, distribution, Jdk.ofThisTest());
        base.copy("conf", "conf");
        base.edit(
                "conf/server.xml",
                text -> text.replace(
                                "<Connector port=\"8080\"",
                                "<Connector address=\"127.0.0.1\" port=\"" + base.port() + "\"")
                        .replace("<Server port=\"8005\"", "<Server port=\"-1\""));
        base.edit(
                "conf/tomcat-users.xml",
                text -> text.replace(
                        "</tomcat-users>",
                        "<user username=\"boss\" password=\"boss\" roles=\"manager-gui,manager-script,manager-jmx,admin-gui\"/>"
                                + "</tomcat-users>"));
        base.folder("logs");
        base.folder("temp");
        for (String webapp : OF_TOMCAT) {
            base.copy("webapps/" + webapp, "webapps/" + webapp);
        }
        unpack(HAWTIO, base.folder("webapps/hawtio"));
        unpack(HAWTIO, base.folder("webapps/console"));
        if (behind) {
            for (String webapp : OF_TOMCAT) {
                put(base, webapp, OPEN);
            }
            put(base, "hawtio", OPEN);
            put(base, "console", Recipe.blocks("### hawtio", "xml").get(0));
        }
        ProcessBuilder command = base.command(
                Map.of(
                        "CATALINA_BASE", base.folder().toString(),
                        "JAVA_OPTS", "-Dhawtio.authenticationEnabled=false",
                        "SIGNET_SECRET", "a secret of these tests, long enough for HS256"),
                "sh",
                base.home().resolve("bin/catalina.sh").toString(),
                "run");
        RunningServer server =
                RunningServer.start(command, base.port(), Path.of("target", "distributions", name + ".log"));
        server.await("/", "Apache Tomcat"); // a page that is compiled first
        return new ForeignWebapps(server);
    }

    private static void put(Base base, String webapp, String parameters) throws IOException {
        base.edit(
                "webapps/" + webapp + "/WEB-INF/web.xml",
                text -> text.replaceFirst("<web-app[^>]*>", "$0" + SIGNET.formatted(parameters)));
        Files.copy(
                Path.of(System.getProperty("signet.jar.all")),
                base.folder("webapps/" + webapp + "/WEB-INF/lib").resolve("signet-all.jar"));
    }

    private static void unpack(Path war, Path folder) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(war))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path path = folder.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else {
                    Files.createDirectories(path.getParent());
                    Files.copy(in, path);
                    Files.setLastModifiedTime(path, entry.getLastModifiedTime()); // of which its entity tag is made
                }
            }
        }
    }

    /** The context that a path belongs to; empty for the one at the root. */
    static String contextOf(String path) {
        String first = path.replaceFirst("^/([^/?]*).*", "$1");
        return OF_TOMCAT.contains(first) || first.equals("hawtio") ? first : "";
    }

    int port() {
        return server.port();
    }

    /** Asks on a connection of its own. */
    RawAnswer ask(String method, String path, String... headers) throws IOException {
        return ask(method, path, null, headers);
    }

    /** The same with a body. */
    RawAnswer ask(String method, String path, byte[] body, String... headers) throws IOException {
        try (RawClient client = new RawClient(port())) {
            return client.send(method, path, body, headers);
        }
    }

    @Override
    public void close() throws Exception {
        server.close();
    }
}
