package dev.signet.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.envelope.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The schemas and examples of envelopes, as the filter of this webapp writes them. */
final class Envelopes {

    /** What the schema of failures is called, where nothing else is called so. */
    static final String FAILURE = "SignetFailure";

    private static final List<String> MEMBERS = List.of("code", "message", "data", "timestamp");

    /** Of the interface document. */
    private static final long SAMPLE_TIME = 1_664_344_355_485L;

    private final Contract contract;
    private final Words words;
    private final String failure; // the name of its schema

    /**
     * Prepares them.
     *
     * @param components of the document; the schema of failures is added under a name that is free
     */
    Envelopes(Contract contract, Words words, ObjectNode components) {
        this.contract = contract;
        this.words = words;
        ObjectNode schemas = Json.child(components, "schemas");
        String name = FAILURE;
        while (schemas.has(name)) {
            name += '_';
        }
        this.failure = name;
        schemas.set(name, envelope(code(false), data()));
    }

    /** What every call may be answered with. */
    ObjectNode failure() {
        return References.to("schemas", failure);
    }

    /** The envelope of a success around a schema, or of a failure. */
    ObjectNode either(JsonNode data) {
        ObjectNode schema = Json.object();
        schema.putArray("oneOf").add(envelope(code(true), data)).add(failure());
        return schema;
    }

    /** The same, or what the filter leaves as it is: an envelope that the application writes itself, or a file. */
    ObjectNode orOthers(ObjectNode ours, List<JsonNode> others) {
        ObjectNode schema = Json.object();
        schema.putArray("anyOf").add(ours).addAll(others);
        return schema;
    }

    /** What has no envelope, or the envelope of a failure, which comes second. */
    ObjectNode orFailure(List<JsonNode> bare) {
        ObjectNode schema = Json.object();
        schema.putArray("anyOf").add(bare.get(0)).add(failure()).addAll(bare.subList(1, bare.size()));
        return schema;
    }

    /** Whether a schema is that of failures, or of something without an envelope or a failure. */
    static boolean mayFail(JsonNode schema) {
        String failure = References.to("schemas", FAILURE).path(References.REF).asText();
        return schema.path(References.REF).asText().startsWith(failure)
                || schema.path("anyOf").has(1) && mayFail(schema.path("anyOf").path(1));
    }

    /** Whether a schema, with its reference followed, is that of an envelope: these members and no other. */
    static boolean isOne(JsonNode schema) {
        JsonNode members = schema.path("properties");
        return members.size() == MEMBERS.size()
                && MEMBERS.stream().allMatch(members::has)
                && !schema.has("allOf")
                && members.path("code").path("type").asText().equals("integer");
    }

    private ObjectNode envelope(ObjectNode code, JsonNode data) {
        ObjectNode schema = Json.object().put("type", "object");
        ArrayNode required = schema.putArray("required");
        MEMBERS.forEach(required::add);
        ObjectNode properties = schema.putObject("properties");
        properties.set("code", code);
        properties
                .putObject("message")
                .put("type", "string")
                .put("description", words.say("返回信息", "What the code means"));
        properties.set("data", data);
        properties.set("timestamp", timestamp());
        return schema;
    }

    private ObjectNode code(boolean success) {
        ObjectNode code = Json.object().put("type", "integer");
        int one = ErrorCode.SUCCESS.code();
        if (success) {
            code.putArray("enum").add(one);
        } else {
            code.putObject("not").putArray("enum").add(one);
            code.put("description", words.say("错误码", "The error code"));
        }
        return code;
    }

    /** Of a failure: null, or what the application said of it, in whatever form. */
    private ObjectNode data() {
        return Json.object().put("description", words.say("null，或者对错误的说明", "null, or details of the error"));
    }

    private ObjectNode timestamp() {
        ObjectNode schema = Json.object();
        if (contract.is(Contract.NUMERIC_TIMESTAMP)) {
            schema.put("type", "integer").put("format", "int64");
        } else {
            schema.put("type", "string").put("pattern", "^[0-9]{13}$");
        }
        return schema.put("description", words.say("13 位毫秒时间戳", "Milliseconds since 1970, 13 digits"));
    }

    /** An envelope of a document. */
    ObjectNode sample(Code code, @Nullable JsonNode data) {
        return envelope(code, data, SAMPLE_TIME);
    }

    /** An envelope as it goes over the wire. */
    ObjectNode envelope(Code code, @Nullable JsonNode data, long millis) {
        ObjectNode sample = Json.object().put("code", code.number()).put("message", words.message(code));
        sample.set("data", data == null ? NullNode.getInstance() : data);
        return contract.is(Contract.NUMERIC_TIMESTAMP)
                ? sample.put("timestamp", millis)
                : sample.put("timestamp", String.valueOf(millis));
    }

    ObjectNode success(JsonNode data) {
        return sample(Code.of(ErrorCode.SUCCESS), data);
    }
}
