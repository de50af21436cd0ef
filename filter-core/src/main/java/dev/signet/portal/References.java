package dev.signet.portal;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Follows {@code $ref} within a document, as it was before anything of it was rewritten. Immutable. */
final class References {

    static final String REF = "$ref";

    /** A chain that is longer goes round in a circle. */
    private static final int LONGEST_CHAIN = 64;

    private final JsonNode document;

    References(JsonNode document) {
        this.document = document;
    }

    /** What a node stands for: itself, or the end of its chain of references; missing where that is elsewhere or nowhere. */
    JsonNode follow(JsonNode node) {
        JsonNode at = node;
        for (int i = 0; at.path(REF).isTextual(); i++) {
            if (i == LONGEST_CHAIN) {
                return MissingNode.getInstance();
            }
            at = target(at.path(REF).textValue());
        }
        return at;
    }

    /** What a reference names; missing where that is not in this document. */
    JsonNode target(String reference) {
        if (!reference.startsWith("#/")) {
            return MissingNode.getInstance();
        }
        try {
            String pointer = URLDecoder.decode(reference.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8);
            return document.at(JsonPointer.compile(pointer));
        } catch (IllegalArgumentException e) { // an escape that is none
            return MissingNode.getInstance();
        }
    }

    /**
     * A schema of the document, with its references followed; members beside a reference count as well, as in 3.1.
     *
     * @return missing where there is none
     */
    JsonNode schema(JsonNode node) {
        JsonNode end = follow(node);
        if (end instanceof ObjectNode found
                && node instanceof ObjectNode beside
                && beside.has(REF)
                && beside.size() > 1) {
            ObjectNode both = found.deepCopy();
            beside.properties().forEach(member -> {
                if (!member.getKey().equals(REF)) {
                    both.set(member.getKey(), member.getValue());
                }
            });
            return both;
        }
        return end;
    }

    static ObjectNode to(String section, String name) {
        return Json.object().set(REF, TextNode.valueOf("#/components/" + section + "/" + name));
    }
}
