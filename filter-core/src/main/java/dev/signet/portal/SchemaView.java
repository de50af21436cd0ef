package dev.signet.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What a schema looks like to people: its members a row each, and a sample. However it goes round in circles, both end. */
final class SchemaView {

    private static final int DEEPEST = 6;
    private static final int MOST_ROWS = 300;
    private static final int MOST_VALUES = 300; // of a sample; where schemas name each other there is no end to them
    private static final List<String> ALTERNATIVES = List.of("allOf", "oneOf", "anyOf");

    private final References references;

    SchemaView(References references) {
        this.references = references;
    }

    /**
     * A member.
     *
     * @param name with those around it, like {@code items[].id}
     * @param type like {@code array<string>}
     * @param required whether it is always there
     * @param description what it is
     * @param values what it may be; empty where that is not limited
     */
    record Row(String name, String type, boolean required, String description, List<String> values) {}

    List<Row> rows(JsonNode schema) {
        Map<String, Row> rows = new LinkedHashMap<>();
        addMembers("", schema, rows, List.of());
        return List.copyOf(rows.values());
    }

    /**
     * Adds what is within a schema.
     *
     * @param open the references that led here; who comes by one of them again goes round in a circle
     */
    private void addMembers(String prefix, JsonNode given, Map<String, Row> rows, List<String> open) {
        List<String> behind = behind(given, open);
        if (behind == null || open.size() > DEEPEST || rows.size() >= MOST_ROWS) {
            return;
        }
        JsonNode schema = references.schema(given);
        if (schema.has("items")) {
            addMembers(prefix + "[]", schema.path("items"), rows, behind);
            return;
        }
        String front = prefix.isEmpty() ? "" : prefix + '.';
        Set<String> required = new HashSet<>();
        members(schema, required, 0).forEach((member, type) -> {
            if (rows.size() < MOST_ROWS && !rows.containsKey(front + member)) {
                JsonNode followed = references.schema(type);
                String description = followed.path("description")
                        .asText(followed.path("title").asText());
                rows.put(
                        front + member,
                        new Row(front + member, type(type), required.contains(member), description, values(followed)));
                addMembers(front + member, type, rows, behind);
            }
        });
        for (String kind : List.of("oneOf", "anyOf")) {
            schema.path(kind).forEach(part -> addMembers(prefix, part, rows, behind));
        }
    }

    /** What a value may be; empty where that is not limited. */
    List<String> values(JsonNode schema) {
        List<String> values = new ArrayList<>();
        references.schema(schema).path("enum").forEach(value -> values.add(value.asText()));
        return values;
    }

    /** The references with that of a schema among them; null where it is there already. */
    private static @Nullable List<String> behind(JsonNode given, List<String> open) {
        String reference = given.path(References.REF).asText();
        if (!reference.isEmpty() && open.contains(reference)) {
            return null;
        }
        List<String> all = new ArrayList<>(open);
        all.add(reference);
        return all;
    }

    /** The members of an object, of all it is made of. */
    private Map<String, JsonNode> members(JsonNode schema, Set<String> required, int depth) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        if (depth > DEEPEST) {
            return members;
        }
        schema.path("required").forEach(name -> required.add(name.asText()));
        schema.path("allOf")
                .forEach(part ->
                        members(references.schema(part), required, depth + 1).forEach(members::putIfAbsent));
        schema.path("properties").properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }

    String type(JsonNode schema) {
        return type(schema, 0);
    }

    private String type(JsonNode given, int depth) {
        JsonNode schema = references.schema(given);
        if (depth > DEEPEST) {
            return "object";
        }
        if (schema.has("items")) {
            return "array<" + type(schema.path("items"), depth + 1) + ">";
        }
        if (schema.path("type").isArray()) {
            StringJoiner types = new StringJoiner("/");
            schema.path("type").forEach(one -> types.add(one.asText()));
            return types.toString();
        }
        if (schema.path("type").isTextual()) {
            String format = schema.path("format").asText();
            return schema.path("type").asText() + (format.isEmpty() ? "" : "(" + format + ")");
        }
        if (schema.path("enum").size() == 1 && schema.path("enum").path(0).isNull()) {
            return "null";
        }
        for (String kind : ALTERNATIVES) {
            Set<String> types = new LinkedHashSet<>();
            schema.path(kind).forEach(part -> types.add(type(part, depth + 1)));
            if (!types.isEmpty()) {
                return String.join("/", types);
            }
        }
        return schema.has("properties") ? "object" : "any";
    }

    /** A value that is valid by it, in most cases. */
    JsonNode sample(JsonNode schema) {
        JsonNode sample = sample(schema, List.of(), new AtomicInteger(MOST_VALUES));
        return sample == null ? Json.nothing() : sample;
    }

    /**
     * The same within another; null where it would go round in a circle, or where there are enough values.
     *
     * @param left how many more there may be
     */
    private @Nullable JsonNode sample(JsonNode given, List<String> open, AtomicInteger left) {
        List<String> behind = behind(given, open);
        if (behind == null || open.size() > 2 * DEEPEST || left.getAndDecrement() <= 0) {
            return null;
        }
        JsonNode schema = references.schema(given);
        for (String said : List.of("example", "const", "default")) {
            if (schema.has(said)) {
                return schema.path(said);
            }
        }
        for (String list : List.of("examples", "enum")) {
            if (schema.path(list).isArray() && !schema.path(list).isEmpty()) {
                return schema.path(list).path(0);
            }
        }
        Map<String, JsonNode> members = members(schema, new HashSet<>(), 0);
        if (!members.isEmpty()) {
            ObjectNode object = Json.object();
            members.forEach((name, member) -> {
                JsonNode value = sample(member, behind, left);
                if (value != null) {
                    object.set(name, value);
                }
            });
            return object;
        }
        if (schema.has("items")) {
            JsonNode item = sample(schema.path("items"), behind, left);
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            return item == null ? array : array.add(item);
        }
        for (String kind : ALTERNATIVES) {
            if (schema.path(kind).has(0)) {
                return sample(schema.path(kind).path(0), behind, left);
            }
        }
        return ofType(schema);
    }

    private static JsonNode ofType(JsonNode schema) {
        JsonNode type = schema.path("type");
        String name = type.isArray() ? type.path(0).asText() : type.asText();
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (name) {
            case "integer" ->
                nodes.numberNode(Math.max(0, schema.path("minimum").asInt()));
            case "number" ->
                nodes.numberNode(Math.max(0.0, schema.path("minimum").asDouble()));
            case "boolean" -> nodes.booleanNode(true);
            case "string" -> nodes.textNode(text(schema.path("format").asText()));
            case "object" -> Json.object();
            default -> nodes.nullNode();
        };
    }

    private static String text(String format) {
        return switch (format) {
            case "date" -> "2023-11-16";
            case "date-time" -> "2023-11-16T08:00:00Z";
            case "uuid" -> "3fa85f64-5717-4562-b3fc-2c963f66afa6";
            case "email" -> "name@example.com";
            case "uri" -> "https://example.com/";
            default -> "string";
        };
    }
}
