package dev.signet.portal;

import static dev.signet.portal.Rewriting.EVENTS;
import static dev.signet.portal.Rewriting.PETS;
import static dev.signet.portal.Rewriting.PLACE;
import static dev.signet.portal.Rewriting.json;
import static dev.signet.portal.Rewriting.names;
import static dev.signet.portal.Rewriting.rewriter;
import static dev.signet.portal.Rewriting.rewritten;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.portal.OpenApiRewriter.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents of applications, and what becomes of them. */
class OpenApiRewriterTest {

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
        assertTrue(pets.at("/paths/~1pet/post/description").asText().contains("以下 scope 之一：`pets:write`、`pets:all`"));
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
        assertEquals(List.of("openapi", "info", "servers", "tags", "paths", "components", "x-root"), names(now));
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
                        .getBytes(UTF_8));
        String text =
                new String(Json.write(new OpenApiRewriter(Contract.USUAL, Words.CHINESE, PLACE).rewrite(exact)), UTF_8);
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
        JsonNode source = Json.read(text.getBytes(UTF_8));
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

    /** It is for webhooks and callbacks, which others answer; each operation of ours says its own. */
    @Test
    void securityOfTheDocumentWhenRewrittenThenAsItWas() throws Exception {
        ObjectNode source = (ObjectNode) OpenApi.resource(EVENTS);
        assertFalse(rewriter(Map.of(), PLACE).rewrite(source).has("security"));
        source.putArray("security").addObject().putArray("theirs");
        assertEquals(
                json("[{'theirs':[]}]"),
                rewriter(Map.of(), PLACE).rewrite(source).at("/security"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'url':'{scheme}://{host}/app/{v}','variables':{'scheme':{'default':'https'},'host':{'default':'a.example'},'v':{'default':'v2'}}} | /app/v2",
                "{'url':'//a.example/app/v2/'} | /app/v2",
                "{'url':'https://a.example/app/{v}'} | /app",
                "{'url':'https://a.example/other'} | /app",
                "{'url':'/app'} | /app"
            })
    void addressWhenTheServerIsDescribedThenItsPathBelowOurs(String server, String expected) throws Exception {
        ObjectNode source = (ObjectNode) OpenApi.resource(PETS);
        source.putArray("servers").add(json(server));
        assertEquals(
                expected,
                rewriter(Map.of(), PLACE).rewrite(source).at("/servers/0/url").asText());
    }

    @Test
    void sourceWhenRewrittenTwiceThenUnchangedAndTheSame() throws Exception {
        JsonNode source = json("""
                {'openapi':'3.0.1','info':{'title':'T','version':'1'},'paths':{
                '/a':{'get':{'responses':{'200':{'$ref':'#/components/responses/R'}}}},
                '/b':{'get':{'responses':{'200':{'description':'b','headers':{'X-B':{'schema':{'type':'string'}}}}}}}},
                'components':{'responses':{'R':{'description':'r','headers':{
                'X-A':{'$ref':'#/paths/~1b/get/responses/200/headers/X-B'}}}}}}""");
        JsonNode before = source.deepCopy();
        ObjectNode first = rewriter(Map.of(), PLACE).rewrite(source);
        assertEquals(before, source);
        assertEquals(first, rewriter(Map.of(), PLACE).rewrite(source));
        assertEquals(
                "#/components/headers/Moved1",
                first.at("/paths/~1a/get/responses/200/headers/X-A/$ref").asText());
    }

    @Test
    void tokenOperationWhenStatusesAreKeptThenItsFailuresAreThere() throws Exception {
        OpenApi pets = rewritten(PETS, Contract.REAL_STATUS).assertValid();
        JsonNode responses = pets.at("/paths/~1api~1token/post/responses");
        assertEquals(List.of("200", "default"), names(responses));
        assertEquals(
                List.of("15000", "12004", "-1"), names(responses.at("/default/content/application~1json/examples")));
        assertEquals(List.of("success"), names(responses.at("/200/content/application~1json/examples")));
    }

    @Test
    void namesWhenBothLanguagesAreWantedThenOnOneLine() throws Exception {
        OpenApiRewriter both = rewriter(Map.of(Contract.LANGUAGE, "accept-language"), PLACE);
        JsonNode token = both.rewrite(OpenApi.resource(PETS)).at("/paths/~1api~1token/post");
        assertEquals("获取 token / Get a token", token.path("summary").asText());
        assertEquals("鉴权 / Access", token.at("/tags/0").asText());
        assertTrue(both.rulesAlone()
                .at("/info/description")
                .asText()
                .startsWith("| 方法 / methods | 路径 / paths | 鉴权 / access |\n|---|---|---|\n"));
    }
}
