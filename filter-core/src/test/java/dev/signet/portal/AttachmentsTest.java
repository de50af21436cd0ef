package dev.signet.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.TestWebapp;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON that is sent as a file has no envelope, neither on the wire nor in the documents; what was described decides. */
class AttachmentsTest {

    private static final String FILE = "attachment; filename=\"a.json\"";

    private static String describing(String type, String headers) {
        return ("{'openapi':'3.0.1','info':{'title':'T','version':'1'},'paths':{'/sent':{'get':{'responses':{'200':{"
                        + "'description':'x','headers':" + headers
                        + ",'content':{'" + type
                        + "':{'schema':{'type':'object','required':['n'],"
                        + "'properties':{'n':{'type':'integer'}}},'example':{'n':1}}}}}}}},"
                        + "'components':{'headers':{'File':{'schema':{'type':'string','enum':['Attachment; filename=a']}}}}}")
                .replace('\'', '"');
    }

    /** Whether there is an envelope depends on what the caller writes in the place of a name. */
    @ParameterizedTest
    @ValueSource(strings = {"200", "real"})
    void pathWhenSomeOfItsTemplateAreExcludedThenBothAreSaid(String status) throws Exception {
        String docs = describing("application/json", "{}")
                .replace("/sent", "/files/{name}")
                .replace("'responses':{".replace('\'', '"'), "\"responses\":{\"404\":{\"description\":\"none\"},");
        try (TestWebapp app = PortalWebapp.with("portal.openapi", "/docs")
                .with("envelope.http-status", status)
                .with("envelope.exclude", "/open/**, /files/raw")
                .serve("/docs", PortalWebapp.describing(docs))
                .serve("/files/*", (request, response) -> {
                    response.setContentType("application/json");
                    response.getWriter().write("{\"n\":1}");
                })
                .start()) {
            OpenApi document = new OpenApi(app.get("/open/openapi.json").json()).assertValid();
            for (String path : List.of("/files/raw", "/files/a")) {
                RawAnswer answer = app.get(path, TestWebapp.bearer(""));
                assertEquals(path.endsWith("raw"), answer.text().equals("{\"n\":1}"), answer::text);
                assertEquals(
                        List.of(),
                        document.errors("get", "/files/{name}", "200", "application/json", answer.json()),
                        answer::text);
            }
            assertTrue(document.responses("get", "/files/{name}").has("404"));
        }
    }

    private static boolean isSaid(OpenApi document, RawAnswer answer, String type) throws Exception {
        JsonNode content = document.responses("get", "/sent").at("/200/content");
        return content.has(type)
                && document.errors("get", "/sent", "200", type, answer.json()).isEmpty();
    }

    /** Which of both the document allows, and what its guide says. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "200  | application/json     | {'Content-Disposition':{'schema':{},'example':'attachment; filename=a'}}    | bare",
                "real | application/json     | {'content-disposition':{'$ref':'#/components/headers/File'}}                | bare",
                "200  | application/hal+json | {'Content-Disposition':{'schema':{'type':'string','default':'attachment'}}} | bare",
                "200  | application/json     | {'Content-Disposition':{'schema':{'type':'string'}}}                        | either",
                "real | application/json     | {'Content-Encoding':{'schema':{'type':'string'}}}                           | either",
                "200  | application/json     | {'Content-Disposition':{'schema':{},'example':'inline'}}                    | wrapped",
                "200  | application/json     | {'X-Total':{'schema':{'type':'integer'}}}                                   | wrapped",
            })
    void jsonWhenItIsSentAsAFileThenDocumentAndWireSayTheSame(String status, String type, String headers, String which)
            throws Exception {
        try (TestWebapp app = PortalWebapp.with("portal.openapi", "/docs")
                .with("envelope.http-status", status)
                .serve("/docs", PortalWebapp.describing(describing(type, headers)))
                .serve("/sent", (request, response) -> {
                    if (request.getParameter("file") != null) {
                        response.setHeader("Content-Disposition", FILE);
                    }
                    response.setContentType(type);
                    response.getWriter().write("{\"n\":1}");
                })
                .start()) {
            OpenApi document = new OpenApi(app.get("/open/openapi.json").json()).assertValid();
            RawAnswer bare = app.get("/sent?file", TestWebapp.bearer(""));
            assertEquals("{\"n\":1}", bare.text());
            RawAnswer wrapped = app.get("/sent", TestWebapp.bearer(""));
            assertEquals("{\"n\":1}", wrapped.data());
            assertEquals(!which.equals("wrapped"), isSaid(document, bare, type));
            assertEquals(!which.equals("bare"), isSaid(document, wrapped, "application/json"));
            RawAnswer refused = app.get("/sent");
            assertEquals(10003, refused.code());
            String refusal = status.equals("real") ? "401" : "200";
            assertEquals(List.of(), document.errors("get", "/sent", refusal, "application/json", refused.json()));
            String guide = app.get("/open/guide.zh.md").text();
            assertEquals(which.equals("bare"), guide.contains("成功时直接返回 `" + type + "`，不带信封。"), guide);
            assertEquals(which.equals("either"), guide.contains("成功时也可能直接返回 `" + type + "`，不带信封。"), guide);
            assertTrue(guide.contains("- 10003 Token不合法"), guide);
        }
    }
}
