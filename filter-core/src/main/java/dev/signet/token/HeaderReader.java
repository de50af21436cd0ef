package dev.signet.token;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads headers (RFC 7515 §4), each spelling of a genuine one only once: a signer writes the same header into every
 * token. Thread-safe.
 */
final class HeaderReader {

    /** More than the keys and types anyone has at a time. */
    private static final int MOST_REMEMBERED = 16;

    private record Remembered(byte[] part, JwsHeader header) {}

    private final Set<String> types;
    private volatile List<Remembered> remembered = List.of();

    /**
     * Says what headers are fine.
     *
     * @param types allowed {@code typ} values
     */
    HeaderReader(List<String> types) {
        this.types = types.stream().map(HeaderReader::plainType).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The header of a token.
     *
     * @throws Refused when it is not one strict object or asks for what Signet does not do
     */
    JwsHeader read(CompactJws jws) throws Refused {
        for (Remembered known : remembered) {
            if (jws.hasHeader(known.part)) {
                return known.header;
            }
        }
        return parse(jws.header());
    }

    /** Remembers a header; call it only when the signature was genuine, or strangers would fill the memory. */
    void remember(CompactJws jws, JwsHeader header) {
        List<Remembered> before = remembered;
        if (before.stream().anyMatch(known -> jws.hasHeader(known.part))) {
            return;
        }
        Remembered[] after = new Remembered[Math.min(before.size() + 1, MOST_REMEMBERED)];
        after[0] = new Remembered(jws.headerPart(), header);
        for (int i = 1; i < after.length; i++) {
            after[i] = before.get(i - 1);
        }
        remembered = List.of(after); // two threads at once lose one of two entries, which costs a parse
    }

    private JwsHeader parse(byte[] json) throws Refused {
        Map<String, @Nullable Object> header;
        try {
            header = StrictJson.readUnknownObject(json);
        } catch (IOException e) {
            throw new Refused(Refusal.HEADER_NOT_JSON);
        }
        // an extension that must be understood is understood by nobody here, not even an empty list of them
        if (header.containsKey("crit") || header.containsKey("b64") && !Boolean.TRUE.equals(header.get("b64"))) {
            throw new Refused(Refusal.CRITICAL_HEADER);
        }
        Object keyId = header.get("kid");
        if (header.containsKey("kid") && !(keyId instanceof String)) {
            throw new Refused(Refusal.HEADER_NOT_JSON);
        }
        if (header.containsKey("typ") && !isAllowed(header.get("typ"))) {
            throw new Refused(Refusal.TYPE_NOT_ALLOWED);
        }
        return new JwsHeader(
                header.get("alg") instanceof String algorithm ? algorithm : null,
                keyId instanceof String text ? text : null);
    }

    private boolean isAllowed(@Nullable Object type) {
        return type instanceof String text && types.contains(plainType(text));
    }

    /** A media type is spelled in any case, and without {@code application/} where no other slash is (§4.1.9). */
    private static String plainType(String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        String prefix = "application/";
        boolean omittable = lower.startsWith(prefix) && lower.indexOf('/', prefix.length()) < 0;
        return omittable ? lower.substring(prefix.length()) : lower;
    }

    @Override
    public String toString() {
        return "headers of types " + types;
    }
}
