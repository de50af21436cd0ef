package dev.signet.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents of applications, and what becomes of them. */
class OpenApiRewriterTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Place PLACE = new Place("/app", "/api/token", List.of(), "");
    private static final String PETS = "petstore-3.0.json";
    private static final String EVENTS = "events-3.1.json";

    private static Contract contract(Map<String, String> facts) {
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

    private static OpenApiRewriter rewriter(Map<String, String> facts, Place place) {
        Contract contract = contract(facts);
        return new OpenApiRewriter(contract, Words.of(contract), place);
    }

    private static OpenApi rewritten(String name, String... facts) throws IOException {
        Map<String, String> all = new HashMap<>();
        for (String fact : facts) {
            all.put(fact, fact.equals(Contract.LANGUAGE) ? "en" : "true");
        }
        return new OpenApi(rewriter(all, PLACE).rewrite(OpenApi.resource(name)));
    }

    private static JsonNode json(String text) throws IOException {
        return JSON.readTree(text.replace('\'', '"'));
    }

    private static JsonNode ofPet(OpenApi document, String pointer) {
        return document.responses("get", "/pet/{petId}").at(pointer);
    }

    @ParameterizedTest
    @ValueSource(strings = {PETS, EVENTS})
    void documentWhenRewrittenInEveryModeThenValidByTheSchemaOfItsVersion(String name) throws Exception {
        rewritten(name).assertValid();
        rewritten(name, Contract.REAL_STATUS).assertValid();
        rewritten(name, Contract.NO_CONTENT_PASSES, Contract.TEXT_WRAPPED).assertValid();
        rewritten(name, Contract.NUMERIC_TIMESTAMP, Contract.LANGUAGE).assertValid();
    }

    @ParameterizedTest
    @ValueSource(strings = {PETS, EVENTS})
    void documentWhenRewrittenThenEveryReferenceLeadsSomewhere(String name) throws Exception {
        JsonNode document = rewritten(name).document();
        List<String> lost = new ArrayList<>();
        for (JsonNode reference : document.findValues("$ref")) {
            String text = reference.asText();
            if (text.startsWith("#/")
                    && !text.startsWith("#/$defs")
                    && new References(document).target(text).isMissingNode()) {
                lost.add(text);
            }
        }
        assertEquals(List.of(), lost);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'code':1,'message':'成功','data':{'name':'Rex','photoUrls':[]},'timestamp':'1664344355485'} | true",
                "{'code':404,'message':'无此资源','data':null,'timestamp':'1664344355485'} | true",
                "{'code':12004,'message':'x','data':{'title':'no'},'timestamp':'1664344355485'} | true",
                "{'code':20001,'message':'x','data':[1],'timestamp':'1664344355485'} | true",
                "{'code':1,'message':'成功','data':null,'timestamp':'1664344355485'} | false",
                "{'code':1,'message':'成功','data':{'name':'Rex'},'timestamp':'1664344355485'} | false",
                "{'code':1,'message':'成功','timestamp':'1664344355485'} | false",
                "{'code':'1','message':'成功','data':{'name':'Rex','photoUrls':[]},'timestamp':'1664344355485'} | false",
                "{'code':404,'message':'无此资源','data':null,'timestamp':1664344355485} | false",
                "{'name':'Rex','photoUrls':[]} | false",
            })
    void answerWhenHeldAgainstTheSchemaThenEnvelopesAlone(String answer, boolean valid) throws Exception {
        OpenApi document = rewritten(PETS);
        List<String> errors = document.errors("get", "/pet/{petId}", "200", "application/json", json(answer));
        assertEquals(valid, errors.isEmpty(), errors::toString);
    }

    @Test
    void timestampWhenANumberThenOne() throws Exception {
        OpenApi document = rewritten(PETS, Contract.NUMERIC_TIMESTAMP);
        String answer = "{'code':404,'message':'m','data':null,'timestamp':%s}";
        assertEquals(
                List.of(),
                document.errors(
                        "get", "/pet/{petId}", "200", "application/json", json(answer.formatted("1664344355485"))));
        assertNotEquals(
                List.of(),
                document.errors(
                        "get", "/pet/{petId}", "200", "application/json", json(answer.formatted("'1664344355485'"))));
    }

    @Test
    void successesWhenSeveralThenOneWithDataOfAny() throws Exception {
        OpenApi document = rewritten(PETS);
        JsonNode responses = document.responses("post", "/pet");
        assertEquals(List.of("200"), names(responses));
        assertEquals("string", responses.at("/200/headers/Location/schema/type").asText());
        String answer = "{'code':1,'message':'m','data':%s,'timestamp':'1664344355485'}";
        for (String data : List.of("null", "{'name':'Rex','photoUrls':[]}")) {
            assertEquals(
                    List.of(),
                    document.errors("post", "/pet", "200", "application/json", json(answer.formatted(data))));
        }
        assertNotEquals(
                List.of(), document.errors("post", "/pet", "200", "application/json", json(answer.formatted("7"))));
        assertEquals(
                List.of(),
                document.errors(
                        "get",
                        "/pet/findByStatus",
                        "200",
                        "application/json",
                        json(answer.formatted("{'title':'of default'}"))));
        assertEquals(
                List.of(),
                document.errors("delete", "/pet/{petId}", "200", "application/json", json(answer.formatted("null"))));
        assertNotEquals(
                List.of(),
                document.errors("delete", "/pet/{petId}", "200", "application/json", json(answer.formatted("{}"))));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void failuresWhenDescribedThenExamplesOneACode() throws Exception {
        JsonNode examples = ofPet(rewritten(PETS), "/200/content/application~1json/examples");
        assertEquals(List.of("success", "success-2", "404", "20009", "10003", "10004"), names(examples));
        assertEquals(
                json("{'code':20009,'message':'资源冲突','data':null,'timestamp':'1664344355485'}"),
                examples.at("/20009/value"));
        assertEquals("Being fed", examples.at("/20009/description").asText());
        assertEquals("Rex", examples.at("/success/value/data/name").asText());
        assertEquals("Tom", examples.at("/success-2/value/data/name").asText());
        JsonNode problem = rewritten(PETS).responses("get", "/pet/findByStatus");
        assertEquals(
                "status is unknown",
                problem.at("/200/content/application~1json/examples/12004/value/data/title")
                        .asText());
        JsonNode late = rewritten(EVENTS).responses("get", "/files/{id}");
        assertTrue(
                late.at("/200/content/application~1json/examples/-1/value/data").isNull(), late::toString);
    }

    @Test
    void statusesWhenKeptThenAnEnvelopeEach() throws Exception {
        OpenApi document = rewritten(PETS, Contract.REAL_STATUS);
        assertEquals(
                List.of("200", "404", "410", "409", "401", "default"),
                names(document.responses("get", "/pet/{petId}")));
        JsonNode added = document.responses("post", "/pet");
        assertEquals(List.of("201", "204", "4XX", "5XX", "401", "403", "default"), names(added));
        assertFalse(added.path("204").has("content"));
        assertEquals(
                "#/components/schemas/SignetFailure_",
                added.at("/4XX/content/application~1json/schema/$ref").asText());
        assertEquals(List.of("10003", "10004"), names(added.at("/401/content/application~1json/examples")));
    }

    @Test
    void mediaTypesWhenRewrittenThenJsonInEnvelopesAndTheRestAsItWas() throws Exception {
        OpenApi document = rewritten(PETS);
        assertEquals(
                List.of("application/xml", "application/json"),
                names(document.responses("put", "/pet").at("/200/content")));
        assertEquals(
                List.of("application/json"),
                names(document.responses("get", "/pet/findByStatus").at("/200/content")));
        assertEquals(
                List.of("application/json"),
                names(document.responses("get", "/store/last").at("/200/content")));
        JsonNode photo = document.responses("get", "/pet/{petId}/photo").at("/200/content");
        assertEquals(List.of("image/png", "application/json"), names(photo));
        assertEquals(
                "#/components/schemas/SignetFailure_",
                photo.at("/application~1json/schema/$ref").asText());
        assertEquals(
                List.of("application/json", "text/plain"),
                names(document.responses("post", "/pet/{petId}/photo").at("/200/content")));
        assertTrue(document.responses("post", "/pet/{petId}/photo").has("302"));
        OpenApi events = rewritten(EVENTS);
        assertEquals(
                List.of("*/*", "application/json"),
                names(events.responses("get", "/files/{id}").at("/200/content")));
        assertEquals(
                List.of("text/plain", "application/json"),
                names(events.responses("post", "/events/{id}").at("/200/content")));
        OpenApi wrapped = rewritten(EVENTS, Contract.TEXT_WRAPPED);
        assertEquals(
                List.of("application/json"),
                names(wrapped.responses("post", "/events/{id}").at("/200/content")));
        assertEquals(
                7,
                events.responses("get", "/events/{id}")
                        .at("/200/content/application~1json/x-kept")
                        .asInt());
    }

    @Test
    void noContentWhenItPassesThenStaysAsItWas() throws Exception {
        JsonNode gone = rewritten(PETS, Contract.NO_CONTENT_PASSES).responses("delete", "/pet/{petId}");
        assertEquals(List.of("204", "200"), names(gone));
        assertTrue(gone.at("/200/content/application~1json/schema").has("$ref"), gone::toString);
    }

    @Test
    void accessWhenRewrittenThenThatOfTheRules() throws Exception {
        OpenApi pets = rewritten(PETS);
        OpenApi events = rewritten(EVENTS);
        assertEquals(json("[]"), pets.at("/paths/~1store~1last/get/security"));
        assertEquals(json("[{},{'token':[]}]"), pets.at("/paths/~1pet~1findByStatus/get/security"));
        assertEquals(json("[{'token':[]}]"), pets.at("/paths/~1pet/post/security"), "3.0 names no roles");
        assertEquals(json("[{'token':['events']}]"), events.at("/paths/~1events~1{id}/get/security"));
        assertEquals(
                "One of them.\n\n**鉴权**：需要 token，且 token 具有以下 scope：`events`。",
                events.at("/paths/~1events~1{id}/get/description").asText());
        assertTrue(pets.at("/paths/~1pet/post/description").asText().contains("以下 scope之一：`pets:write`、`pets:all`"));
        assertTrue(pets.at("/paths/~1pet~1{petId}/delete/description").asText().contains("`admin`"));
        assertTrue(
                pets.at("/paths/~1store~1undescribed/get/description").asText().contains("不对外开放"));
        assertEquals(
                "**Access**: a token is needed.",
                rewritten(PETS, Contract.LANGUAGE)
                        .at("/paths/~1pet/put/description")
                        .asText());
        assertEquals(
                json("{'type':'http','scheme':'bearer','bearerFormat':'JWT'}"),
                ((ObjectNode) pets.at("/components/securitySchemes/token").deepCopy()).without("description"));
        assertEquals(json("[{'token':[]}]"), pets.at("/security"));
    }

    @Test
    void excludedPathWhenRewrittenThenItsAnswersAreItsOwn() throws Exception {
        assertEquals(
                OpenApi.resource(PETS).at("/paths/~1store~1health/get/responses"),
                rewritten(PETS).responses("get", "/store/health"));
    }

    @Test
    void serversWhenRewrittenThenOurs() throws Exception {
        OpenApi document = rewritten(EVENTS);
        assertEquals(json("[{'url':'/app'}]"), document.at("/servers"));
        assertEquals(json("[{'url':'/app'}]"), rewritten(PETS).at("/servers"));
        assertFalse(rewritten(PETS).at("/paths/~1pet").has("servers"));
        Place place = new Place("", "/api/token", List.of(), "");
        OpenApi atRoot = new OpenApi(rewriter(Map.of(), place).rewrite(OpenApi.resource(PETS)));
        assertEquals(json("[{'url':'/api/v3'}]"), atRoot.at("/servers"));
        assertEquals(json("[{'url':'/'}]"), atRoot.at("/paths/~1api~1token/servers"));
        Place named = new Place("", "/api/token", List.of("https://api.acme.com/api/v3"), "Acme");
        OpenApi ours = new OpenApi(rewriter(Map.of(), named).rewrite(OpenApi.resource(PETS)));
        assertEquals(json("[{'url':'https://api.acme.com/api/v3'}]"), ours.at("/servers"));
        assertEquals(json("[{'url':'https://api.acme.com'}]"), ours.at("/paths/~1api~1token/servers"));
        assertEquals("Acme", ours.at("/info/title").asText());
    }

    @Test
    void tokenOperationWhenRewrittenThenThereUnderAFreeId() throws Exception {
        OpenApi document = rewritten(EVENTS);
        assertEquals(
                "getToken_", document.at("/paths/~1api~1token/post/operationId").asText());
        assertEquals("Tokens", document.at("/paths/~1api~1token/summary").asText());
        assertEquals(
                List.of(),
                document.errors(
                        "post",
                        "/api/token",
                        "200",
                        "application/json",
                        json(
                                "{'code':1,'message':'m','data':{'token':'t','expirationTime':'2022-09-28 13:53:05'},'timestamp':'1664344355485'}")));
    }

    @Test
    void restWhenRewrittenThenAsItWasInItsOrder() throws Exception {
        JsonNode pets = OpenApi.resource(PETS);
        JsonNode now = rewritten(PETS).document();
        assertEquals(
                List.of("openapi", "info", "servers", "tags", "paths", "components", "x-root", "security"), names(now));
        for (String same : List.of(
                "/info",
                "/tags",
                "/paths/x-paths",
                "/x-root",
                "/components/schemas/Pet",
                "/components/responses",
                "/components/requestBodies",
                "/components/securitySchemes/petstore_auth",
                "/paths/~1pet/post/x-codegen",
                "/paths/~1pet/put/requestBody",
                "/paths/~1pet~1{petId}/parameters")) {
            assertEquals(pets.at(same), now.at(same), same);
        }
        JsonNode exact =
                Json.read("{\"openapi\":\"3.0.0\",\"info\":{},\"paths\":{},\"x-n\":[1.50,1E+2,12345678901234567890.10]}"
                        .getBytes());
        String text = new String(Json.write(new OpenApiRewriter(Contract.USUAL, Words.CHINESE, PLACE).rewrite(exact)));
        assertTrue(text.contains("[1.50,1E+2,12345678901234567890.10]"), text);
        JsonNode events = OpenApi.resource(EVENTS);
        now = rewritten(EVENTS).document();
        for (String same : List.of(
                "/webhooks",
                "/components/pathItems",
                "/components/schemas/Event",
                "/jsonSchemaDialect",
                "/paths/~1events~1{id}/trace/responses",
                "/paths/~1events~1{id}/post/callbacks/told/{$request.body#~1url}/post/servers")) {
            assertEquals(events.at(same), now.at(same), same);
        }
    }

    @Test
    void referencesWhenTheyLedIntoAnAnswerThenLeadToWhatWasThere() throws Exception {
        OpenApi pets = rewritten(PETS);
        String moved = pets.responses("get", "/store/last")
                .at("/200/content/application~1json/schema/oneOf/0/properties/data/$ref")
                .asText();
        assertEquals("#/components/schemas/Moved1", moved);
        assertEquals(json("{'$ref':'#/components/schemas/Pet'}"), pets.at("/components/schemas/Moved1"));
        OpenApi events = rewritten(EVENTS);
        assertEquals(json("{'type':['object','null']}"), events.at("/components/schemas/Moved1"));
    }

    @Test
    void pathsWhenReferencesThenRewrittenInTheirPlaceAndCirclesLeftAlone() throws Exception {
        ObjectNode source = (ObjectNode) OpenApi.resource(EVENTS);
        ((ObjectNode) source.path("paths")).putObject("/round").put("$ref", "#/components/pathItems/Round");
        OpenApi events = new OpenApi(rewriter(Map.of(), PLACE).rewrite(source));
        String schema = "/200/content/application~1json/schema";
        assertTrue(events.responses("get", "/events").at(schema).has("oneOf"));
        assertEquals(
                events.responses("get", "/events").at(schema),
                events.responses("get", "/again").at(schema));
        assertEquals(source.at("/paths/~1round"), events.at("/paths/~1round"));
        String anything = "{'code':1,'message':'m','data':7,'timestamp':'1664344355485'}";
        assertEquals(
                List.of(),
                events.errors("get", "/events", "200", "application/json", json(anything)),
                "299 is a circle");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "7", "{\"swagger\":\"2.0\"}", "{\"openapi\":\"3.2.0\"}", "{\"openapi\":3.0}"})
    void documentWhenOfAnotherKindThenRefused(String text) throws Exception {
        JsonNode source = Json.read(text.getBytes());
        assertThrows(
                IOException.class, () -> new OpenApiRewriter(Contract.USUAL, Words.CHINESE, PLACE).rewrite(source));
    }

    @Test
    void documentWhenThereIsNoneThenTheTokenAndTheRules() throws Exception {
        OpenApi document = new OpenApi(rewriter(Map.of(), PLACE)
                        .rewrite(rewriter(Map.of(), PLACE).rulesAlone()))
                .assertValid();
        assertEquals(List.of("/api/token"), names(document.at("/paths")));
        assertTrue(
                document.at("/info/description").asText().contains("| POST | `/pet` |"),
                document.document()::toPrettyString);
    }
}
