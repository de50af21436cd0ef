package dev.signet;

import dev.signet.access.RequestPath;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
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

/** What limits add to a call that is admitted, with a token that is known: the gate alone, and the end of the claim. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LimitsBenchmark {

    private static final String SECRET = "an HMAC key of more than thirty-two bytes";
    private static final String NAME = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name";

    /** Which limits there are; the client is looked up with each. */
    @Param({"off", "address", "client", "three-lines", "rate", "all-own"})
    public String limits;

    private HttpServletRequest request;
    private HttpServletResponse response;
    private Gate gate;

    /** Made when JMH starts. */
    public LimitsBenchmark() {}

    /** Makes a gate, and a call. */
    @Setup
    public void prepare() throws IOException, GeneralSecurityException {
        String own = switch (limits) {
            case "rate" -> ",\"limits\":{\"perSecond\":1000000,\"burst\":1000000}";
            case "all-own" ->
                ",\"limits\":{\"perSecond\":1000000,\"burst\":1000000,\"perDay\":1000000000000,\"concurrent\":100}";
            default -> "";
        };
        Path file = Files.createTempFile("clients", ".json");
        Files.writeString(
                file,
                "{\"clients\":[{\"id\":\"acme\",\"secrets\":[{\"hash\":"
                        + "\"sha256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"}]" + own + "}]}");
        SignetConfig.Builder config = SignetConfig.builder()
                .set("jwt.secret", SECRET)
                .set("jwt.issuer", "us")
                .set("metrics.micrometer", "off")
                .set("issuer.clients-file", file.toString());
        String lines = switch (limits) {
            case "address" -> "* /** 1000000/s by address";
            case "client" -> "* /** 1000000/s by client";
            case "three-lines" ->
                "* /** 1000000/s by address\n* /** 1000000/s by client\n* /** 1000000/s by client+address";
            default -> "";
        };
        if (!lines.isEmpty()) {
            config.set("limit.rules", lines);
        }
        gate = config.build().gate();
        gate.open(new Nowhere());
        Files.delete(file);
        String token = token();
        request = new Request("Bearer " + token);
        response = (HttpServletResponse) Proxy.newProxyInstance(
                HttpServletResponse.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (self, method, given) -> {
                    throw new UnsupportedOperationException(method.getName()); // nobody answers
                });
    }

    private static String token() throws GeneralSecurityException {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String input = encoder.encodeToString("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + encoder.encodeToString(("{\"exp\":4070908800,\"iss\":\"us\",\"" + NAME + "\":\"acme\"}")
                        .getBytes(StandardCharsets.UTF_8));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return input + "." + encoder.encodeToString(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
    }

    /** One call. */
    @Benchmark
    public boolean call() {
        Admission admission = gate.admit(request, response, RequestPath.of(request));
        if (admission instanceof Admission.Admitted admitted) {
            admitted.claim().end();
            return true;
        }
        throw new IllegalStateException(String.valueOf(admission.reason()));
    }

    private static final class Nowhere implements TokenCheck.Context {

        @Override
        public Clock clock() {
            return Clock.systemUTC();
        }

        @Override
        public @Nullable String parameter(String name) {
            return null;
        }

        @Override
        public ServletContext servletContext() {
            return (ServletContext) Proxy.newProxyInstance(
                    ServletContext.class.getClassLoader(),
                    new Class<?>[] {ServletContext.class},
                    (self, method, given) -> null); // without attributes
        }
    }

    private static final class Request extends OrdersRequest {

        private final List<String> authorization;

        Request(String authorization) {
            this.authorization = List.of(authorization);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return Collections.enumeration(authorization);
        }

        @Override
        public DispatcherType getDispatcherType() {
            return DispatcherType.REQUEST;
        }

        @Override
        public String getRequestId() {
            return "1";
        }

        @Override
        public void setAttribute(String name, Object value) {
            // a call of its own each time
        }
    }
}
