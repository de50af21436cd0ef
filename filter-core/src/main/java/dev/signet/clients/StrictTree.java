package dev.signet.clients;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signet.config.ProblemList;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A file that an operator writes, as a tree; in UTF-8, no name twice, and no message quotes it. */
final class StrictTree {

    private static final int DEEPEST = 16;

    private static final ObjectReader JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    // Jackson's own pool would keep the webapp's class loader on the container's threads
                    .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private StrictTree() {}

    /** The tree, or null where something is wrong, which is then noted. */
    static @Nullable JsonNode read(byte[] file, ProblemList problems) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            if (text.startsWith("\uFEFF")) {
                problems.add("begins with a byte order mark; save it as UTF-8 without one");
                return null;
            }
            return JSON.readTree(text);
        } catch (CharacterCodingException e) {
            problems.add("expected valid UTF-8");
        } catch (JsonProcessingException e) {
            // the message of Jackson quotes the file
            JsonLocation place = e.getLocation(); // null where a limit was exceeded
            problems.add("expected valid JSON in which no member is given twice; "
                    + (place == null
                            ? "it nests deeper than " + DEEPEST + " or has an overlong number or name"
                            : "the mistake is at or before line " + place.getLineNr() + ", column "
                                    + place.getColumnNr()));
        }
        return null;
    }
}
