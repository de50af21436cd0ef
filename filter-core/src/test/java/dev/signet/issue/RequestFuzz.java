package dev.signet.issue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Fuzz target: the reader of token requests. The first line of the input is the query string, the lines up to an empty one
 * are headers, and the rest is the body.
 */
public final class RequestFuzz {

    private RequestFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        List<TokenRequest> readings;
        try {
            readings = RequestReader.read(request(input), "192.0.2.7");
        } catch (UnreadableRequestException e) {
            String reason = e.getMessage();
            if (reason == null || reason.length() > 120 || reason.chars().anyMatch(c -> c < ' ' || c > '~')) {
                throw new IllegalStateException("not fit for a log: " + reason, e);
            }
            return;
        }
        if (readings.isEmpty() || readings.size() > 2) {
            throw new IllegalStateException(readings.size() + " readings");
        }
        for (TokenRequest reading : readings) {
            String shown = reading.toString();
            if (reading.appKey().isBlank()
                    || reading.secret().isBlank()
                    || (reading.appKey() + reading.secret()).chars().anyMatch(Character::isISOControl)
                    || !shown.contains("secret=redacted")
                    || shown.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalStateException("read as " + shown);
            }
            reading.parameters().forEach((name, values) -> {
                if (name.equalsIgnoreCase("appSecret") || name.equalsIgnoreCase("client_secret") || values.isEmpty()) {
                    throw new IllegalStateException("parameters of " + shown);
                }
            });
        }
    }

    private static HttpServletRequest request(byte[] input) {
        String text = new String(input, ISO_8859_1);
        int end = text.indexOf("\n\n");
        List<String> head = (end < 0 ? text : text.substring(0, end)).lines().toList();
        byte[] body = end < 0 ? new byte[0] : Arrays.copyOfRange(input, end + 2, input.length);
        return (HttpServletRequest) Proxy.newProxyInstance(
                RequestFuzz.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getQueryString" -> head.isEmpty() || head.get(0).isEmpty() ? null : head.get(0);
                    case "getHeaderNames" -> names(head);
                    case "getHeaders" -> headers(head, (String) arguments[0]);
                    case "getHeader" -> {
                        Enumeration<String> values = headers(head, (String) arguments[0]);
                        yield values.hasMoreElements() ? values.nextElement() : null;
                    }
                    case "getInputStream" -> new Body(body);
                    case "getParameterMap" -> Map.of();
                    case "getRemoteAddr" -> "192.0.2.1";
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static Enumeration<String> names(List<String> head) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        head.stream().skip(1).filter(line -> line.indexOf(':') > 0).forEach(line -> names.add(line.split(":", 2)[0]));
        return Collections.enumeration(names);
    }

    private static Enumeration<String> headers(List<String> head, String name) {
        String prefix = name + ":";
        return Collections.enumeration(head.stream()
                .skip(1)
                .filter(line -> line.regionMatches(true, 0, prefix, 0, prefix.length()))
                .map(line -> line.substring(prefix.length()).strip())
                .toList());
    }

    private static final class Body extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        Body(byte[] bytes) {
            this.bytes = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return bytes.read(into, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
