package dev.signet;

import dev.signet.caller.TrustedProxies;
import dev.signet.config.Parameter.Owner;
import dev.signet.config.Parameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What {@code proxy.trusted} and {@code cors.origins} add to a call: whose it is, and whose pages may read the answer. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CallerBenchmark {

    private static final String SHOP = "https://shop.acme.com";

    /** Who calls: not set at all, past the proxies, through them, from a page. */
    @Param({
        "unset",
        "stranger",
        "stranger-forged",
        "one-hop",
        "three-hops",
        "three-hops-ipv6",
        "forwarded",
        "page",
        "page-elsewhere"
    })
    public String call;

    private final Response response = new Response();
    private Request request = new Request("192.0.2.7", null, null);
    private TrustedProxies proxies = proxies(Map.of());
    private Cors cors = cors(Map.of());

    /** Made when JMH starts. */
    public CallerBenchmark() {}

    /** Makes the call. */
    @Setup
    public void prepare() {
        if (!call.equals("unset")) {
            proxies = proxies(Map.of(
                    "proxy.trusted",
                    "10.0.0.0/8,192.168.0.0/16,fd00::/8",
                    "proxy.header",
                    call.equals("forwarded") ? "Forwarded" : "X-Forwarded-For"));
            cors = cors(Map.of("cors.origins", SHOP));
        }
        request = switch (call) {
            case "stranger-forged" -> new Request("192.0.2.7", "10.0.0.9, 203.0.113.1", null);
            case "one-hop" -> new Request("10.1.2.3", "192.0.2.7", null);
            case "three-hops" -> new Request("10.1.2.3", "192.0.2.7, 10.0.0.8, 192.168.4.5", null);
            case "three-hops-ipv6" ->
                new Request("fd00::1", "2001:db8:1:2:3:4:5:6, [fd00::8]:4711, fd00:1:2:3:4:5:6:7", null);
            case "forwarded" ->
                new Request("10.1.2.3", "for=192.0.2.7;proto=https, for=\"[fd00::8]:4711\", for=10.0.0.8", null);
            case "page" -> new Request("192.0.2.7", null, SHOP);
            case "page-elsewhere" -> new Request("192.0.2.7", null, "https://elsewhere.example");
            default -> new Request("192.0.2.7", null, null);
        };
    }

    /** Whose call it is. */
    @Benchmark
    public String caller() {
        return proxies.callerOf(request);
    }

    /** Whose pages may read the answer. */
    @Benchmark
    public Response origin() {
        cors.open(request, response);
        return response;
    }

    private static TrustedProxies proxies(Map<String, String> values) {
        return TrustedProxies.read(new Parameters(values, Owner.FILTER, path -> null));
    }

    private static Cors cors(Map<String, String> values) {
        return new Cors(CorsSettings.read(new Parameters(values, Owner.FILTER, path -> null)));
    }

    private static <T> T nothing(Class<T> type) {
        Object proxy = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> {
            throw new UnsupportedOperationException(method.getName());
        });
        return type.cast(proxy);
    }

    private static final class Request extends HttpServletRequestWrapper {

        private final String peer;
        private final @Nullable String hops;
        private final @Nullable String origin;

        Request(String peer, @Nullable String hops, @Nullable String origin) {
            super(nothing(HttpServletRequest.class));
            this.peer = peer;
            this.hops = hops;
            this.origin = origin;
        }

        @Override
        public String getRemoteAddr() {
            return peer;
        }

        @Override
        public @Nullable String getHeader(String name) {
            return name.equals("Origin") ? origin : hops;
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            String value = getHeader(name);
            return value == null ? Collections.emptyEnumeration() : Collections.enumeration(List.of(value));
        }
    }

    /** Takes headers, and keeps the last. */
    public static final class Response extends HttpServletResponseWrapper {

        private @Nullable String last;

        Response() {
            super(nothing(HttpServletResponse.class));
        }

        @Override
        public @Nullable String getHeader(String name) {
            return null;
        }

        @Override
        public boolean containsHeader(String name) {
            return false;
        }

        @Override
        public void setHeader(String name, @Nullable String value) {
            last = value;
        }

        /** The last header that was set. */
        public @Nullable String last() {
            return last;
        }
    }
}
