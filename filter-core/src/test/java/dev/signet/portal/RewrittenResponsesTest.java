package dev.signet.portal;

import static dev.signet.portal.Rewriting.EVENTS;
import static dev.signet.portal.Rewriting.PETS;
import static dev.signet.portal.Rewriting.json;
import static dev.signet.portal.Rewriting.names;
import static dev.signet.portal.Rewriting.ofPet;
import static dev.signet.portal.Rewriting.rewritten;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.access.PathPattern;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of the answers that a description names. */
class RewrittenResponsesTest {

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
    void excludedPathWhenRewrittenThenItsAnswersAreItsOwn() throws Exception {
        assertEquals(
                OpenApi.resource(PETS).at("/paths/~1store~1health/get/responses"),
                rewritten(PETS).responses("get", "/store/health"));
    }

    /** An application that speaks the contract itself: what it writes passes as it is. */
    @Test
    void envelopeOfTheApplicationWhenDescribedThenNotWrappedAgain() throws Exception {
        ObjectNode source = (ObjectNode) OpenApi.resource(PETS);
        ((ObjectNode) source.at("/components/schemas")).set("ResultPet", json("""
                        {'type':'object','properties':{'timestamp':{'type':'integer'},'code':{'type':'integer'},
                        'message':{'type':'string'},'data':{'$ref':'#/components/schemas/Pet'}}}"""));
        ((ObjectNode) source.at("/paths/~1store~1last/get/responses/200")).set("content", json("""
                        {'application/json':{'schema':{'$ref':'#/components/schemas/ResultPet'},
                        'example':{'code':1,'message':'m','data':null,'timestamp':1664344355485}}}"""));
        OpenApi document =
                new OpenApi(Rewriting.rewriter(Map.of(), Rewriting.PLACE).rewrite(source)).assertValid();
        for (String answer : List.of(
                "{'code':1,'message':'m','data':{'name':'Rex','photoUrls':[]},'timestamp':1664344355485}",
                "{'code':20001,'message':'m','data':{'name':'Rex','photoUrls':[]},'timestamp':1664344355485}",
                "{'code':404,'message':'m','data':null,'timestamp':'1664344355485'}")) {
            assertEquals(
                    List.of(), document.errors("get", "/store/last", "200", "application/json", json(answer)), answer);
        }
        String wrapped =
                "{'code':1,'message':'m','data':{'code':1,'message':'m','data':null,'timestamp':1},'timestamp':'1664344355485'}";
        assertNotEquals(List.of(), document.errors("get", "/store/last", "200", "application/json", json(wrapped)));
        assertEquals(
                1664344355485L,
                document.responses("get", "/store/last")
                        .at("/200/content/application~1json/examples/success/value/timestamp")
                        .asLong());
        String guide = new String(
                new Papers(source, Contract.USUAL, Rewriting.PLACE, LocalDate.EPOCH).guide(Words.ENGLISH), UTF_8);
        assertTrue(guide.contains("| name | string | yes |"), guide);
        assertFalse(guide.contains("| data.name |"), guide);
    }

    /** What is refused in front of an excluded path has an envelope all the same. */
    @Test
    void excludedPathWhenATokenIsNeededThenARefusalMayComeAsWell() throws Exception {
        Contract usual = Contract.USUAL;
        List<PathPattern> excluded = List.of(PathPattern.parse("/api/v3/store/**"));
        for (String real : List.of("", "true")) {
            Contract contract = new Contract(usual.rules(), excluded, Map.of(Contract.REAL_STATUS, real), List.of());
            OpenApi document = new OpenApi(new OpenApiRewriter(
                                    contract, Words.CHINESE, new OpenApiRewriter.Place("", "/api/token", List.of(), ""))
                            .rewrite(OpenApi.resource(PETS)))
                    .assertValid();
            String refused = "{'code':10003,'message':'m','data':null,'timestamp':'1664344355485'}";
            String status = real.isEmpty() ? "200" : "401";
            for (String path : List.of("/store/health", "/store/last", "/store/undescribed")) {
                assertEquals(List.of(), document.errors("get", path, status, "application/json", json(refused)), path);
            }
            assertNotEquals(List.of(), document.errors("get", "/store/health", status, "application/json", json("7")));
        }
    }
}
