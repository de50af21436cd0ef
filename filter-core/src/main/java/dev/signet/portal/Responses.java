package dev.signet.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The answers of an operation, as its callers get them. Where every status is 200 the successful ones become one, and the
 * others its examples; where statuses are kept each becomes an envelope of its own.
 */
final class Responses {

    private final References references;
    private final Dialect dialect;
    private final Envelopes envelopes;
    private final Contract contract;
    private final Words words;

    Responses(References references, Dialect dialect, Envelopes envelopes, Contract contract, Words words) {
        this.references = references;
        this.dialect = dialect;
        this.envelopes = envelopes;
        this.contract = contract;
        this.words = words;
    }

    /** What a status of a description stands for. */
    private enum Kind {
        SUCCESS,
        FAILURE,
        /** A redirect and the like, a part of a body, an extension. */
        PASSING;

        static Kind of(String status) {
            if (status.equals("default") || status.startsWith("2") && !status.equals("206")) {
                return SUCCESS;
            }
            return status.matches("[45]..") ? FAILURE : PASSING;
        }
    }

    /** A successful answer that stays without a body, and so without an envelope. */
    private boolean isBare(String status) {
        return (status.equals("204") || status.equals("205"))
                && (contract.is(Contract.NO_CONTENT_PASSES) || contract.is(Contract.REAL_STATUS));
    }

    /**
     * Rewrites the answers of an operation.
     *
     * @param least what holds of its JSON, whatever is described
     */
    ObjectNode rewrite(JsonNode described, List<AccessNotes.Refusal> refusals, Delivery least) {
        return contract.is(Contract.REAL_STATUS) ? each(described, refusals, least) : one(described, refusals, least);
    }

    private Content content(Delivery least) {
        return new Content(references, dialect, envelopes, contract.is(Contract.TEXT_WRAPPED), least);
    }

    /** The statuses are all 200. */
    private ObjectNode one(JsonNode described, List<AccessNotes.Refusal> refusals, Delivery least) {
        ObjectNode merged = Json.object();
        ObjectNode responses = Json.object();
        Content content = content(least);
        boolean known = false;
        boolean named = described.properties().stream()
                .anyMatch(response -> Kind.of(response.getKey()) == Kind.SUCCESS
                        && !response.getKey().equals("default"));
        for (Map.Entry<String, JsonNode> response : described.properties()) {
            String status = response.getKey();
            Kind kind = Kind.of(status);
            known |= kind != Kind.FAILURE && !status.startsWith("x-");
            if (kind == Kind.PASSING || isBare(status)) {
                responses.set(status, response.getValue());
            } else if (kind == Kind.SUCCESS) {
                JsonNode followed = references.follow(response.getValue());
                if (followed.isMissingNode()) {
                    content.addAnything();
                } else {
                    content.add(followed, !status.equals("default") || !named);
                    merge(followed, merged);
                }
                responses.set("200", merged);
            }
        }
        if (!known) {
            content.addAnything();
        }
        described.properties().forEach(response -> {
            if (Kind.of(response.getKey()) == Kind.FAILURE) {
                addFailure(content, contract.ofStatus(status(response.getKey())), response);
                if (least != Delivery.WRAPPED) {
                    responses.set(response.getKey(), response.getValue().deepCopy());
                }
            }
        });
        refusals.forEach(refusal -> addRefusal(content, refusal.code()));
        describe(merged);
        merged.set("content", content.end());
        responses.set("200", merged); // in its place, if it has one
        return responses;
    }

    /** The statuses are kept. */
    private ObjectNode each(JsonNode described, List<AccessNotes.Refusal> refusals, Delivery least) {
        ObjectNode responses = Json.object();
        described.properties().forEach(response -> {
            String status = response.getKey();
            Kind kind = Kind.of(status);
            JsonNode followed = references.follow(response.getValue());
            if (kind == Kind.PASSING || isBare(status)) {
                responses.set(status, response.getValue());
                return;
            }
            Content content = content(least);
            if (kind == Kind.FAILURE) {
                addFailure(content, contract.ofStatus(status(status)), response);
            } else if (followed.isMissingNode()) {
                content.addAnything();
            } else {
                content.add(followed, true);
            }
            ObjectNode rewritten = Json.object();
            merge(followed, rewritten);
            describe(rewritten);
            rewritten.set("content", content.end());
            responses.set(status, rewritten);
        });
        for (AccessNotes.Refusal refusal : refusals) {
            addRefused(responses, refusal);
        }
        if (!responses.has("default")) {
            responses.set("default", failed(words.say("失败", "A failure"), content(Delivery.WRAPPED)));
        }
        return responses;
    }

    /** What is refused in front of the application, beside what that sends with the same status. */
    private void addRefused(ObjectNode responses, AccessNotes.Refusal refusal) {
        String status = String.valueOf(refusal.status());
        if (responses.path(status).path("content").path(Content.JSON) instanceof ObjectNode there) {
            Json.child(there, "examples").set(exampleName(refusal.code()), example(refusal.code()));
            return;
        }
        Content content = content(Delivery.WRAPPED);
        addRefusal(content, refusal.code());
        responses.set(status, failed(words.message(refusal.code()), content));
    }

    /** The application's own, which have no envelope; a call that is refused in front of it has one all the same. */
    ObjectNode bare(JsonNode described, List<AccessNotes.Refusal> refusals) {
        ObjectNode responses = described instanceof ObjectNode own ? own.deepCopy() : Json.object();
        refusals.forEach(refusal -> {
            String status = contract.is(Contract.REAL_STATUS) ? String.valueOf(refusal.status()) : "200";
            ObjectNode answer = references.follow(responses.path(status)) instanceof ObjectNode there
                    ? there.deepCopy()
                    : Json.object().put("description", words.message(refusal.code()));
            responses.set(status, answer);
            ObjectNode content = Json.child(answer, "content");
            boolean sendsJson = content.has(Content.JSON);
            ObjectNode type = Json.child(content, Content.JSON);
            if (!sendsJson) {
                type.set("schema", envelopes.failure());
            } else if (type.has("schema") && !Envelopes.mayFail(type.path("schema"))) {
                type.set("schema", envelopes.orFailure(List.of(type.path("schema"))));
            }
            if (!type.has("example")) { // beside which there may be no others
                Json.child(type, "examples").set(exampleName(refusal.code()), example(refusal.code()));
            }
        });
        return responses;
    }

    private static ObjectNode failed(String description, Content content) {
        return Json.object().put("description", description).set("content", content.end());
    }

    /** A status, or what stands for a range of them. */
    private static int status(String text) {
        return text.matches("\\d+") ? Integer.parseInt(text) : text.startsWith("5") ? 599 : 499;
    }

    /** Copies, since references within are mended later, and what is referred to is others', too. */
    private static void merge(JsonNode from, ObjectNode into) {
        from.properties().forEach(member -> {
            String name = member.getKey();
            if (name.equals("headers") || name.equals("links")) {
                ObjectNode all = Json.child(into, name);
                member.getValue()
                        .properties()
                        .forEach(one ->
                                all.putIfAbsent(one.getKey(), one.getValue().deepCopy()));
            } else if (!name.equals("content")) {
                into.putIfAbsent(name, member.getValue().deepCopy());
            }
        });
    }

    private void describe(ObjectNode response) {
        if (response.path("description").asText().isEmpty()) {
            ObjectNode rest = response.deepCopy();
            response.removeAll();
            response.put("description", words.say("结果", "The result"));
            rest.properties().forEach(member -> response.putIfAbsent(member.getKey(), member.getValue()));
        }
    }

    private void addFailure(Content content, Code code, Map.Entry<String, JsonNode> response) {
        if (content.hasExample(exampleName(code))) {
            return; // one a code
        }
        JsonNode followed = references.follow(response.getValue());
        ObjectNode example = Json.object().put("summary", code.number() + " " + words.message(code));
        String description = followed.path("description").asText();
        if (!description.isBlank()) {
            example.put("description", description);
        }
        boolean kept = status(response.getKey()) < 500; // what a server says of its own failures is not sent
        content.putExample(
                exampleName(code),
                example.set("value", envelopes.sample(code, kept ? shown(followed.path("content")) : null)));
    }

    /** What the application's own JSON says of a failure, where an example shows it. */
    private JsonNode shown(JsonNode content) {
        List<JsonNode> examples = new ArrayList<>();
        content.properties().forEach(type -> {
            if (MediaTypes.of(type.getKey()) == MediaTypes.JSON || MediaTypes.of(type.getKey()) == MediaTypes.ANY) {
                examples.add(type.getValue().path("example"));
                type.getValue()
                        .path("examples")
                        .forEach(example ->
                                examples.add(references.follow(example).path("value")));
            }
        });
        return examples.stream()
                .filter(example -> !example.isMissingNode())
                .findFirst()
                .orElse(Json.nothing());
    }

    private void addRefusal(Content content, Code code) {
        if (!content.hasExample(exampleName(code))) {
            content.putExample(exampleName(code), example(code));
        }
    }

    private ObjectNode example(Code code) {
        return Json.object()
                .put("summary", code.number() + " " + words.message(code))
                .set("value", envelopes.sample(code, null));
    }

    private static String exampleName(Code code) {
        return String.valueOf(code.number());
    }
}
