package dev.signet.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** An OpenAPI document: whether it is one, and whether an answer is what it says. */
record OpenApi(JsonNode document) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String SCHEMA_3_0 = "https://spec.openapis.org/oas/3.0/schema/2021-09-28";
    private static final String SCHEMA_3_1 = "https://spec.openapis.org/oas/3.1/schema/2022-10-07";
    private static final String HERE = "https://signet.test/openapi.json";

    static OpenApi parse(String text) throws IOException {
        return new OpenApi(JSON.readTree(text));
    }

    static JsonNode resource(String name) throws IOException {
        try (InputStream in = OpenApi.class.getResourceAsStream(name)) {
            return JSON.readTree(in);
        }
    }

    private boolean is31() {
        return document.path("openapi").asText().startsWith("3.1.");
    }

    /** Whether it is valid by the schema of documents of its version. */
    OpenApi assertValid() throws IOException {
        String id = is31() ? SCHEMA_3_1 : SCHEMA_3_0;
        SchemaRegistry registry = SchemaRegistry.withDialects(
                List.of(Dialects.getDraft4(), Dialects.getDraft202012()),
                builder -> builder.schemas(Map.of(id, meta(id))));
        List<Error> errors = registry.getSchema(SchemaLocation.of(id)).validate(document);
        assertEquals("", String.join("\n", errors.stream().map(Error::toString).toList()));
        return this;
    }

    private static String meta(String id) {
        String name = id.substring("https://".length());
        try (InputStream in = OpenApi.class.getClassLoader().getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    JsonNode at(String pointer) {
        return document.at(pointer);
    }

    /** The answers of an operation. */
    JsonNode responses(String method, String path) {
        JsonPointer pointer = JsonPointer.empty().appendProperty("paths").appendProperty(path);
        return document.at(pointer.appendProperty(method).appendProperty("responses"));
    }

    /** What an instance does against the schema of an operation's answer. */
    List<String> errors(String method, String path, String status, String type, JsonNode instance) {
        JsonPointer pointer = JsonPointer.empty()
                .appendProperty("paths")
                .appendProperty(path)
                .appendProperty(method)
                .appendProperty("responses")
                .appendProperty(status)
                .appendProperty("content")
                .appendProperty(type)
                .appendProperty("schema");
        if (document.at(pointer).isMissingNode()) {
            return List.of("there is no " + pointer);
        }
        SchemaRegistry registry = SchemaRegistry.withDialect(
                is31() ? Dialects.getOpenApi31() : Dialects.getOpenApi30(),
                builder -> builder.schemas(Map.of(HERE, document.toString())));
        Schema schema = registry.getSchema(SchemaLocation.of(
                HERE + "#" + pointer.toString().replace("{", "%7B").replace("}", "%7D")));
        return schema.validate(instance).stream().map(Error::toString).toList();
    }
}
