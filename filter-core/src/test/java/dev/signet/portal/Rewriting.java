package dev.signet.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signet.access.AccessRule;
import dev.signet.access.AccessRules;
import dev.signet.access.PathPattern;
import dev.signet.portal.Contract.Kind;
import dev.signet.portal.Contract.OwnError;
import dev.signet.portal.OpenApiRewriter.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Descriptions of the tests, rewritten by rules and codes of theirs. */
final class Rewriting {

    static final JsonMapper JSON = new JsonMapper();
    static final Place PLACE = new Place("/app", "/api/token", List.of(), "");
    static final String PETS = "petstore-3.0.json";
    static final String EVENTS = "events-3.1.json";

    static Contract contract(Map<String, String> facts) {
        AccessRules rules = new AccessRules(Stream.of(
                        "* /api/token permit",
                        "GET /pet/findByStatus optional",
                        "GET /store/last permit",
                        "POST /pet scope pets:write,pets:all",
                        "DELETE /pet/** role admin",
                        "* /store/undescribed deny",
                        "GET /store/health permit",
                        "GET /events/** scope events")
                .map(AccessRule::parse)
                .toList());
        return new Contract(
                rules,
                List.of(PathPattern.parse("/store/health")),
                facts,
                List.of(
                        new OwnError(Kind.STATUS, "409", 20009, "资源冲突", "Conflict"),
                        new OwnError(Kind.REASON, "expired", 10004, "重新登录", "Log in again")));
    }

    static OpenApiRewriter rewriter(Map<String, String> facts, Place place) {
        Contract contract = contract(facts);
        return new OpenApiRewriter(contract, Words.of(contract), place);
    }

    static OpenApi rewritten(String name, String... facts) throws IOException {
        Map<String, String> all = new HashMap<>();
        for (String fact : facts) {
            all.put(fact, fact.equals(Contract.LANGUAGE) ? "en" : "true");
        }
        return new OpenApi(rewriter(all, PLACE).rewrite(OpenApi.resource(name)));
    }

    static JsonNode json(String text) throws IOException {
        return JSON.readTree(text.replace('\'', '"'));
    }

    static JsonNode ofPet(OpenApi document, String pointer) {
        return document.responses("get", "/pet/{petId}").at(pointer);
    }

    static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private Rewriting() {}
}
