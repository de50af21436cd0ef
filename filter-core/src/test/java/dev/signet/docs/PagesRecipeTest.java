package dev.signet.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.IsolatedHost;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The pages and the login of recipes.md on Tomcat 11, with JSP and the container's own form login, beside an API: copied
 * from the document, and called as a browser and a partner would.
 */
class PagesRecipeTest {

    private static final String LOGIN = "j_security_check";
    private static final Pattern CODE = Pattern.compile("code `(-?\\d+)`");
    private static final Map<Way, IsolatedHost> HOSTS = new EnumMap<>(Way.class);

    @TempDir
    private static Path folder;

    /** The two ways between which the recipe lets choose. */
    enum Way {
        ALONE(0),
        EVERYTHING(1);

        /** Which of the blocks, and which column behind the requests. */
        final int place;

        Way(int place) {
            this.place = place;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        for (Way way : Way.values()) {
            Path webapp = Files.createDirectory(folder.resolve(way.name()));
            HOSTS.put(way, RecipeWebapp.start(webapp, RecipeWebapp.signet(way.place), RecipeWebapp.login()));
        }
    }

    @AfterAll
    static void stop() throws Exception {
        for (IsolatedHost host : HOSTS.values()) {
            host.close();
        }
    }

    private static RawClient connect(Way way) throws IOException {
        return new RawClient(HOSTS.get(way).port());
    }

    private static RawAnswer submit(RawClient client, String password, String cookie) throws IOException {
        String form = "j_username=" + RecipeTomcat.USER + "&j_password=" + password;
        return client.send(
                "POST",
                "/app/" + LOGIN,
                form.getBytes(StandardCharsets.UTF_8),
                "Content-Type: application/x-www-form-urlencoded",
                cookie);
    }

    private static String cookie(RawAnswer answer) {
        return "Cookie: " + answer.header("Set-Cookie").split(";", 2)[0];
    }

    /** Logs in as the page asks for it; the header of the session. */
    static String loggedIn(RawClient client) throws IOException {
        RawAnswer asked = client.get("/app/pages/orders.jsp");
        assertTrue(asked.text().contains(LOGIN), asked::text);
        RawAnswer welcome = submit(client, RecipeTomcat.PASSWORD, cookie(asked));
        assertEquals(3, welcome.status() / 100, welcome::text);
        assertTrue(welcome.header("Location").endsWith("/app/pages/orders.jsp"), welcome.header("Location"));
        return cookie(welcome);
    }

    @ParameterizedTest
    @EnumSource
    void rowsWhenAskedForThenAsTheTableSays(Way way) throws Exception {
        List<List<String>> rows = Documents.rows(Recipe.section(RecipeWebapp.HEADING));
        assertTrue(rows.size() > 12, "the table was read");
        for (List<String> row : rows) {
            try (RawClient client = connect(way)) {
                List<String> headers = new ArrayList<>();
                if (row.get(0).contains("logged in")) {
                    headers.add(loggedIn(client));
                }
                if (row.get(0).contains("with a token")) {
                    headers.add(TestWebapp.bearer(""));
                }
                String path = row.get(0).split("`", -1)[1];
                check(row, row.get(1 + way.place), client.get("/app" + path, headers.toArray(String[]::new)));
            }
        }
    }

    private static void check(List<String> row, String said, RawAnswer answer) {
        Matcher code = CODE.matcher(said);
        if (code.matches()) {
            assertEquals(Integer.parseInt(code.group(1)), answer.code(), () -> row + answer.text());
            assertEquals(200, answer.status(), row::toString);
            String data = code.group(1).equals("1") ? RecipeServlet.JSON : "null";
            assertEquals(data, answer.data(), row::toString);
        } else if (said.startsWith("as it is")) {
            assertEquals(RecipeServlet.JSON, answer.text().strip(), row::toString);
        } else if (said.equals("the page")) {
            assertEquals(200, answer.status(), row::toString);
            assertTrue(answer.header("Content-Type").startsWith("text/html"), row::toString);
            assertTrue(answer.text().contains("<p>") && !answer.text().contains(LOGIN), () -> row + answer.text());
        } else {
            assertEquals("the webapp's error page", said);
            assertTrue(answer.status() >= 400, row::toString);
            assertEquals(RecipeWebapp.FAILED, answer.text(), row::toString);
        }
    }

    @ParameterizedTest
    @EnumSource
    void getWhenLoggedInThenThePageKnowsTheUserAndTheApiDoesNot(Way way) throws Exception {
        try (RawClient client = connect(way)) {
            String session = loggedIn(client);
            String page = client.get("/app/pages/orders.jsp", session).text();
            assertTrue(page.contains("<p>Orders of ann</p>"), page);
            assertEquals(10003, client.get("/app/api/orders", session).code());
            assertEquals(
                    1,
                    client.get("/app/api/orders", session, TestWebapp.bearer(""))
                            .code());
        }
    }

    @ParameterizedTest
    @EnumSource
    void postWhenThePasswordIsWrongThenThePageOfTheRecipe(Way way) throws Exception {
        try (RawClient client = connect(way)) {
            RawAnswer asked = client.get("/app/pages/orders.jsp");
            RawAnswer denied = submit(client, "wrong", cookie(asked));
            assertEquals("<p>Denied.</p>", denied.text());
            String again = client.get("/app/pages/orders.jsp", cookie(asked)).text();
            assertTrue(again.contains(LOGIN), again);
        }
    }

    @ParameterizedTest
    @EnumSource
    void postWhenLoggedInThenTheSessionHasAnotherName(Way way) throws Exception {
        try (RawClient client = connect(way)) {
            assertNotEquals(cookie(client.get("/app/pages/orders.jsp")), loggedIn(client));
        }
    }

    @ParameterizedTest
    @EnumSource
    void getWhenAStaticFileIsKnownThenNotModified(Way way) throws Exception {
        try (RawClient client = connect(way)) {
            RawAnswer first = client.get("/app/style.css");
            assertEquals("p { color: black }", first.text());
            String tag = first.header("ETag");
            assertFalse(tag.contains("--e"), "not that of an envelope");
            RawAnswer second = client.get("/app/style.css", "If-None-Match: " + tag);
            assertEquals(304, second.status());
            assertEquals(tag, second.header("ETag"));
            assertEquals(
                    304,
                    client.get("/app/style.css", "If-Modified-Since: " + first.header("Last-Modified"))
                            .status());
        }
    }
}
