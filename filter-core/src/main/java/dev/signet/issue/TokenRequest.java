package dev.signet.issue;

import dev.signet.text.Shown;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a client sent to get a token: well-formed, not yet checked. Immutable.
 *
 * @param appKey the id of the client: {@code appKey}, {@code client_id} (RFC 6749 §2.3.1) or the user-id of HTTP Basic
 *     (RFC 7617 §2); never empty, without control characters
 * @param secret its secret as sent; never empty, without control characters. Compare it in constant time and never log
 *     it
 * @param remoteAddress the caller's address, like {@code 192.0.2.7}: what the container reports, or what a proxy says that
 *     {@code proxy.trusted} names
 * @param parameters the fields of the form or the members of the JSON object, in their order, and behind them those of the
 *     query string; a name that stands in both has the values of the body first, and a value that
 *     stands in both is there once. {@code appSecret} and
 *     {@code client_secret} are never among them. A JSON string is its text, a number or boolean as it was written, an array
 *     has a value for each element, {@code null} none, and an object is its JSON text. All of it is what a stranger wrote:
 *     any text. Unmodifiable; no list is empty
 * @param headers the request's headers by their names, in whatever case they are asked for, each with all its values;
 *     without {@code Authorization} where the secret came in it. Unmodifiable
 */
@SuppressWarnings("exports") // of annotations that are read at compile time alone
public record TokenRequest(
        String appKey,
        String secret,
        String remoteAddress,
        Map<String, List<String>> parameters,
        Map<String, List<String>> headers) {

    /**
     * Copies.
     *
     * @param appKey see above
     * @param secret see above
     * @param remoteAddress see above
     * @param parameters see above
     * @param headers see above
     */
    public TokenRequest {
        Map<String, List<String>> copied = new LinkedHashMap<>();
        parameters.forEach((name, values) -> copied.put(name, List.copyOf(values)));
        parameters = Collections.unmodifiableMap(copied);
        Map<String, List<String>> inAnyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> inAnyCase.put(name, List.copyOf(values)));
        headers = Collections.unmodifiableMap(inAnyCase);
    }

    /**
     * A request that says nothing else, for tests of an issuer.
     *
     * @param appKey see above
     * @param secret see above
     * @param remoteAddress see above
     */
    public TokenRequest(String appKey, String secret, String remoteAddress) {
        this(appKey, secret, remoteAddress, Map.of(), Map.of());
    }

    /**
     * The first value of a parameter, which is the body's where it has one.
     *
     * @param name its name, exactly
     * @return the value, or null where there is no such parameter
     */
    public @Nullable String parameter(String name) {
        return first(parameters.get(name));
    }

    /**
     * The first value of a header.
     *
     * @param name its name, in any case
     * @return the value, or null where there is no such header
     */
    public @Nullable String header(String name) {
        return first(headers.get(name));
    }

    private static @Nullable String first(@Nullable List<String> values) {
        return values == null || values.isEmpty() ? null : values.get(0);
    }

    /** Shows who asks and what is said besides, never the secret nor a value of a parameter or header. */
    @Override
    public String toString() {
        return "TokenRequest[appKey=" + Shown.of(appKey) + ", secret=redacted, remoteAddress=" + Shown.of(remoteAddress)
                + ", parameters=" + names(parameters) + ", headers=" + names(headers) + "]";
    }

    private static String names(Map<String, ?> of) {
        return "[" + Shown.of(String.join(",", of.keySet())) + "]";
    }
}
