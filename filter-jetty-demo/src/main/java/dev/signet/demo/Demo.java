package dev.signet.demo;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.resource.Resource;
import org.eclipse.jetty.util.resource.ResourceFactory;

/**
 * Runs a webapp that knows nothing of Signet behind the filter: {@code java -jar signet-demo.jar [--port N]}.
 *
 * <p>Listens on this machine only. The secrets are made when it starts and forgotten when it ends.
 */
public final class Demo implements AutoCloseable {

    private static final int DEFAULT_PORT = 8080;
    private static final String USAGE =
            "usage: java -jar signet-demo.jar [--port N]   (0 to 65535; 0 takes any that is free)";

    private final Server server;
    private final Credentials credentials;

    private Demo(Server server, Credentials credentials) {
        this.server = server;
        this.credentials = credentials;
    }

    /**
     * Starts the demo and keeps it running.
     *
     * @param args nothing, or {@code --port} and a number
     */
    public static void main(String[] args) {
        int port = portOf(args);
        if (port < 0) {
            System.err.println(USAGE);
            System.exit(2);
        }
        tellWhatIsSlowToFindOut();
        try {
            Demo demo = start(port);
            demo.printCurlLines(System.out, File.separatorChar == '\\');
        } catch (BindException e) {
            System.err.println("port " + port + " is taken; choose another: --port N");
            System.exit(1);
        } catch (IOException e) {
            System.err.println("the demo cannot start: " + e.getMessage());
            System.exit(1);
        }
    }

    /**
     * Answers two questions of Jetty's whose answers take a good part of the start: how many references a cache line has, asked
     * through the JDK's management and all that comes with it, and which languages there are, read from the JDK's older data as
     * well as from CLDR.
     */
    private static void tellWhatIsSlowToFindOut() {
        System.getProperties().putIfAbsent("org.eclipse.jetty.util.referencesPerCacheLine", "16");
        System.getProperties().putIfAbsent("java.locale.providers", "CLDR");
    }

    /** The port that was asked for, or -1 where the arguments make no sense. */
    static int portOf(String... args) {
        if (args.length == 0) {
            return DEFAULT_PORT;
        }
        if (args.length != 2 || !args[0].equals("--port") || !args[1].matches("\\d{1,5}")) {
            return -1;
        }
        int port = Integer.parseInt(args[1]);
        return port <= 65_535 ? port : -1;
    }

    /**
     * Starts the server.
     *
     * @throws BindException when the port is taken
     */
    static Demo start(int port) throws IOException {
        return start(port, true);
    }

    /**
     * Starts the server.
     *
     * @param swaggerUi whether the console uses swagger-ui; otherwise it is as in a webapp without its webjar
     * @throws BindException when the port is taken
     */
    static Demo start(int port, boolean swaggerUi) throws IOException {
        Credentials credentials = Credentials.create(new SecureRandom());
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        WebAppContext webapp = new WebAppContext();
        webapp.setContextPath("/");
        // of the server, since the webapp looks at it once more when it has stopped
        Resource base = ResourceFactory.of(server).newResource(Demo.class.getResource("/webapp/"));
        webapp.setBaseResource(base);
        webapp.setParentLoaderPriority(true);
        webapp.setThrowUnavailableOnStartupException(true);
        webapp.setInitParameter(
                "signet.jwt.secret-file", credentials.secretFile().toString());
        webapp.setInitParameter(
                "signet.issuer.clients-file", credentials.clientsFile().toString());
        webapp.addServlet(new ServletHolder(new ToConsole()), ""); // the address without a path
        webapp.addServlet(new ServletHolder(new ConsoleData(credentials, swaggerUi)), ConsoleData.PATH);
        server.setHandler(webapp);
        Demo demo = new Demo(server, credentials);
        Runtime.getRuntime().addShutdownHook(new Thread(demo::close));
        try {
            server.start();
            return demo;
        } catch (Exception e) {
            demo.close();
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof BindException bind) {
                    throw bind;
                }
            }
            throw new IOException(e.getMessage(), e);
        }
    }

    int port() {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    /** Prints the lines to paste, and writes the files that they name while somebody reads, since that takes calls. */
    void printCurlLines(PrintStream out, boolean windows) throws IOException {
        String base = "http://127.0.0.1:" + port();
        new CurlLines(out, base, credentials, windows).print();
        ShellFiles.write(credentials, base);
        out.println("Ctrl-C ends it.");
        out.flush();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            System.err.println("the server did not stop cleanly: " + e.getMessage());
        } finally {
            credentials.delete();
        }
    }
}
