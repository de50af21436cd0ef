package dev.signet.bench.load;

import com.sun.management.ThreadMXBean;
import dev.signet.SignetConfig;
import dev.signet.SignetFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.io.EOFException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/**
 * What one response behind the envelope allocates over the same one of a bare servlet, on all threads of the server, in
 * each embedded container: both in one JVM, over one connection each, with the two mappings of the README and without a
 * token. Nothing here depends on time. {@code AllocationBenchmark TOMCAT} plays one container alone.
 */
public final class AllocationBenchmark {

    private static final List<String> PATHS =
            List.of("/stream/169", "/stream/10240", "/stream/1048576", "/writer/169", "/writer/10240");

    /** Calls of a path before any of it counts, which is enough for the compilers. */
    private static final int WARM_UP = 30_000;

    private static final int ROUNDS = 5;
    private static final int CALLS = 4_000;

    /** From here on a body is played a twentieth as often. */
    private static final int LARGE = 100_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final EmbeddedContainer container;
    private final Caller bare;
    private final Caller behind;

    private AllocationBenchmark(EmbeddedContainer container) throws Exception {
        this.container = container;
        this.bare = new Caller(container.start((classes, webapp) -> addServlet(webapp)));
        this.behind = new Caller(container.start((classes, webapp) -> {
            addFilter(webapp);
            addServlet(webapp);
        }));
    }

    /**
     * Plays and prints.
     *
     * @param args names of containers; all where there is none
     */
    public static void main(String[] args) {
        System.out.printf("| container | path | bare | Signet | over bare |%n|---|---|--:|--:|--:|%n");
        int status = 0;
        try {
            for (EmbeddedContainer container : EmbeddedContainer.values()) {
                if (args.length == 0 || Arrays.asList(args).contains(container.name())) {
                    new AllocationBenchmark(container).play();
                }
            }
        } catch (Exception e) {
            e.printStackTrace();
            status = 1;
        }
        System.exit(status); // the servers would go on
    }

    private static void addServlet(ServletContext webapp) {
        webapp.addServlet("body", new BodyServlet()).addMapping("/stream/*", "/writer/*");
    }

    private static void addFilter(ServletContext webapp) {
        FilterRegistration.Dynamic filter = webapp.addFilter(
                "signet",
                new SignetFilter(SignetConfig.builder()
                        .set("jwt.secret", Tokens.SECRET)
                        .set("jwt.issuer", Tokens.ISSUER)
                        .set("jwt.audience", Tokens.AUDIENCE)
                        .set("access.rules", "* /** permit")
                        .build()));
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
        filter.addMappingForServletNames(EnumSet.of(DispatcherType.FORWARD, DispatcherType.INCLUDE), false, "*");
    }

    private void play() throws IOException {
        for (String path : PATHS) {
            byte[] request = Exchange.request(path, null);
            int calls = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1)) < LARGE ? CALLS : CALLS / 20;
            int warmUp = WARM_UP / CALLS * calls;
            bare.allocated(request, warmUp);
            behind.allocated(request, warmUp);
            long[] without = new long[ROUNDS];
            long[] with = new long[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                without[round] = bare.allocated(request, calls);
                with[round] = behind.allocated(request, calls);
            }
            long base = median(without);
            long whole = median(with);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | `%s` | %,d B | %,d B | %+,d B |%n",
                    container.title,
                    path,
                    base,
                    whole,
                    whole - base);
        }
    }

    private static long median(long[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    /** One connection to a server of this JVM. */
    private static final class Caller {

        private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);
        private final Exchange exchange = new Exchange();
        private final SocketChannel channel;

        Caller(int port) throws IOException {
            channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }

        /** Bytes a call that all threads but the calling one have allocated. */
        long allocated(byte[] request, int calls) throws IOException {
            long before = allocatedByOthers();
            for (int i = 0; i < calls; i++) {
                call(request);
            }
            return (allocatedByOthers() - before) / calls;
        }

        private void call(byte[] request) throws IOException {
            channel.write(ByteBuffer.wrap(request)); // a few hundred bytes fit into any socket's buffer
            exchange.begin();
            do {
                buffer.clear();
                if (channel.read(buffer) < 0) {
                    throw new EOFException("the server has closed the connection");
                }
            } while (!exchange.feed(buffer.flip()));
            if (!exchange.isOk()) {
                throw new IOException("the response is not 200");
            }
        }

        private static long allocatedByOthers() {
            long sum = 0;
            long self = Thread.currentThread().getId();
            long[] ids = THREADS.getAllThreadIds();
            long[] bytes = THREADS.getThreadAllocatedBytes(ids);
            for (int i = 0; i < ids.length; i++) {
                sum += ids[i] == self ? 0 : Math.max(0, bytes[i]);
            }
            return sum;
        }
    }
}
