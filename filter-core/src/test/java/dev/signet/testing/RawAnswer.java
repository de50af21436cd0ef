package dev.signet.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * An answer as it came over the wire.
 *
 * @param status the status code
 * @param headers lower-case names to all values
 * @param body the body without its transfer coding
 * @param whole whether the body ended as its framing promised
 */
public record RawAnswer(int status, Map<String, List<String>> headers, byte[] body, boolean whole) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The first value of a header, or null. */
    public String header(String name) {
        List<String> values = headers.get(name.toLowerCase(java.util.Locale.ROOT));
        return values == null ? null : values.get(0);
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The body as JSON. */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + text(), e);
        }
    }

    /** The envelope's code. */
    public int code() {
        return json().path("code").asInt(Integer.MIN_VALUE);
    }

    /** The envelope's data as it is spelled. */
    public String data() {
        return json().path("data").toString();
    }
}
