package dev.signet.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps references whole that lead into an answer of another operation, like
 * {@code #/paths/~1orders/get/responses/200/content/application~1json/schema}: what they name is moved among the components,
 * as it was, because an envelope stands in its place now.
 */
final class MovedParts {

    private static final String PATHS = "#/paths/";
    private static final String RESPONSES = "/responses/";

    private final References references;
    private final ObjectNode components;
    private final Map<String, String> moved = new LinkedHashMap<>(); // from the old reference to the new one

    MovedParts(References references, ObjectNode components) {
        this.references = references;
        this.components = components;
    }

    /** Follows all references of a document that was rewritten. */
    void mend(ObjectNode document) {
        Deque<JsonNode> left = new ArrayDeque<>();
        left.add(document);
        while (!left.isEmpty()) {
            JsonNode node = left.pop();
            if (node instanceof ObjectNode object && object.path(References.REF).isTextual()) {
                String reference = object.path(References.REF).textValue();
                if (reference.startsWith(PATHS) && reference.contains(RESPONSES)) {
                    object.put(References.REF, moved(reference, left));
                }
            }
            node.forEach(left::push);
        }
    }

    private String moved(String reference, Deque<JsonNode> left) {
        String known = moved.get(reference);
        if (known != null) {
            return known;
        }
        JsonNode target = references.target(reference);
        if (target.isMissingNode()) {
            return reference; // led nowhere before
        }
        String section = section(reference);
        ObjectNode all = Json.child(components, section);
        String name = "Moved" + (moved.size() + 1);
        while (all.has(name)) {
            name += '_';
        }
        String now = "#/components/" + section + "/" + name;
        moved.put(reference, now);
        JsonNode copy = target.deepCopy();
        all.set(name, copy);
        left.push(copy);
        return now;
    }

    private static String section(String reference) {
        String within = reference.substring(reference.indexOf(RESPONSES) + RESPONSES.length());
        return within.contains("/schema")
                ? "schemas"
                : within.contains("/examples/")
                        ? "examples"
                        : within.contains("/headers/") ? "headers" : within.contains("/links/") ? "links" : "responses";
    }
}
