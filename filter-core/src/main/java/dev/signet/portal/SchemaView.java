package dev.signet.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/** What a schema looks like to people: its members a row each, and a sample. However it goes round in circles, both end. */
final class SchemaView {

    private static final int DEEPEST = 6;
    private static final int MOST_ROWS = 300;
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
        List<Row> rows = new ArrayList<>();
        addMembers("", schema, rows, 0);
        return rows;
    }

    private void addMembers(String prefix, JsonNode schema, List<Row> rows, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        JsonNode at = references.schema(schema);
        String name = prefix;
        for (; at.has("items"); at = references.schema(at.path("items"))) {
            name += "[]";
            if (name.length() > prefix.length() + 2 * DEEPEST) {
                return;
            }
        }
        String front = name.isEmpty() ? "" : name + '.';
        Set<String> required = new HashSet<>();
        members(at, required, 0).forEach((member, given) -> {
            if (rows.size() < MOST_ROWS) {
                JsonNode followed = references.schema(given);
                List<String> values = new ArrayList<>();
                followed.path("enum").forEach(value -> values.add(value.asText()));
                String description = followed.path("description").asText(followed.path("title").asText());
                rows.add(new Row(front + member, type(given, 0), required.contains(member), description, values));
                addMembers(front + member, given, rows, depth + 1);
            }
        });
    }

    /** The members of an object, of all it is made of. */
    private Map<String, JsonNode> members(JsonNode schema, Set<String> required, int depth) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        if (depth > DEEPEST) {
            return members;
        }
        schema.path("required").forEach(name -> required.add(name.asText()));
        for (String kind : ALTERNATIVES) {
            Set<String> ofAll = kind.equals("allOf") ? required : new HashSet<>();
            schema.path(kind).forEach(part ->
                    members(references.schema(part), ofAll, depth + 1).forEach(members::putIfAbsent));
        }
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
        for (String kind : ALTERNATIVES) {
            Set<String> types = new java.util.LinkedHashSet<>();
            schema.path(kind).forEach(part -> types.add(type(part, depth + 1)));
            if (!types.isEmpty()) {
                return String.join("/", types);
            }
        }
        return schema.has("properties") ? "object" : "any";
    }

    /** A value that is valid by it, in most cases. */
    JsonNode sample(JsonNode schema) {
        return sample(schema, 0);
    }

    private JsonNode sample(JsonNode given, int depth) {
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
            if (depth < DEEPEST) {
                members.forEach((name, member) -> object.set(name, sample(member, depth + 1)));
            }
            return object;
        }
        if (schema.has("items")) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            return depth < DEEPEST ? array.add(sample(schema.path("items"), depth + 1)) : array;
        }
        for (String kind : ALTERNATIVES) {
            if (depth < DEEPEST && schema.path(kind).has(0)) {
                return sample(schema.path(kind).path(0), depth + 1);
            }
        }
        return ofType(schema);
    }

    private static JsonNode ofType(JsonNode schema) {
        JsonNode type = schema.path("type");
        String name = type.isArray() ? type.path(0).asText() : type.asText();
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (name) {
            case "integer" -> nodes.numberNode(Math.max(0, schema.path("minimum").asInt()));
            case "number" -> nodes.numberNode(Math.max(0.0, schema.path("minimum").asDouble()));
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
