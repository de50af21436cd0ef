package dev.signet.cli;

import dev.signet.testing.TestWebapp;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A webapp whose files are checked: everything of ours in it, and all of it right. */
public final class CheckedWebapp {

    /** A filter in its five dispatches and by name, with both endpoints and the health. */
    public static final String GOOD = """
            <context-param><param-name>signet.jwt.secret-env</param-name><param-value>SIGNET_SECRET</param-value></context-param>
            <context-param><param-name>signet.jwt.issuer</param-name><param-value>acme</param-value></context-param>
            <context-param><param-name>signet.jwt.audience</param-name><param-value>shop</param-value></context-param>
            <context-param><param-name>signet.issuer.clients-file</param-name><param-value>/WEB-INF/clients.json</param-value></context-param>
            <filter><filter-name>signet</filter-name><filter-class>dev.signet.SignetFilter</filter-class>
              <async-supported>true</async-supported>
              <init-param><param-name>access.rules</param-name><param-value>
                POST /token permit
                GET /keys permit
                GET /health permit
                GET /img/** permit
              </param-value></init-param>
              <init-param><param-name>envelope.exclude</param-name><param-value>/img/**</param-value></init-param>
            </filter>
            <filter-mapping><filter-name>signet</filter-name><url-pattern>/*</url-pattern>
              <dispatcher>REQUEST</dispatcher><dispatcher>FORWARD</dispatcher><dispatcher>INCLUDE</dispatcher>
              <dispatcher>ERROR</dispatcher><dispatcher>ASYNC</dispatcher></filter-mapping>
            <filter-mapping><filter-name>signet</filter-name><servlet-name>*</servlet-name>
              <dispatcher>FORWARD</dispatcher><dispatcher>INCLUDE</dispatcher></filter-mapping>
            <servlet><servlet-name>token</servlet-name><servlet-class>dev.signet.issue.TokenServlet</servlet-class></servlet>
            <servlet><servlet-name>keys</servlet-name><servlet-class>dev.signet.issue.JwksServlet</servlet-class></servlet>
            <servlet><servlet-name>health</servlet-name><servlet-class>dev.signet.HealthServlet</servlet-class></servlet>
            <servlet><servlet-name>orders</servlet-name><servlet-class>com.acme.Orders</servlet-class></servlet>
            <servlet-mapping><servlet-name>token</servlet-name><url-pattern>/token</url-pattern></servlet-mapping>
            <servlet-mapping><servlet-name>keys</servlet-name><url-pattern>/keys</url-pattern></servlet-mapping>
            <servlet-mapping><servlet-name>health</servlet-name><url-pattern>/health</url-pattern></servlet-mapping>
            <servlet-mapping><servlet-name>orders</servlet-name><url-pattern>/orders/*</url-pattern></servlet-mapping>
            """;

    /** A clients file. */
    public static final String CLIENTS =
            "{\"clients\":[{\"id\":\"acme\",\"secrets\":[{\"hash\":\"sha256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"}]}]}";

    private final Path folder;

    /** A webapp in a folder of its own. */
    public CheckedWebapp(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder.resolve("WEB-INF"));
        file("clients.json", CLIENTS);
    }

    /** Writes a file below WEB-INF. */
    public Path file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /** Writes the descriptor with these lines. */
    public Path webXml(String lines) throws IOException {
        return file("web.xml", document(lines));
    }

    /** A descriptor with these lines. */
    public static String document(String lines) {
        return "<?xml version=\"1.0\"?>\n<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">\n"
                + lines + "</web-app>\n";
    }

    /** Packs a war of these entries. */
    public static Path war(Path file, Map<String, String> entries) throws IOException {
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        entries.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
        try (OutputStream out = Files.newOutputStream(file)) {
            zip(out, bytes);
        }
        return file;
    }

    static void zip(OutputStream out, Map<String, byte[]> entries) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        for (Map.Entry<String, byte[]> each : entries.entrySet()) {
            zip.putNextEntry(new ZipEntry(each.getKey()));
            zip.write(each.getValue());
            zip.closeEntry();
        }
        zip.finish();
    }

    /** Somebody who checks it where its secret is known. */
    public static Prompt prompt() {
        return new Prompt().environment("SIGNET_SECRET", TestWebapp.SECRET);
    }
}
