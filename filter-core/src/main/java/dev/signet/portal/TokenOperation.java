package dev.signet.portal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.envelope.ErrorCode;
import java.util.List;

/** The operation by which a partner gets a token, which no framework describes. */
final class TokenOperation {

    private final Envelopes envelopes;
    private final Contract contract;
    private final Words words;

    TokenOperation(Envelopes envelopes, Contract contract, Words words) {
        this.envelopes = envelopes;
        this.contract = contract;
        this.words = words;
    }

    ObjectNode operation(String id) {
        ObjectNode operation = Json.object();
        operation.putArray("tags").add(words.name("鉴权", "Access"));
        operation.put("summary", words.name("获取 token", "Get a token"));
        operation.put("operationId", id);
        operation.put(
                "description",
                words.say(
                        "用 appKey 和 appSecret 换取 token。token 在 expirationTime 之前可以重复使用，请不要每次调用都重新获取。\n\n**鉴权**：不需要 token。",
                        "Exchanges appKey and appSecret for a token. It can be used until expirationTime; do not get a new one"
                                + " for every call.\n\n**Access**: no token needed."));
        operation.putArray("security");
        ObjectNode body = operation.putObject("requestBody").put("required", true);
        ObjectNode content = body.putObject("content");
        content.putObject(Content.JSON).set("schema", credentials());
        content.putObject("application/x-www-form-urlencoded").set("schema", credentials());
        ObjectNode responses = operation.putObject("responses");
        ObjectNode type = answer(responses, "200", words.say("token，或失败的原因", "The token, or why there is none"));
        type.set("schema", envelopes.either(token()));
        type.putObject("examples")
                .putObject("success")
                .set(
                        "value",
                        envelopes.success(Json.object()
                                .put("token", "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9…")
                                .put("expirationTime", "2022-09-28 13:53:05")));
        ObjectNode failure = type;
        if (contract.is(Contract.REAL_STATUS)) {
            failure = answer(responses, "default", words.say("失败的原因", "Why there is no token"));
            failure.set("schema", envelopes.failure());
        }
        ObjectNode examples = Json.child(failure, "examples");
        List.of(ErrorCode.NO_SUCH_USER, ErrorCode.MODEL_BINDING_FAILED, ErrorCode.SYSTEM_BUSY)
                .forEach(error -> examples.putObject(String.valueOf(error.code()))
                        .put("summary", error.code() + " " + words.message(Code.of(error)))
                        .set("value", envelopes.sample(Code.of(error), null)));
        return operation;
    }

    private static ObjectNode answer(ObjectNode responses, String status, String description) {
        return responses
                .putObject(status)
                .put("description", description)
                .putObject("content")
                .putObject(Content.JSON);
    }

    private ObjectNode credentials() {
        ObjectNode schema = Json.object().put("type", "object");
        schema.putArray("required").add("appKey").add("appSecret");
        ObjectNode properties = schema.putObject("properties");
        properties
                .putObject("appKey")
                .put("type", "string")
                .put("example", "your-app-key")
                .put("description", words.say("分配给对接方的 appKey", "The appKey you were given"));
        properties
                .putObject("appSecret")
                .put("type", "string")
                .put("format", "password")
                .put("example", "your-app-secret")
                .put(
                        "description",
                        words.say("分配给对接方的 appSecret，请妥善保管", "The appSecret you were given; keep it secret"));
        return schema;
    }

    private ObjectNode token() {
        ObjectNode schema = Json.object().put("type", "object");
        schema.putArray("required").add("token").add("expirationTime");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("token").put("type", "string").put("description", words.say("token 数据", "The token"));
        properties
                .putObject("expirationTime")
                .put("type", "string")
                .put(
                        "description",
                        words.say(
                                "token 过期时间，yyyy-MM-dd HH:mm:ss 格式", "When the token expires, as yyyy-MM-dd HH:mm:ss"));
        return schema;
    }
}
