package dev.signet.jwt;

import dev.signet.text.MalformedException;
import dev.signet.text.StrictJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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

    /** Far more than RFC 7515 knows; anyone can write a header, and each name of it costs memory. */
    private static final int MOST_NAMES = 64;

    /** A media type has at most 127 characters on either side of its slash (RFC 6838 §4.2). */
    private static final int LONGEST_TYPE = 255;

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
     * @throws RefusedException when it is not one strict object or asks for what Signet does not do
     */
    JwsHeader read(CompactJws jws) throws RefusedException {
        JwsHeader known = find(remembered, jws);
        if (known != null) {
            return known;
        }
        try {
            return parse(jws.header());
        } catch (MalformedException e) {
            throw new RefusedException(Refusal.HEADER_NOT_JSON);
        }
    }

    /** Remembers a header; call it only when the signature was genuine, or strangers would fill the memory. */
    void remember(CompactJws jws, JwsHeader header) {
        List<Remembered> before = remembered;
        if (find(before, jws) != null) {
            return;
        }
        List<Remembered> after = new ArrayList<>(before);
        after.add(0, new Remembered(jws.headerPart(), header));
        remembered = List.copyOf(after.subList(0, Math.min(after.size(), MOST_REMEMBERED)));
        // two threads at once lose one of two entries, which costs a parse
    }

    private static @Nullable JwsHeader find(List<Remembered> remembered, CompactJws jws) {
        for (int i = 0; i < remembered.size(); i++) {
            if (jws.hasHeader(remembered.get(i).part)) {
                return remembered.get(i).header;
            }
        }
        return null;
    }

    private JwsHeader parse(byte[] text) throws RefusedException, MalformedException {
        StrictJson json = StrictJson.ofStranger(text, MOST_NAMES);
        Set<String> names = new HashSet<>();
        Object algorithm = null;
        Object keyId = null;
        Object type = null;
        Object plainPayload = true;
        for (String name = json.firstName(); name != null; name = json.nextName()) {
            if (!names.add(name)) {
                throw new RefusedException(Refusal.HEADER_NOT_JSON); // a name twice: two readers would see two headers
            }
            switch (name) {
                case "alg" -> algorithm = json.value();
                case "kid" -> keyId = json.value();
                case "typ" -> type = json.value();
                case "b64" -> plainPayload = json.value();
                default -> json.skip();
            }
        }
        // an extension that must be understood is understood by nobody here, not even an empty list of them
        if (names.contains("crit") || !Boolean.TRUE.equals(plainPayload)) {
            throw new RefusedException(Refusal.CRITICAL_HEADER);
        }
        if (names.contains("kid") && !(keyId instanceof String)) {
            throw new RefusedException(Refusal.HEADER_NOT_JSON);
        }
        if (names.contains("typ") && !isAllowed(type)) {
            throw new RefusedException(Refusal.TYPE_NOT_ALLOWED);
        }
        return new JwsHeader(algorithm instanceof String named ? named : null, keyId instanceof String id ? id : null);
    }

    private boolean isAllowed(@Nullable Object type) {
        return type instanceof String text && text.length() <= LONGEST_TYPE && types.contains(plainType(text));
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
