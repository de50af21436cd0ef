package dev.signet.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.IsolatedHost;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What recipes.md warns of beside the pages and the login happens where a line of the recipe is another one. */
class PagesReasonsTest {

    private static final String VIEWS = "<url-pattern>/WEB-INF/api/*</url-pattern>";

    @TempDir
    private Path folder;

    /** What a webapp with these lines answers; with a token where there is one. */
    private RawAnswer get(String signet, String login, String path, String... headers) throws Exception {
        try (IsolatedHost host = RecipeWebapp.start(folder, signet, login);
                RawClient client = new RawClient(host.port())) {
            return client.get("/app" + path, headers);
        }
    }

    private static String alone(String line, String other) throws IOException {
        return replaced(RecipeWebapp.signet(0), line, other);
    }

    private static String replaced(String text, String line, String other) {
        assertTrue(text.contains(line), () -> line + " is not in " + text);
        return text.replace(line, other);
    }

    @Test
    void getWhenAllServletsAreMappedForForwardsThenTheLoginPageIsRefused() throws Exception {
        RawAnswer answer =
                get(alone(VIEWS, "<servlet-name>*</servlet-name>"), RecipeWebapp.login(), "/pages/orders.jsp");
        assertEquals(10003, answer.code(), answer::text);
    }

    @Test
    void getWhenTheViewsOfTheApiAreNotMappedThenTomcatLosesThem() throws Exception {
        RawAnswer answer = get(
                alone(VIEWS, "<url-pattern>/WEB-INF/other/*</url-pattern>"),
                RecipeWebapp.login(),
                "/api/slip",
                TestWebapp.bearer(""));
        assertFalse(answer.text().contains("own"), answer::text);
    }

    @Test
    void getWhenDispatchedByNameThenTomcatLosesItUnlessTheServletIsMapped() throws Exception {
        RawAnswer lost = get(RecipeWebapp.signet(0), RecipeWebapp.login(), "/api/named", TestWebapp.bearer(""));
        assertFalse(lost.text().contains("own"), lost::text);
        RawAnswer kept = get(
                alone(VIEWS, VIEWS + "<servlet-name>orders</servlet-name>"),
                RecipeWebapp.login(),
                "/api/named",
                TestWebapp.bearer(""));
        assertEquals(RecipeServlet.JSON, kept.data());
    }

    @Test
    void getWhenTheLoginGuardsTheApiThenItsPageIsTheAnswer() throws Exception {
        String pages = "<url-pattern>/pages/*</url-pattern>";
        String login = replaced(RecipeWebapp.login(), pages, pages + "<url-pattern>/api/*</url-pattern>");
        RawAnswer answer = get(RecipeWebapp.signet(0), login, "/api/orders", TestWebapp.bearer(""));
        assertTrue(answer.text().contains("j_security_check"), answer::text);
    }

    @Test
    void getWhenNoLastRulePermitsThenAPathNobodyThoughtOfNeedsAToken() throws Exception {
        String strict = replaced(RecipeWebapp.signet(1), "*  /**         permit", "");
        assertEquals(10003, get(strict, RecipeWebapp.login(), "/menu.json").code());
    }

    @Test
    void getWhenAFilterInFrontSendsAnErrorThenItsPageOrAnEnvelope() throws Exception {
        String refuse = RecipeServlet.REFUSE + ": 1";
        RawAnswer page = get(RecipeWebapp.signet(0), RecipeWebapp.login(), "/api/orders", refuse);
        assertEquals(RecipeWebapp.FAILED, page.text());
        RawAnswer envelope = get(RecipeWebapp.signet(1), RecipeWebapp.login(), "/api/orders", refuse);
        assertEquals(16000, envelope.code(), envelope::text);
    }

    /** Where no token counts the user is the container's, as configuration.md says of optional paths and trial runs. */
    @ParameterizedTest
    @CsvSource({"optional, enforce", "authenticated, report"})
    void getWhenNoTokenCountsThenTheUserIsTheSessions(String requirement, String mode) throws Exception {
        String last = "*  /**         permit";
        String rules = replaced(RecipeWebapp.signet(1), last, "* /pages/** " + requirement + "\n" + last);
        String exclude = "<init-param><param-name>envelope.exclude";
        String signet = replaced(
                rules,
                exclude,
                "<init-param><param-name>access.mode</param-name><param-value>" + mode + "</param-value></init-param>"
                        + exclude);
        try (IsolatedHost host = RecipeWebapp.start(folder, signet, RecipeWebapp.login());
                RawClient client = new RawClient(host.port())) {
            String session = PagesRecipeTest.loggedIn(client);
            String page = "/app/pages/orders.jsp";
            assertTrue(client.get(page, session).text().contains("<p>Orders of ann</p>"));
            String token = TestWebapp.bearer(",\"sub\":\"acme\"");
            assertTrue(client.get(page, session, token).text().contains("<p>Orders of acme</p>"));
        }
    }
}
