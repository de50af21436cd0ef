package dev.signet.portal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** JSON as trees that keep the order of members and every digit of a number. */
final class Json {

    /** The longest document that is read. */
    static final int MOST_BYTES = 4 << 20;

    /** Deeper than any description is nested; what walks through one calls itself as often. */
    private static final int DEEPEST = 200;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    // Jackson's own pool would keep the webapp's class loader on the container's threads
                    .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {}

    /**
     * Reads a document.
     *
     * @throws IOException where it is not JSON; its message repeats nothing of the text
     */
    static JsonNode read(byte[] text) throws IOException {
        try {
            JsonNode tree = MAPPER.readTree(text);
            if (tree.isMissingNode()) {
                throw new IOException("it is not JSON: " + kind(text));
            }
            return tree;
        } catch (JsonProcessingException e) {
            e.clearLocation();
            throw new IOException("it is not JSON: " + kind(text), e);
        }
    }

    /** What was sent in its place, in most cases. */
    private static String kind(byte[] text) {
        for (byte one : text) {
            if (one == '<') {
                return "it begins like HTML or XML";
            }
            if (one > ' ') {
                return one == '{'
                        ? "it begins like JSON, and is broken or nested too deeply"
                        : "it may be YAML or plain text";
            }
        }
        return "there is nothing in it";
    }

    static byte[] write(JsonNode tree) {
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // a tree can always be written
        }
    }

    /** As people read it. */
    static String pretty(JsonNode tree) {
        return tree.toPrettyString();
    }

    static ObjectNode object() {
        return NODES.objectNode();
    }

    static JsonNode nothing() {
        return NODES.nullNode();
    }

    /** The member that is an object, which is made where there is none. */
    static ObjectNode child(ObjectNode parent, String name) {
        return parent.get(name) instanceof ObjectNode there ? there : parent.putObject(name);
    }
}
