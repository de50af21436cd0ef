package dev.signet.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.testing.TestWebapp;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An operation whose path is a template: which of several rules decides depends on what its caller writes there. */
class TemplateRulesTest {

    private static final String ANSWERS = "{'responses':{'200':{'description':'x'}}}";

    private static JsonNode rewritten(String rules, String... paths) throws Exception {
        StringBuilder all = new StringBuilder();
        for (String path : paths) {
            all.append(all.isEmpty() ? "" : ",").append("'" + path + "':{'get':" + ANSWERS + "}");
        }
        try (TestWebapp app = PortalWebapp.with("portal.openapi", "/docs")
                .with("envelope.language", "en")
                .with("access.rules", "* /open/** permit\n* /docs permit\n" + rules.replace("; ", "\n"))
                .serve(
                        "/docs",
                        PortalWebapp.describing(
                                ("{'openapi':'3.1.0','info':{'title':'T','version':'1'},'paths':{" + all + "}}")
                                        .replace('\'', '"')))
                .start()) {
            return new OpenApi(app.get("/open/openapi.json").json())
                    .assertValid()
                    .document();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // what is more open for one of them: a token does no harm
                "GET /orders/special permit; * /orders/** scope x | /orders/{id} | [{'token':['x']}] | 10003 10002 16000"
                        + " | needs a token with the scope `x`.  For `/orders/special`: no token needed.",
                // what asks for more
                "GET /orders/special role admin; GET /orders/* permit | /orders/{id} | [{},{'token':[]}] | 10003 10002 16000"
                        + " | no token needed.  For `/orders/special`: needs a token with the role `admin`.",
                "GET /v1/a/b/** deny; GET /v1/a/** permit | /v1/{x}/b/{y} | [{'token':[]}] | 10003 10002 16000"
                        + " | a token is needed.  For `/v1/a/b/**`: closed; every call is refused.  For `/v1/a/**`: no token needed.",
                "GET /api/v1/x.json permit | /api/{version}/x.{format} | [{'token':[]}] | 10003 10002"
                        + " | a token is needed.  For `/api/v1/x.json`: no token needed.",
                // none of its paths, all of them, another method, or the same in other words
                "GET /orders/x/lines permit; GET /order permit | /orders/{id} | [{'token':[]}] | 10003 10002 | a token is needed.",
                "GET /orders/** permit | /orders/{id}/lines/{line} | [] | '' | no token needed.",
                "POST /orders/special permit | /orders/{id} | [{'token':[]}] | 10003 10002 | a token is needed.",
                "GET /orders/special authenticated | /orders/{id} | [{'token':[]}] | 10003 10002 | a token is needed.",
                "GET /api/v1/x.xml permit | /api/{version}/y.{format} | [{'token':[]}] | 10003 10002 | a token is needed.",
            })
    void accessWhenSeveralRulesMayDecideThenEachIsNamed(
            String rules, String path, String security, String codes, String said) throws Exception {
        JsonNode operation = rewritten(rules, path).path("paths").path(path).path("get");
        assertEquals(
                "**Access**: " + said.replace("  ", "\n\n"),
                operation.path("description").asText());
        assertEquals(Rewriting.json(security), operation.path("security"));
        List<String> examples = Rewriting.names(operation.at("/responses/200/content/application~1json/examples"));
        assertEquals(codes.equals("''") ? "" : codes, String.join(" ", examples));
    }

    /** What a template may stand for is not tried out: thirty names in one segment have more ways than anybody waits for. */
    @ParameterizedTest
    @CsvSource({"x, false", "a, true"})
    void accessWhenASegmentHasManyNamesThenDecidedAllTheSame(String end, boolean named) throws Exception {
        String path = "/" + "{n}".repeat(30) + end + "{last}";
        String description = rewritten("GET /" + "a".repeat(90) + " permit", path)
                .path("paths")
                .path(path)
                .at("/get/description")
                .asText();
        assertEquals(named, description.contains("For `/aaa"), description);
    }

    /** Concrete paths are meant before templates (OpenAPI 3.1, Path Templating Matching). */
    @Test
    void accessWhenThePathHasAnOperationOfItsOwnThenThatSaysIt() throws Exception {
        JsonNode paths = rewritten(
                        "GET /orders/special permit; GET /orders/gone deny", "/orders/{id}", "/orders/special")
                .path("paths");
        assertEquals(
                "**Access**: a token is needed.\n\nFor `/orders/gone`: closed; every call is refused.",
                paths.at("/~1orders~1{id}/get/description").asText());
        assertEquals(
                "**Access**: no token needed.",
                paths.at("/~1orders~1special/get/description").asText());
    }
}
