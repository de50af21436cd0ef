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
        out.line(say("### 版本记录", "### Versions")).blank();
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
        appendix();
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
        out.line(say("请求方式和地址：", "Call: ") + Markdown.code(named)).blank();
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
        List<JsonNode> all = new ArrayList<>();
        item.path("parameters").forEach(all::add);
        operation.path("parameters").forEach(all::add);
        if (all.isEmpty()) {
            return;
        }
        out.quoted(say("请求参数：", "Parameters:"));
        out.head(say("参数", "Name"), say("位置", "In"), say("类型", "Type"), say("必填", "Required"), say("说明", "Meaning"));
        for (JsonNode given : all) {
            JsonNode parameter = references.follow(given);
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
            JsonNode success = envelope.path("schema").path("oneOf").path(0);
            passing(content, success.isMissingNode());
            if (response.getKey().startsWith("2") && success.path("properties").has("data")) {
                JsonNode data = success.path("properties").path("data");
                out.quoted(say("返回 data 参数：", "What data is:"));
                rows(data, say("必有", "Always there"));
                ObjectNode sample = sample(envelope, data);
                out.quoted(say("返回示例：", "Sample:")).json(Json.pretty(sample));
            }
            failures(envelope.path("examples"));
        });
    }

    /** What comes without an envelope, instead of one or as the only success. */
    private void passing(JsonNode content, boolean alone) {
        content.properties().forEach(type -> {
            if (!type.getKey().equals(Content.JSON)) {
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
            if (!example.getKey().startsWith("success") && followed.has("summary")) {
                String description = followed.path("description").asText();
                lines.add("- " + Markdown.text(followed.path("summary").asText())
                        + (description.isBlank() ? "" : say("：", ": ") + Markdown.text(description)));
            }
        });
        if (!lines.isEmpty()) {
            out.quoted(say("可能的错误码：", "Failures:"));
            lines.forEach(out::line);
            out.blank();
        }
    }

    private void appendix() {
        out.line(say("## 附录", "## Appendix")).blank();
        out.line(say("### 鉴权方式", "### Access")).blank();
        out.line(say(
                        "本系统使用 JWT 鉴权。请求时在请求头 Authorization 中携带 token，格式为 `Bearer {token}`（两者之间有一个空格）。" + "token 由 "
                                + Markdown.code(tokenPath) + " 获取；除注明“不需要 token”的接口外，都需携带 token。",
                        "Calls carry a JWT in the header Authorization, as `Bearer {token}` with one space in between. The token"
                                + " is from " + Markdown.code(tokenPath)
                                + ". Every operation needs one unless it says otherwise."))
                .blank();
        out.head(say("请求头", "Header"), say("类型", "Type"), say("说明", "Meaning"));
        out.row("Authorization", "string", say("例如 token 为“qwer”，则值为“Bearer qwer”", "with the token qwer: Bearer qwer"))
                .blank();
        out.line(say("### 全局返回参数", "### The envelope")).blank();
        out.head(say("参数", "Name"), say("类型", "Type"), say("说明", "Meaning"));
        out.row("code", "int", say("返回码，成功为 1", "1 for success, else the error code"));
        out.row("message", "string", say("返回信息", "what the code means"));
        out.row(
                "data",
                "any",
                say("返回数据；失败时为 null，或对错误的说明", "the result; after a failure null, or what there is to know of it"));
        boolean number = contract.is(Contract.NUMERIC_TIMESTAMP);
        out.row(
                        "timestamp",
                        number ? "long" : "string",
                        say(
                                "13 位毫秒时间戳，例如 " + (number ? "1667351778075" : "\"1667351778075\""),
                                "milliseconds since 1970, 13 digits, like "
                                        + (number ? "1667351778075" : "\"1667351778075\"")))
                .blank();
        String header = contract.requestIdHeader();
        if (header != null) {
            out.line(say(
                            "失败的响应带有响应头 " + Markdown.code(header) + "，即请求 id；联系对接人员时请附上它。",
                            "The response to a call that failed has the id of that call in the header "
                                    + Markdown.code(header) + "; mention it when you contact us."))
                    .blank();
        }
        out.line(say("### 错误码", "### Error codes")).blank();
        out.head(
                say("错误码", "Code"),
                say("错误说明", "Meaning"),
                say("响应码", "Status"),
                say("原因", "Cause"),
                say("排查方法", "What to do"));
        boolean real = contract.is(Contract.REAL_STATUS);
        for (ErrorList.Row row : ErrorList.rows(contract)) {
            out.row(
                    String.valueOf(row.code().number()),
                    Markdown.text(say(row.code().chinese(), row.code().english())),
                    !real ? "200" : row.status() == 0 ? "4xx/5xx" : String.valueOf(row.status()),
                    Markdown.text(say(row.cause(), row.causeEnglish())),
                    Markdown.text(say(row.fix(), row.fixEnglish())));
        }
    }
}
