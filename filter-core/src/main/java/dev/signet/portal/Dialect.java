package dev.signet.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** The versions of OpenAPI that are read, and how each says what they say differently. */
enum Dialect {
    /** Schemas of its own. */
    OPENAPI_3_0,
    /** Schemas of JSON Schema 2020-12. */
    OPENAPI_3_1;

    /** The version of a document, or null where it is none of these. */
    static @Nullable Dialect of(JsonNode document) {
        String version = document.path("openapi").asText();
        return version.startsWith("3.0.") ? OPENAPI_3_0 : version.startsWith("3.1.") ? OPENAPI_3_1 : null;
    }

    /** A schema that null alone is valid by; {@code nullable} beside a reference would have no effect. */
    ObjectNode nothing() {
        ObjectNode schema = Json.object();
        if (this == OPENAPI_3_1) {
            return schema.put("type", "null");
        }
        schema.put("nullable", true).putArray("enum").addNull();
        return schema;
    }

    /** Whether a security requirement may name scopes and roles of a scheme that is not OAuth's. */
    boolean namesRoles() {
        return this == OPENAPI_3_1;
    }
}
