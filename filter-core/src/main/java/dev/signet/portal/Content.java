package dev.signet.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The content of one answer while it is gathered from those that were described: what of it becomes the data of an envelope,
 * and what passes.
 */
final class Content {

    /** The type of every envelope. */
    static final String JSON = "application/json";

    private final References references;
    private final Dialect dialect;
    private final Envelopes envelopes;
    private final boolean textWrapped;
    private final Delivery least; // of every JSON
    private final Map<String, ObjectNode> types =
            new LinkedHashMap<>(); // that of envelopes is a place only, until the end
    private final List<JsonNode> data = new ArrayList<>();
    private final List<JsonNode> own = new ArrayList<>(); // envelopes that the application writes itself
    private final List<JsonNode> bare = new ArrayList<>(); // JSON that the filter leaves as it is
    private final ObjectNode examples = Json.object();
    private final ObjectNode extensions = Json.object();

    Content(References references, Dialect dialect, Envelopes envelopes, boolean textWrapped, Delivery least) {
        this.references = references;
        this.dialect = dialect;
        this.envelopes = envelopes;
        this.textWrapped = textWrapped;
        this.least = least;
    }

    /**
     * Adds what one successful answer may hold.
     *
     * @param typical whether its examples are those of a success; those of a default beside one are mostly failures
     */
    void add(JsonNode response, boolean typical) {
        JsonNode content = response.path("content");
        if (content.isEmpty()) {
            addData(dialect.nothing());
        }
        Delivery delivery = Delivery.of(response, references).or(least);
        content.properties().forEach(type -> {
            if (delivery != Delivery.WRAPPED) {
                leave(type.getKey(), type.getValue(), typical);
            }
            if (delivery != Delivery.AS_IT_IS) {
                add(type.getKey(), type.getValue(), typical);
            }
        });
    }

    /** Whatever its type, it is sent as it is. */
    private void leave(String name, JsonNode type, boolean typical) {
        if (!name.equals(JSON)) {
            pass(name, type);
            return;
        }
        types.putIfAbsent(JSON, Json.object()); // beside the envelopes of failures
        JsonNode schema = type.has("schema") ? type.path("schema").deepCopy() : Json.object();
        if (!bare.contains(schema)) {
            bare.add(schema);
        }
        if (typical) {
            addExamples(type, true);
        }
    }

    /** It is not known what successful answers hold. */
    void addAnything() {
        addData(Json.object());
    }

    private void add(String name, JsonNode type, boolean typical) {
        JsonNode given = type.path("schema");
        JsonNode schema = references.schema(given);
        switch (MediaTypes.of(name)) {
            case JSON -> wrap(type, MediaTypes.isFile(schema) ? Json.object() : given, typical);
            case ANY -> {
                if (MediaTypes.isFile(schema)) {
                    pass(name, type);
                    return;
                }
                wrap(type, given, typical);
                if (MediaTypes.isString(schema) && !textWrapped) {
                    pass("text/plain", type); // the application may send it as either
                }
            }
            case TEXT -> {
                if (textWrapped) {
                    wrap(type, given.isMissingNode() ? Json.object().put("type", "string") : given, typical);
                } else {
                    pass(name, type);
                }
            }
            case OTHER -> pass(name, type);
        }
    }

    private void pass(String name, JsonNode type) {
        if (type instanceof ObjectNode object) {
            types.putIfAbsent(name, object.deepCopy());
        }
    }

    private void wrap(JsonNode type, JsonNode schema, boolean typical) {
        boolean whole = Envelopes.isOne(references.schema(schema));
        if (whole) {
            types.putIfAbsent(JSON, Json.object());
            if (!own.contains(schema)) {
                own.add(schema.deepCopy());
            }
        } else {
            addData(schema.isMissingNode() ? Json.object() : schema.deepCopy());
        }
        if (typical) {
            addExamples(type, whole);
        }
        type.properties().forEach(member -> {
            if (member.getKey().startsWith("x-")) {
                extensions.set(member.getKey(), member.getValue().deepCopy());
            }
        });
    }

    private void addExamples(JsonNode type, boolean whole) {
        if (type.has("example")) {
            addExample(Json.object().set("value", type.path("example")), whole);
        }
        type.path("examples").properties().forEach(example -> {
            JsonNode followed = references.follow(example.getValue());
            if (followed.has("value")) { // else it is somewhere else, where nobody wraps it
                addExample(followed, whole);
            }
        });
    }

    private void addData(JsonNode schema) {
        types.putIfAbsent(JSON, Json.object());
        if (!data.contains(schema)) {
            data.add(schema);
        }
    }

    private void addExample(JsonNode example, boolean whole) {
        ObjectNode wrapped = example.deepCopy();
        if (!whole) {
            wrapped.set("value", envelopes.success(example.path("value")));
        }
        putExample("success", wrapped);
    }

    /** Adds one under a name, or under the next that is free. */
    void putExample(String name, JsonNode example) {
        String free = name;
        for (int i = 2; examples.has(free); i++) {
            free = name + '-' + i;
        }
        examples.set(free, example);
    }

    boolean hasExample(String name) {
        return examples.has(name);
    }

    /** The whole, with the envelope of failures beside whatever else there is. */
    ObjectNode end() {
        ObjectNode envelope = types.computeIfAbsent(JSON, name -> Json.object());
        envelope.set("schema", schema());
        if (!examples.isEmpty()) {
            envelope.set("examples", examples);
        }
        envelope.setAll(extensions);
        ObjectNode content = Json.object();
        types.forEach(content::set);
        return content;
    }

    private ObjectNode schema() {
        if (data.isEmpty() && own.isEmpty() && !bare.isEmpty()) {
            return envelopes.orFailure(bare);
        }
        ObjectNode ours = data.isEmpty() ? envelopes.failure() : envelopes.either(all());
        List<JsonNode> others = new ArrayList<>(own);
        others.addAll(bare);
        return others.isEmpty() ? ours : envelopes.orOthers(ours, others);
    }

    private JsonNode all() {
        if (data.size() == 1) {
            return data.get(0);
        }
        ObjectNode any = Json.object();
        ArrayNode schemas = any.putArray("anyOf");
        data.forEach(schemas::add);
        return any;
    }
}
