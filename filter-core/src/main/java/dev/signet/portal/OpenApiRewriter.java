package dev.signet.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.access.AccessRule;
import dev.signet.access.PathPattern;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Makes of an application's own OpenAPI document the one its callers need: with the envelope around every answer, the token
 * in front of every call, and our addresses. What is neither stays as it was, in its order: schemas, references, vendor
 * extensions, request bodies; and webhooks and callbacks, which are calls that others answer.
 */
final class OpenApiRewriter {

    static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private final Contract contract;
    private final Words words;
    private final Place place;

    /**
     * What is known of the webapp.
     *
     * @param contextPath of the webapp
     * @param tokenPath of the token endpoint, below it
     * @param servers where partners reach it; none: at the context path
     * @param title of the document, or blank for its own
     */
    record Place(String contextPath, String tokenPath, List<String> servers, String title) {}

    /** The paths of a document, and what stands between the context path and them. */
    private record Described(JsonNode paths, String base, References references) {

        /** Whether the calls of a pattern have an operation of their own, with which they are meant rather than with a template. */
        boolean has(String method, PathPattern pattern) {
            String path = pattern.prefix();
            return pattern.depth() == PathPattern.Depth.EXACT
                    && path.startsWith(base)
                    && references
                            .schema(paths.path(path.substring(base.length())))
                            .has(method);
        }
    }

    OpenApiRewriter(Contract contract, Words words, Place place) {
        this.contract = contract;
        this.words = words;
        this.place = place;
    }

    /**
     * Rewrites a document.
     *
     * @throws IOException where it is not an OpenAPI document of a version that is known
     */
    ObjectNode rewrite(JsonNode source) throws IOException {
        Dialect dialect = Dialect.of(source);
        if (dialect == null || !(source instanceof ObjectNode original)) {
            throw new IOException("it is not an OpenAPI document of version 3.0 or 3.1");
        }
        ObjectNode document = original.deepCopy();
        References references = new References(original);
        String base = base(original);
        ObjectNode info = Json.child(document, "info");
        if (!place.title().isEmpty() || !info.path("title").isTextual()) {
            info.put("title", place.title().isEmpty() ? "API" : place.title());
        }
        if (!info.path("version").isTextual()) {
            info.put("version", "1.0");
        }
        writeServers(document, base);
        ObjectNode paths = Json.child(document, "paths");
        ObjectNode components = Json.child(document, "components");
        addScheme(components);
        Envelopes envelopes = new Envelopes(contract, words, components);
        Responses responses = new Responses(references, dialect, envelopes, contract, words);
        AccessNotes access = new AccessNotes(contract, dialect, words);
        for (Map.Entry<String, JsonNode> path : original.path("paths").properties()) {
            if (path.getKey().startsWith("/")) {
                Described described = new Described(original.path("paths"), base, references);
                paths.set(path.getKey(), item(path.getValue(), path.getKey(), described, responses, access));
            }
        }
        addToken(paths, base, new TokenOperation(envelopes, contract, words));
        new MovedParts(references, components).mend(document);
        return document;
    }

    /** What stands between the context path and the paths, by the document's own address. */
    String base(JsonNode original) {
        JsonNode server = original.path("servers").path(0);
        String url = server.path("url").asText();
        for (Map.Entry<String, JsonNode> variable : server.path("variables").properties()) {
            url = url.replace(
                    '{' + variable.getKey() + '}',
                    variable.getValue().path("default").asText());
        }
        String path =
                url.replaceFirst("^(?:[a-zA-Z][a-zA-Z0-9+.-]*:)?//[^/]*", "").replaceFirst("/+$", "");
        return path.startsWith(place.contextPath() + "/") && path.indexOf('{') < 0
                ? path.substring(place.contextPath().length())
                : "";
    }

    private void writeServers(ObjectNode document, String base) {
        var servers = document.putArray("servers");
        if (place.servers().isEmpty()) {
            String path = place.contextPath() + base;
            servers.addObject().put("url", path.isEmpty() ? "/" : path);
        }
        place.servers().forEach(url -> servers.addObject().put("url", url));
    }

    private void addScheme(ObjectNode components) {
        ObjectNode scheme = Json.object()
                .put("type", "http")
                .put("scheme", "bearer")
                .put("bearerFormat", "JWT")
                .put(
                        "description",
                        words.say(
                                "请求头 Authorization: Bearer {token}，token 由 " + place.tokenPath() + " 获取",
                                "The header Authorization: Bearer {token}; the token is from " + place.tokenPath()));
        Json.child(components, "securitySchemes").set(AccessNotes.SCHEME, scheme);
    }

    /** One path; what it refers to is written in its place, since others may refer to it for what is not called here. */
    private JsonNode item(JsonNode given, String key, Described described, Responses responses, AccessNotes access) {
        String path = described.base + key;
        if (!(described.references.schema(given) instanceof ObjectNode found)) {
            return given;
        }
        ObjectNode item = found.deepCopy();
        item.remove("servers");
        for (Map.Entry<String, JsonNode> member : found.properties()) {
            if (METHODS.contains(member.getKey()) && item.get(member.getKey()) instanceof ObjectNode operation) {
                String method = member.getKey().toUpperCase(Locale.ROOT);
                AccessRule rule = contract.rule(method, path);
                List<AccessRule> others = contract.exceptions(method, path).stream()
                        .filter(other -> !described.has(member.getKey(), other.path()))
                        .toList();
                List<AccessNotes.Refusal> refusals = access.refusals(rule, others);
                operation.remove("servers");
                if (contract.isExcluded(path)) {
                    operation.set("responses", responses.bare(operation.path("responses"), refusals));
                } else if (!method.equals("TRACE")) {
                    Delivery least = contract.isPartlyExcluded(path) ? Delivery.EITHER : Delivery.WRAPPED;
                    operation.set("responses", responses.rewrite(operation.path("responses"), refusals, least));
                }
                access.write(operation, rule, others);
            }
        }
        return item;
    }

    private void addToken(ObjectNode paths, String base, TokenOperation token) {
        boolean below = place.tokenPath().startsWith(base + "/");
        String path = below ? place.tokenPath().substring(base.length()) : place.tokenPath();
        ObjectNode item = Json.child(paths, path);
        if (item.has("post")) {
            return; // the application describes it itself
        }
        if (!below && !item.has("servers")) {
            var servers = item.putArray("servers");
            if (place.servers().isEmpty()) {
                servers.addObject().put("url", place.contextPath().isEmpty() ? "/" : place.contextPath());
            }
            place.servers()
                    .forEach(url -> servers.addObject()
                            .put("url", url.endsWith(base) ? url.substring(0, url.length() - base.length()) : url));
        }
        Set<String> ids = new HashSet<>();
        paths.findValues("operationId").forEach(id -> ids.add(id.asText()));
        String id = "getToken";
        while (ids.contains(id)) {
            id += '_';
        }
        item.set("post", token.operation(id));
    }

    /** The description of a webapp that has none: who may call what. */
    ObjectNode rulesAlone() {
        ObjectNode document = Json.object().put("openapi", "3.0.3");
        AccessNotes access = new AccessNotes(contract, Dialect.OPENAPI_3_0, words);
        StringBuilder rules = new StringBuilder("| " + words.name("方法", "methods") + " | " + words.name("路径", "paths")
                + " | " + words.name("鉴权", "access") + " |\n|---|---|---|\n");
        contract.rules().all().forEach(rule -> append(rules, rule, access));
        append(rules, AccessRule.OTHERWISE, access);
        document.putObject("info")
                .put("title", place.title().isEmpty() ? "API" : place.title())
                .put("description", rules.toString())
                .put("version", "1.0");
        document.putObject("paths");
        return document;
    }

    private void append(StringBuilder rules, AccessRule rule, AccessNotes access) {
        String[] parts = rule.toString().split(" ", 3);
        rules.append("| ")
                .append(parts[0].replace("*", "\\*"))
                .append(" | `")
                .append(parts[1])
                .append("` | ")
                .append(words.say(access.inChinese(rule), access.inEnglish(rule))
                        .replace("\n\n", "<br>"))
                .append(" |\n");
    }
}
