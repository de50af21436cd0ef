package dev.signet.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The interface document that is handed to a partner, made of a description that was rewritten. */
final class Guide {

    private final JsonNode document;
    private final Contract contract;
    private final Words words;
    private final String tokenPath;
    private final References references;
    private final SchemaView schemas;
    private final Markdown out = new Markdown();

    /**
     * Prepares it.
     *
     * @param document rewritten in the same language
     * @param words Chinese or English
     * @param tokenPath of the token endpoint, which comes first
     */
    Guide(JsonNode document, Contract contract, Words words, String tokenPath) {
        this.document = document;
        this.contract = contract;
        this.words = words;
        this.tokenPath = tokenPath;
        this.references = new References(document);
        this.schemas = new SchemaView(references);
    }

    private String say(String chinese, String english) {
        return words.say(chinese, english);
    }

    String text(LocalDate today) {
        JsonNode info = document.path("info");
        out.line("# " + Markdown.text(info.path("title").asText()) + say(" 接口文档", ": interface document"))
                .blank();
        out.line(say("## 一、前言", "## 1. Introduction")).blank();
        out.line(say(
                        "本文档供对接方使用。请求和响应的默认数据格式为 JSON（UTF-8），请严格按照文档要求调用。",
                        "This document is for those who call this interface. Requests and responses are JSON in UTF-8 unless"
                                + " an operation says otherwise."))
                .blank();
        if (info.path("description").isTextual()) {
            out.line(Markdown.description(info.path("description").asText())).blank();
        }
        out.line(say("### 版本记录", "### Revision history")).blank();
        out.head(say("日期", "Date"), say("版本号", "Version"), say("修订人", "Author"), say("说明", "Changes"));
        out.row(today.toString(), Markdown.text(info.path("version").asText()), " ", " ")
                .blank();
        out.line(say("### 接口地址", "### Addresses")).blank();
        document.path("servers")
                .forEach(server ->
                        out.line("- " + Markdown.code(server.path("url").asText())));
        out.blank().line(say("## 二、接口", "## 2. Operations")).blank();
        int number = 0;
        for (Map.Entry<String, JsonNode> path : tokenFirst().entrySet()) {
            for (Map.Entry<String, JsonNode> member : path.getValue().properties()) {
                if (OpenApiRewriter.METHODS.contains(member.getKey())
                        && member.getValue() instanceof ObjectNode operation) {
                    number++;
                    operation(number, member.getKey(), path.getKey(), path.getValue(), operation);
                }
            }
        }
        new GuideAppendix(contract, words, tokenPath).write(out);
        return out.toString();
    }

    private Map<String, JsonNode> tokenFirst() {
        Map<String, JsonNode> paths = new LinkedHashMap<>();
        document.path("paths").properties().forEach(path -> {
            if (tokenPath.endsWith(path.getKey()) && path.getValue().has("post")) {
                paths.put(path.getKey(), path.getValue());
            }
        });
        document.path("paths").properties().forEach(path -> paths.putIfAbsent(path.getKey(), path.getValue()));
        return paths;
    }

    private void operation(int number, String method, String path, JsonNode item, ObjectNode operation) {
        String named = method.toUpperCase(Locale.ROOT) + " " + path;
        String summary = operation.path("summary").asText();
        out.line("### 2." + number + " " + (summary.isBlank() ? Markdown.code(named) : Markdown.text(summary)))
                .blank();
        out.line(say("请求方式和地址：", "Request: ") + Markdown.code(named)).blank();
        if (item.path("servers").has(0)) {
            List<String> servers = new ArrayList<>();
            item.path("servers")
                    .forEach(server ->
                            servers.add(Markdown.code(server.path("url").asText())));
            out.line(say("此接口的地址：", "Address of this operation: ") + String.join(say("、", ", "), servers))
                    .blank();
        }
        if (operation.path("deprecated").asBoolean()) {
            out.line(say("**此接口已废弃，请勿用于新的对接。**", "**Deprecated: not for new callers.**"))
                    .blank();
        }
        if (operation.path("description").isTextual()) {
            out.line(Markdown.description(operation.path("description").asText()))
                    .blank();
        }
        parameters(item, operation);
        body(references.follow(operation.path("requestBody")).path("content"));
        answers(operation.path("responses"));
        out.line("---").blank();
    }

    private void parameters(JsonNode item, JsonNode operation) {
        Map<String, JsonNode> all = new LinkedHashMap<>(); // those of the operation take the place of the path's
        for (JsonNode described : List.of(item, operation)) {
            described.path("parameters").forEach(given -> {
                JsonNode parameter = references.follow(given);
                all.put(
                        parameter.path("in").asText()
                                + ' '
                                + parameter.path("name").asText(),
                        parameter);
            });
        }
        if (all.isEmpty()) {
            return;
        }
        out.quoted(say("请求参数：", "Parameters:"));
        out.head(say("参数", "Name"), say("位置", "In"), say("类型", "Type"), say("必填", "Required"), say("说明", "Meaning"));
        for (JsonNode parameter : all.values()) {
            out.row(
                    Markdown.text(parameter.path("name").asText()),
                    Markdown.text(parameter.path("in").asText()),
                    Markdown.text(schemas.type(parameter.path("schema"))),
                    yes(parameter.path("required").asBoolean()),
                    Markdown.text(
                            parameter.path("description").asText() + values(schemas.values(parameter.path("schema")))));
        }
        out.blank();
    }

    private String yes(boolean required) {
        return required ? say("是", "yes") : say("否", "no");
    }

    private void body(JsonNode content) {
        List<String> types = new ArrayList<>();
        content.properties().forEach(type -> types.add(Markdown.code(type.getKey())));
        if (types.isEmpty()) {
            return;
        }
        out.quoted(say("请求体（", "Body (") + String.join(say("、", ", "), types) + say("）：", "):"));
        JsonNode first = content.elements().next();
        rows(first.path("schema"), say("必填", "Required"));
        if (content.has(Content.JSON)) {
            JsonNode type = content.path(Content.JSON);
            out.json(Json.pretty(type.has("example") ? type.path("example") : schemas.sample(type.path("schema"))));
        }
    }

    private void rows(JsonNode schema, String required) {
        List<SchemaView.Row> rows = schemas.rows(schema);
        if (rows.isEmpty()) {
            out.line(say("类型：", "Type: ") + Markdown.code(schemas.type(schema))).blank();
            return;
        }
        out.head(say("参数", "Name"), say("类型", "Type"), required, say("说明", "Meaning"));
        for (SchemaView.Row row : rows) {
            out.row(
                    Markdown.text(row.name()),
                    Markdown.text(row.type()),
                    yes(row.required()),
                    Markdown.text(row.description() + values(row.values())));
        }
        out.blank();
    }

    private String values(List<String> values) {
        return values.isEmpty() ? "" : say(" 可选值：", " One of: ") + String.join(say("、", ", "), values);
    }

    private void answers(JsonNode responses) {
        responses.properties().forEach(response -> {
            JsonNode content = references.follow(response.getValue()).path("content");
            JsonNode envelope = content.path(Content.JSON);
            boolean bare = !envelope.isMissingNode() && !isEnvelope(envelope.path("schema"));
            if (bare && !response.getKey().startsWith("2")) {
                return; // a failure of a path that has no envelopes
            }
            JsonNode success = success(envelope.path("schema"));
            passing(content, bare || isBareAsWell(envelope.path("schema")), bare || success.isMissingNode());
            if (bare) {
                JsonNode own = envelope.path("schema");
                rows(Envelopes.mayFail(own) ? own.path("anyOf").path(0) : own, say("必有", "Always present"));
                failures(envelope.path("examples"));
                return;
            }
            if (response.getKey().startsWith("2") && success.path("properties").has("data")) {
                JsonNode data = success.path("properties").path("data");
                out.quoted(say("返回 data 参数：", "Contents of data:"));
                rows(data, say("必有", "Always present"));
                ObjectNode sample = sample(envelope, data);
                out.quoted(say("返回示例：", "Sample response:")).json(Json.pretty(sample));
            }
            failures(envelope.path("examples"));
        });
    }

    private static boolean isEnvelope(JsonNode schema) {
        return schema.path("anyOf").has(0) && isEnvelope(schema.path("anyOf").path(0))
                || schema.path("oneOf").path(0).path("properties").has("code")
                || schema.has(References.REF) && Envelopes.mayFail(schema);
    }

    /** The envelope of a success: the application's own, else ours; missing where there is none. */
    private JsonNode success(JsonNode schema) {
        for (JsonNode part : schema.path("anyOf")) {
            JsonNode own = references.schema(part);
            if (Envelopes.isOne(own)) {
                return own;
            }
        }
        return (schema.has("anyOf") ? schema.path("anyOf").path(0) : schema)
                .path("oneOf")
                .path(0);
    }

    /** Whether JSON without an envelope stands behind ours. */
    private boolean isBareAsWell(JsonNode schema) {
        boolean bare = false;
        for (int i = 1; i < schema.path("anyOf").size(); i++) {
            bare |= !Envelopes.isOne(references.schema(schema.path("anyOf").path(i)));
        }
        return bare;
    }

    /** What comes without an envelope, instead of one or as the only success. */
    private void passing(JsonNode content, boolean bare, boolean alone) {
        content.properties().forEach(type -> {
            if (bare || !type.getKey().equals(Content.JSON)) {
                String name = Markdown.code(type.getKey());
                out.line(
                                alone
                                        ? say(
                                                "成功时直接返回 " + name + "，不带信封。",
                                                "A success is " + name + " without an envelope.")
                                        : say(
                                                "成功时也可能直接返回 " + name + "，不带信封。",
                                                "A success may also be " + name + " without an envelope."))
                        .blank();
            }
        });
    }

    private ObjectNode sample(JsonNode envelope, JsonNode data) {
        if (references.follow(envelope.path("examples").path("success")).path("value") instanceof ObjectNode given) {
            return given;
        }
        return new Envelopes(contract, words, Json.object()).success(schemas.sample(data));
    }

    private void failures(JsonNode examples) {
        List<String> lines = new ArrayList<>();
        examples.properties().forEach(example -> {
            JsonNode followed = references.follow(example.getValue());
            if (example.getKey().matches("-?\\d+") && followed.has("summary")) {
                String description = followed.path("description").asText();
                lines.add("- " + Markdown.text(followed.path("summary").asText())
                        + (description.isBlank() ? "" : say("：", ": ") + Markdown.text(description)));
            }
        });
        if (!lines.isEmpty()) {
            out.quoted(say("可能的错误码：", "Possible errors:"));
            lines.forEach(out::line);
            out.blank();
        }
    }
}
