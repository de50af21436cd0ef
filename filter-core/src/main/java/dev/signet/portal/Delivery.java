package dev.signet.portal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whether the JSON of an answer gets an envelope, by the headers that are described with it. */
enum Delivery {
    WRAPPED,
    /** One time so, another time so; or nobody says. */
    EITHER,
    /** As a file, which the filter leaves as it is. */
    AS_IT_IS;

    static Delivery of(JsonNode response, References references) {
        Delivery delivery = WRAPPED;
        for (Map.Entry<String, JsonNode> header : response.path("headers").properties()) {
            Delivery said = of(header.getKey(), values(references.follow(header.getValue()), references));
            delivery = said.or(delivery);
        }
        return delivery;
    }

    /** The one that allows more without an envelope. */
    Delivery or(Delivery other) {
        return compareTo(other) > 0 ? this : other;
    }

    private static Delivery of(String header, List<String> values) {
        return switch (header.toLowerCase(Locale.ROOT)) {
            case "content-disposition" -> ofDisposition(values);
            case "content-encoding" ->
                !values.isEmpty() && values.stream().allMatch("identity"::equals) ? WRAPPED : EITHER;
            case "content-range" -> EITHER;
            default -> WRAPPED;
        };
    }

    private static Delivery ofDisposition(List<String> values) {
        long attached =
                values.stream().filter(value -> value.startsWith("attachment")).count();
        return values.isEmpty() || attached > 0 && attached < values.size()
                ? EITHER
                : attached == 0 ? WRAPPED : AS_IT_IS;
    }

    /** What a header is said to be, where it is. */
    private static List<String> values(JsonNode header, References references) {
        List<JsonNode> said = new ArrayList<>(List.of(header.path("example")));
        header.path("examples")
                .forEach(example -> said.add(references.follow(example).path("value")));
        JsonNode schema = references.schema(header.path("schema"));
        schema.path("enum").forEach(said::add);
        schema.path("examples").forEach(said::add);
        said.addAll(List.of(schema.path("const"), schema.path("default"), schema.path("example")));
        return said.stream()
                .filter(JsonNode::isTextual)
                .map(value -> value.textValue().strip().toLowerCase(Locale.ROOT))
                .toList();
    }
}
