package dev.signet.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a JWK set, each still as text, so that it is read by itself and a broken one spoils no other. Only the set
 * around them is read here: it has to be JSON, and no name may stand in it twice.
 */
final class JwkTexts {

    private static final JsonFactory JSON = JsonFactory.builder()
            // there may be secrets in it, and Jackson's own pool keeps buffers on the container's threads
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            // each key has limits of its own; one here would spoil the set for the sake of one key
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /** What stands for a key that is no object. */
    private static final byte[] NOTHING = new byte[0];

    private JwkTexts() {}

    /**
     * The keys in their order; one key without a set counts as well, as many tools write it.
     *
     * @return null where the object has neither an array of keys nor is a key itself
     * @throws IOException when it is no JSON object
     */
    static @Nullable List<byte[]> of(byte[] json) throws IOException {
        // decoded here, because Jackson would guess UTF-16 and UTF-32
        String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
        List<byte[]> keys = null;
        Set<String> names = new HashSet<>();
        try (JsonParser parser = JSON.createParser(text)) {
            require(parser.nextToken() == JsonToken.START_OBJECT);
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                require(names.add(name));
                boolean array = parser.nextToken() == JsonToken.START_ARRAY;
                if (array && name.equals("keys")) {
                    keys = elements(parser, text);
                } else {
                    parser.skipChildren();
                }
            }
            require(parser.nextToken() == null);
        }
        return keys == null && names.contains("kty") ? List.of(json) : keys;
    }

    private static List<byte[]> elements(JsonParser parser, String text) throws IOException {
        List<byte[]> keys = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            int from = (int) parser.currentTokenLocation().getCharOffset();
            parser.skipChildren();
            int to = (int) parser.currentLocation().getCharOffset();
            keys.add(token == JsonToken.START_OBJECT ? text.substring(from, to).getBytes(UTF_8) : NOTHING);
        }
        return keys;
    }

    private static void require(boolean wellFormed) throws IOException {
        if (!wellFormed) {
            throw new IOException("no JWK set");
        }
    }
}
