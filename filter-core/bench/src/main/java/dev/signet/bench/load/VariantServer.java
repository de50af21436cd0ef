package dev.signet.bench.load;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.signet.SignetConfig;
import dev.signet.SignetFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.springframework.web.context.ContextLoaderListener;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.filter.DelegatingFilterProxy;
import org.springframework.web.servlet.DispatcherServlet;

/** One variant on a Jetty of its own in a JVM of its own, which tells what it has used; ends when its input ends. */
final class VariantServer {

    /** What stands between the container and the application. */
    enum Kind {
        BARE,
        FLOOR,
        ENVELOPE,
        /** The same with {@code envelope.check=none}. */
        UNCHECKED,
        TOKEN,
        /** The two with another jar of Signet in the class path. */
        ENVELOPE_BEFORE,
        TOKEN_BEFORE,
        CACHING,
        RESERIALISING,
        ADVICE,
        SECURITY,
        /** The two with the newer generation of Spring in the class path. */
        ADVICE_7,
        SECURITY_7,
        /** With a token endpoint, for {@link AttackBenchmark}. */
        ISSUING;

        boolean isBefore() {
            return this == ENVELOPE_BEFORE || this == TOKEN_BEFORE;
        }

        boolean isSpring7() {
            return this == ADVICE_7 || this == SECURITY_7;
        }

        /** Whether Spring answers, and not a servlet. */
        boolean isSpring() {
            return this == ADVICE || this == SECURITY || isSpring7();
        }
    }

    static final String LISTENING = "listening on ";

    private VariantServer() {}

    /**
     * Starts a server; prints its port, then, for every line of input, CPU nanoseconds, allocated bytes and peak heap.
     *
     * @param args the variant
     * @throws Exception when the server does not start
     */
    public static void main(String[] args) throws Exception {
        // threads never end, so that what they have allocated can be added up
        Server server = new Server(new QueuedThreadPool(32, 32));
        ServerConnector connector = new ServerConnector(server, 1, 1);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        build(context, Kind.valueOf(args[0]));
        server.setHandler(context);
        server.start();
        System.out.println(LISTENING + connector.getLocalPort());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (in.readLine() != null) {
            System.out.println(cpu() + " " + allocated() + " " + peakHeap());
        }
        server.stop();
    }

    private static void build(ServletContextHandler context, Kind kind) throws Exception {
        switch (kind) {
            case BARE -> {}
            case FLOOR -> filter(context, new FloorFilter());
            case ENVELOPE, ENVELOPE_BEFORE ->
                filter(context, new SignetFilter(signet("* /** permit").build()));
            case UNCHECKED ->
                filter(
                        context,
                        new SignetFilter(signet("* /** permit")
                                .set("envelope.check", "none")
                                .build()));
            case TOKEN, TOKEN_BEFORE ->
                filter(context, new SignetFilter(signet("").build()));
            case CACHING -> filter(context, new CachingFilter(false));
            case RESERIALISING -> filter(context, new CachingFilter(true));
            case ADVICE, ADVICE_7 -> spring(context, false);
            case SECURITY, SECURITY_7 -> spring(context, true);
            case ISSUING -> {
                filter(context, new SignetFilter(signet("* /api/token permit").build()));
                TokenEndpoints.add(context);
            }
        }
        if (!kind.isSpring()) {
            for (String path : List.of("/stream/*", "/writer/*", "/text/*", "/endless/*")) {
                servlet(context, new BodyServlet(), path);
            }
        }
    }

    private static SignetConfig.Builder signet(String rules) {
        return SignetConfig.builder()
                .set("jwt.secret", Tokens.SECRET)
                .set("jwt.issuer", Tokens.ISSUER)
                .set("jwt.audience", Tokens.AUDIENCE)
                .set("access.rules", rules);
    }

    private static void spring(ServletContextHandler context, boolean secured) {
        AnnotationConfigWebApplicationContext root = new AnnotationConfigWebApplicationContext();
        root.register(SpringApplication.Mvc.class);
        if (secured) {
            root.register(SpringApplication.Security.class);
            filter(context, new DelegatingFilterProxy("springSecurityFilterChain"));
        }
        context.addEventListener(new ContextLoaderListener(root));
        servlet(context, new DispatcherServlet(new AnnotationConfigWebApplicationContext()), "/");
    }

    private static void filter(ServletContextHandler context, Filter filter) {
        FilterHolder holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        context.addFilter(holder, "/*", EnumSet.allOf(DispatcherType.class));
    }

    private static void servlet(ServletContextHandler context, Servlet servlet, String path) {
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        context.addServlet(holder, path);
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }

    private static long peakHeap() {
        long sum = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                sum += pool.getPeakUsage().getUsed();
            }
        }
        return sum;
    }
}
