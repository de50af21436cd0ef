package dev.signet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.TestWebapp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What check says of a webapp that does not run. */
class CheckTest {

    @TempDir
    private Path folder;

    private CheckedWebapp webapp;

    @BeforeEach
    void write() throws IOException {
        webapp = new CheckedWebapp(folder);
    }

    private static Prompt.Said check(Path path, String... options) {
        return CheckedWebapp.prompt()
                .type(Stream.concat(Stream.of("check", path.toString()), Stream.of(options))
                        .toArray(String[]::new));
    }

    private Prompt.Said good(String replaced, String by, String... options) throws IOException {
        assertTrue(CheckedWebapp.GOOD.contains(replaced), replaced);
        return check(webapp.webXml(CheckedWebapp.GOOD.replace(replaced, by)), options);
    }

    private static String param(String name, String value) {
        return "<init-param><param-name>" + name + "</param-name><param-value>" + value + "</param-value></init-param>";
    }

    static List<Arguments> rows() throws IOException {
        try (InputStream in = CheckTest.class.getResourceAsStream("/dev/signet/check.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.replace("\\n", "\n").split("\\s*->\\s*", -1))
                    .map(cells -> Arguments.of(cells[0], cells[1].strip(), cells[2].strip()))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void checkWhenOneThingIsReplacedThenThatAloneIsSaid(String replaced, String by, String said) throws Exception {
        String document = CheckedWebapp.document(CheckedWebapp.GOOD);
        assertTrue(document.contains(replaced), replaced);
        Prompt.Said found = check(webapp.file("web.xml", document.replace(replaced, by)));
        assertEquals(said, found.err().strip());
        assertEquals(said.isEmpty() ? 0 : said.startsWith("warning") ? 1 : 2, found.status());
        assertFalse((found.out() + found.err()).contains("Tiger-1"), "never a secret");
    }

    @ParameterizedTest
    @CsvSource({
        "/WEB-INF/none.json, /WEB-INF/none.json is not in this webapp",
        "/WEB-INF/clients.json, it is not an OpenAPI document of version 3.0 or 3.1",
        "/WEB-INF/api.yaml, it is not JSON: it may be YAML or plain text",
        "/WEB-INF/long.json, it is longer than 4 MB",
        "/WEB-INF/api.json, ",
        "/v3/api-docs, ",
    })
    void checkWhenThePortalHasAFileToDescribeTheInterfaceThenItIsRead(String path, String why) throws Exception {
        webapp.file("api.yaml", "openapi: 3.0.1");
        webapp.file("api.json", "{\"openapi\":\"3.1.0\"}");
        webapp.file("long.json", "{\"openapi\":\"3.1.0\"}" + " ".repeat(4 << 20));
        Prompt.Said said = check(
                webapp.webXml(
                        CheckedWebapp.GOOD.replace("POST /token permit", "POST /token permit\n* /open/** permit")
                                + "<servlet><servlet-name>portal</servlet-name><servlet-class>dev.signet.portal.PortalServlet</servlet-class>"
                                + param("portal.openapi", path)
                                + "</servlet><servlet-mapping><servlet-name>portal</servlet-name><url-pattern>/open/*</url-pattern></servlet-mapping>"));
        String warning = "warning: servlet \"portal\": portal.openapi: the description at " + path + " is unavailable: "
                + why + "; the portal responds with -1 until there is one";
        assertEquals(why == null ? "" : warning, said.err().strip());
        assertEquals(why == null ? 0 : 1, said.status());
        assertEquals(
                path.equals("/v3/api-docs"),
                said.out().contains("not judged: portal.openapi: the description that the webapp has there"),
                said.out());
    }

    @Test
    void checkWhenAllIsRightThenOneShortLine() throws Exception {
        Path file = webapp.webXml(CheckedWebapp.GOOD);
        Prompt.Said said = check(file);
        assertEquals("", said.err());
        assertEquals(
                "OK: " + file + ": filter \"signet\", servlet \"token\", servlet \"keys\", servlet \"health\"\n",
                said.out());
        assertEquals(0, said.status());
    }

    @Test
    void checkWhenSomethingIsWrongThenTheLastLineCounts() throws Exception {
        Prompt.Said said = good("<async-supported>true</async-supported>", param("jwt.isuer", "acme"));
        assertTrue(said.err().contains("unknown parameter; did you mean jwt.issuer?"), said.err());
        assertTrue(said.out().endsWith(": 1 error, 0 warnings\n"), said.out());
    }

    @Test
    void checkWhenAServletLiesWhereNoFilterIsThenItIsNamed() throws Exception {
        Prompt.Said said = check(webapp.webXml(CheckedWebapp.GOOD
                .replace("<url-pattern>/*</url-pattern>", "<url-pattern>/api/*</url-pattern>")
                .replace("/orders/*", "*.do")
                .replaceAll("(?s)<servlet><servlet-name>(token|keys|health).*?</servlet>", "")
                .replaceAll("(?s)<init-param>.*</init-param>", "")
                .concat("<servlet><servlet-name>page</servlet-name><jsp-file>/page.jsp</jsp-file></servlet>"
                        + "<servlet-mapping><servlet-name>page</servlet-name><url-pattern>/page/*</url-pattern>"
                        + "<url-pattern>/api/page</url-pattern></servlet-mapping>")));
        assertEquals(
                "warning: servlet \"page\" at /page/* needs no token and has no envelope, because the filter is mapped to"
                        + " /api/*\n",
                said.err());
        assertEquals(1, said.status());
    }

    @Test
    void checkWhenASecretStandsInTheFileThenWarnedAndNotShown() throws Exception {
        Prompt.Said said = check(webapp.webXml(CheckedWebapp.GOOD
                .replace("signet.jwt.secret-env", "signet.jwt.secret")
                .replace("SIGNET_SECRET", TestWebapp.SECRET)));
        assertEquals(1, said.status());
        assertTrue(
                said.err().contains("warning: filter \"signet\": jwt.secret holds a secret in plain text"), said.err());
        assertFalse((said.out() + said.err()).contains(TestWebapp.SECRET));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " -> ", textBlock = """
            SIGNET_SECRET=5gqTz0vNcuJ4pHn1bWYd8sXfLk2oRmEa -> 0
            # of the server\\n\\nexport SIGNET_SECRET = "5gqTz0vNcuJ4pHn1bWYd8sXfLk2oRmEa" -> 0
            SIGNET_SECRET='5gqTz0vNcuJ4pHn1bWYd8sXfLk2oRmEa' -> 0
            SIGNET_SECRET=tiger -> 2
            OTHER=1 -> 2
            SIGNET_SECRET -> 2
            """)
    void environmentWhenItIsAFileThenItDecides(String lines, int status) throws Exception {
        Path variables = Files.writeString(folder.resolve("env"), lines.replace("\\n", "\n"));
        Prompt.Said said = new Prompt()
                .type("check", webapp.webXml(CheckedWebapp.GOOD).toString(), "--env-file", variables.toString());
        assertEquals(status, said.status(), said.err());
        assertFalse((said.out() + said.err()).contains("tiger"), said.err());
    }

    @Test
    void environmentWhenNobodyKnowsAVariableThenThatIsAWarningAndTheRestIsJudged() throws Exception {
        Prompt.Said said =
                new Prompt().type("check", webapp.webXml(CheckedWebapp.GOOD).toString());
        assertEquals(
                "warning: the environment variable SIGNET_SECRET is not set here, so its value could not be checked;"
                        + " name a file that has it with --env-file\n",
                said.err());
        assertEquals(1, said.status());
        Path algorithms = webapp.webXml(CheckedWebapp.GOOD.replace(
                "<async-supported>", param("jwt.algorithms", "HS512") + "<async-supported>"));
        assertEquals(1, new Prompt().type("check", algorithms.toString()).status());
    }

    @Test
    void environmentWhenTheSecretStandsInPlaceOfTheNameThenItIsNotShown() throws Exception {
        Prompt.Said said = new Prompt()
                .type(
                        "check",
                        webapp.webXml(CheckedWebapp.GOOD.replace("SIGNET_SECRET", TestWebapp.SECRET))
                                .toString());
        assertEquals(2, said.status());
        assertFalse((said.out() + said.err()).contains(TestWebapp.SECRET), said.err());
    }

    @Test
    void checkWhenOnlyAStartCanJudgeThenThatIsNamed() throws Exception {
        Prompt.Said said = check(webapp.webXml(CheckedWebapp.GOOD
                .replace("signet.issuer.clients-file", "signet.issuer.data-source")
                .replace("/WEB-INF/clients.json", "java:comp/env/jdbc/signet")
                .replace("signet.jwt.secret-env", "signet.jwt.jwks-url")
                .replace("SIGNET_SECRET", "http://127.0.0.1:1/never-asked")
                .replaceAll("(?s)<servlet><servlet-name>(token|keys).*?</servlet>", "")
                .replace(
                        "<async-supported>",
                        param("jwt.algorithms", "RS256") + param("check.class", "com.acme.Check")
                                + param("call.class", "com.acme.Listener")
                                + param("errors.exceptions", "com.acme.NoStock = 20010") + "<async-supported>")));
        assertEquals("", said.err());
        assertEquals(
                List.of(
                        "not judged: call.class: the class com.acme.Listener",
                        "not judged: check.class: the class com.acme.Check",
                        "not judged: errors.exceptions: whether the webapp has these classes",
                        "not judged: issuer.data-source: the data source and its tables",
                        "not judged: jwt.jwks-url: the keys at this address"),
                said.lines().subList(0, said.lines().size() - 1));
        assertEquals(0, said.status());
    }

    @Test
    void checkWhenObjectsAreHandedOverThenNoneIsMissing() throws Exception {
        Path file = webapp.webXml(CheckedWebapp.GOOD
                .replaceAll("<context-param><param-name>signet.jwt.secret-env.*\n", "")
                .replaceAll("<context-param><param-name>signet.issuer.clients-file.*\n", ""));
        Prompt.Said missing = check(file);
        assertEquals(2, missing.status());
        assertTrue(missing.err().contains("jwt.secret-env: no key is configured; set one of"), missing.err());
        assertTrue(missing.err().contains("nothing says who may get a token"), missing.err());
        Prompt.Said said = check(file, "--handed-over", "KeySource,ClientStore");
        assertEquals("", said.err());
        assertTrue(said.out().contains("not judged: the KeySource that the application hands over"), said.out());
        assertEquals(64, check(file, "--handed-over", "Sources").status());
    }

    @Test
    void checkWhenAnObjectIsHandedOverBesideAParameterThenTheStartsContradiction() throws Exception {
        Prompt.Said said = good("SIGNET_SECRET", "SIGNET_SECRET", "--handed-over", "KeySource");
        assertEquals(2, said.status());
        assertTrue(
                said.err().contains("a KeySource was given as the attribute dev.signet.token.KeySource"), said.err());
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " -> ", quoteCharacter = '`', textBlock = """
            `` -> is not a valid descriptor at line
            not xml -> is not a valid descriptor at line 1
            <web-app><filter> -> is not a valid descriptor at line 1
            <beans/> -> is not a valid descriptor
            <web-app/> -> no filter of class dev.signet.SignetFilter is declared
            <!DOCTYPE x [<!ENTITY e "signet">]><web-app><filter><filter-name>&e;</filter-name></filter></web-app> -> is not a valid descriptor at line 1
            <!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><web-app><display-name>&e;</display-name></web-app> -> is not a valid descriptor at line 1
            """)
    void checkWhenTheFileIsOddThenOneSentence(String text, String said) throws Exception {
        Prompt.Said found = check(webapp.file("web.xml", text == null ? "" : text));
        assertEquals(2, found.status());
        assertEquals(1, found.err().lines().count(), found.err());
        assertTrue(found.err().contains(said), found.err());
    }

    @Test
    void checkWhenTheFileIsHugeOrDeepThenRefused() throws Exception {
        Path huge = webapp.file("web.xml", "<web-app>" + " ".repeat(4 << 20) + "</web-app>");
        assertTrue(check(huge).err().contains("is larger than 4 MiB"));
        Path deep = webapp.file("web.xml", "<web-app>" + "<a>".repeat(1 << 20));
        assertTrue(check(deep).err().contains("is not a valid descriptor at line 1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none.xml", "empty", "none/WEB-INF"})
    void checkWhenNothingIsThereThenOneSentence(String name) throws Exception {
        Files.createDirectory(folder.resolve("empty"));
        Prompt.Said said = check(folder.resolve(name));
        assertEquals(2, said.status());
        assertEquals(1, said.err().lines().count(), said.err());
    }

    @Test
    void checkWhenAFolderIsNamedThenItsWebXmlAndFilesCount() throws Exception {
        webapp.webXml(CheckedWebapp.GOOD);
        assertEquals(0, check(folder).status());
        assertEquals(0, check(folder.resolve("WEB-INF")).status());
        Files.delete(folder.resolve("WEB-INF/clients.json"));
        assertTrue(check(folder).err().contains("issuer.clients-file: \"/WEB-INF/clients.json\" is not allowed"));
    }

    @Test
    void checkWhenAPathIsRelativeThenItIsLookedForBesideTheDescriptor() throws Exception {
        assertEquals(0, good("/WEB-INF/clients.json", "clients.json").status());
        assertEquals(2, good("/WEB-INF/clients.json", "nowhere.json").status());
    }

    @Test
    void checkWhenAPathLeavesTheFolderThenThereIsNoSuchFile() throws Exception {
        Files.writeString(folder.resolve("clients.json"), CheckedWebapp.CLIENTS);
        assertEquals(
                2, good("/WEB-INF/clients.json", "/WEB-INF/../clients.json").status());
    }

    @Test
    void helpWhenAskedThenTheFormOfTheCommand() {
        Prompt.Said said = new Prompt().type("help", "check");
        assertTrue(said.out().contains("check <web.xml|WEB-INF|war> [options]"), said.out());
        assertEquals(64, new Prompt().type("check").status());
    }
}
