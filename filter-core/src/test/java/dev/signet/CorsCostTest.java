package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.signet.config.Parameter.Owner;
import dev.signet.config.Parameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller from nowhere special costs where {@code cors.origins} is set, beside the container's own header. */
class CorsCostTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int CALLS = 1000;

    private static <T> T nothing(Class<T> type) {
        Object proxy = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> {
            throw new UnsupportedOperationException(method.getName());
        });
        return type.cast(proxy);
    }

    /** One that has this origin and no other header. */
    private static final class Request extends HttpServletRequestWrapper {

        private final @Nullable String origin;

        Request(@Nullable String origin) {
            super(nothing(HttpServletRequest.class));
            this.origin = origin;
        }

        @Override
        public @Nullable String getHeader(String name) {
            return name.equals("Origin") ? origin : null;
        }
    }

    /** One that knows of its last header. */
    private static final class Response extends HttpServletResponseWrapper {

        private @Nullable String last;

        Response() {
            super(nothing(HttpServletResponse.class));
        }

        @Override
        public @Nullable String getHeader(String name) {
            return null;
        }

        @Override
        public void setHeader(String name, @Nullable String value) {
            last = value;
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "https://elsewhere.example")
    void openWhenTheOriginIsNotNamedThenNothingIsAllocated(@Nullable String origin) {
        Cors cors = new Cors(CorsSettings.read(
                new Parameters(Map.of("cors.origins", "https://shop.acme.com"), Owner.FILTER, path -> null)));
        Request request = new Request(origin);
        Response response = new Response();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < CALLS; i++) {
                cors.open(request, response);
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals("Origin", response.last);
        assertTrue(least < CALLS, least + " bytes in " + CALLS + " calls");
    }
}
