package dev.signet.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signet.testing.RawAnswer;
import dev.signet.testing.TestWebapp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The sample clients, as the portal hands them out, run by whatever of their languages is on this machine. */
class ClientSamplesTest {

    /** A language with the command that runs a file of it. */
    enum Language {
        JAVA("java", Path.of(System.getProperty("java.home"), "bin", "java").toString()),
        PYTHON("python", "python3"),
        NODE("node", "node"),
        CURL("curl", "sh"),
        CSHARP("csharp", "dotnet") {
            @Override
            List<String> line(Path folder, String file) throws IOException, InterruptedException {
                Files.writeString(folder.resolve("client.csproj"), PROJECT.formatted(framework()));
                return List.of("dotnet", "run", "-v", "q", "--");
            }
        },
        PHP("php", "php"),
        GO("go", "go", "run");

        private final String name;

        @SuppressWarnings("ImmutableEnumChecker") // unmodifiable
        private final List<String> command;

        Language(String name, String... command) {
            this.name = name;
            this.command = List.of(command);
        }

        /** What runs a file, without its arguments. */
        List<String> line(Path folder, String file) throws IOException, InterruptedException {
            return Stream.concat(command.stream(), Stream.of(file)).toList();
        }

        /** What the .NET that is here builds for. */
        private static String framework() throws IOException, InterruptedException {
            Process process = new ProcessBuilder("dotnet", "--version").start();
            String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, process.waitFor());
            String[] numbers = version.lines()
                    .filter(line -> line.matches("\\d+[.]\\d+[.].*"))
                    .findFirst()
                    .orElseThrow()
                    .split("[.]", 3);
            return (Integer.parseInt(numbers[0]) < 5 ? "netcoreapp" : "net") + numbers[0] + "." + numbers[1];
        }

        void assume() {
            List<String> needed = this == CURL ? List.of("sh", "curl") : command.subList(0, 1);
            for (String tool : needed) {
                assumeTrue(
                        Stream.of(System.getenv("PATH").split(":", -1))
                                .anyMatch(folder ->
                                        Files.isExecutable(Path.of(folder).resolve(tool))),
                        tool + " is not on this machine");
            }
        }
    }

    private static final String PROJECT =
            "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><OutputType>Exe</OutputType>"
                    + "<TargetFramework>%s</TargetFramework><TreatWarningsAsErrors>true</TreatWarningsAsErrors>"
                    + "</PropertyGroup></Project>";

    /** What a client said. */
    private record Ran(int exit, String out, String err) {}

    @TempDir
    private Path folder;

    private final AtomicInteger tokens = new AtomicInteger();

    private static TestWebapp orders(TestWebapp app) {
        return app.serve("/orders", (request, response) -> {
                    response.setContentType("application/json");
                    response.getOutputStream()
                            .write("{\"名\":\"一\\\"\",\"n\":[1.5,null]}".getBytes(StandardCharsets.UTF_8));
                })
                .serve("/file", (request, response) -> {
                    response.setContentType("text/csv");
                    response.getWriter().write("a,b");
                })
                .serve("/own", (request, response) -> { // an envelope of the application's, which passes as it is
                    response.setContentType("application/json");
                    response.getWriter()
                            .write(
                                    "\r\n{ \"timestamp\" : \"1664344355485\",\n\t\"data\" : {\"code\": 7, \"a\": \"},\\\"\"} ,"
                                            + " \"message\":\"own\", \"code\": 1 }\n");
                })
                .serve("/own-failure", (request, response) -> {
                    response.setContentType("application/json");
                    response.getWriter()
                            .write(
                                    "{\"data\":[1],\"message\" : \"a \\\"b\\\" c\",\n \"timestamp\":\"1664344355485\",\"code\": 20001}");
                })
                .serve("/missing", (request, response) -> response.sendError(404))
                .serve("/admin/x", (request, response) -> {});
    }

    /** A token endpoint that hands these out, one after the other. */
    private TestWebapp tokens(TestWebapp app, IntFunction<String> token) {
        return app.serve("/api/token", (request, response) -> {
            response.setContentType("application/json");
            response.getWriter()
                    .write("{\"token\":\"" + token.apply(tokens.incrementAndGet())
                            + "\",\"expirationTime\":\"2022-09-28 13:53:05\"}");
        });
    }

    private static String expiring(long seconds) {
        return TestWebapp.token("{\"exp\":" + (System.currentTimeMillis() / 1000 + seconds) + "}");
    }

    private Ran run(Language language, TestWebapp app, String secret, String... paths) throws Exception {
        language.assume();
        RawAnswer sample = app.get("/open/clients/" + language.name);
        String text = sample.text();
        assertFalse(text.contains("@BASE@") || text.contains("@CALL@") || text.contains("@EXPIRED@"), text);
        String name = sample.header("Content-Disposition").replaceAll(".*\"(.*)\"", "$1");
        Files.writeString(
                folder.resolve(name), text.replace("http://localhost/", "http://localhost:" + app.port() + "/"));
        List<String> command = new ArrayList<>(language.line(folder, name));
        command.addAll(List.of(paths));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment()
                .putAll(Map.of(
                        "OPEN_APP_KEY",
                        PortalWebapp.KEY,
                        "OPEN_APP_SECRET",
                        secret,
                        "LC_ALL",
                        "C.UTF-8",
                        "PYTHONIOENCODING",
                        "utf-8",
                        "DOTNET_NOLOGO",
                        "1",
                        "DOTNET_CLI_TELEMETRY_OPTOUT",
                        "1",
                        "JAVA_TOOL_OPTIONS",
                        "-Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dsun.stdout.encoding=UTF-8"));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        try {
            assertTrue(process.waitFor(120, TimeUnit.SECONDS), "it hangs");
        } finally {
            process.destroyForcibly();
        }
        return new Ran(process.exitValue(), Files.readString(out).strip(), Files.readString(err));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void clientWhenTheFirstTokenHasExpiredThenOneMoreForAllCalls(Language language) throws Exception {
        try (TestWebapp app = orders(tokens(PortalWebapp.with(), count -> expiring(count == 1 ? -60 : 7200)))
                .start()) {
            Ran ran = run(language, app, PortalWebapp.SECRET, "/orders", "/orders", "/file", "/missing");
            String data = "{\"名\":\"一\\\"\",\"n\":[1.5,null]}";
            assertEquals(
                    data + "\n" + data + "\na,b",
                    ran.out().replace("\": ", "\":").replace(", ", ","),
                    ran::toString);
            assertEquals(1, ran.exit(), ran::toString);
            assertTrue(ran.err().matches("(?s).*404 无此资源 \\(request id: [A-Z2-7]{26}\\)\\s*.*"), ran::toString);
            assertEquals(2, tokens.get());
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void clientWhenEnvelopesAreWrittenOtherwiseThenReadAllTheSame(Language language) throws Exception {
        TestWebapp app = PortalWebapp.with().serve("/api/token", (request, response) -> {
            response.setContentType("application/json");
            response.getWriter()
                    .write("{ \"timestamp\":\"" + System.currentTimeMillis()
                            + "\",\n \"code\" : 1, \"message\": \"\\u6210\\u529f\",\n"
                            + " \"data\": { \"expirationTime\" : \"\", \"token\" : \"" + expiring(7200) + "\" } }");
        });
        try (TestWebapp running = orders(app).start()) {
            Ran ran = run(language, running, PortalWebapp.SECRET, "/own", "/own-failure");
            assertEquals(
                    "{\"code\":7,\"a\":\"},\\\"\"}",
                    ran.out().replaceAll("\"(:|,) ", "\"$1").replace(", ", ","),
                    ran::toString);
            assertEquals(1, ran.exit(), ran::toString);
            assertTrue(ran.err().contains("20001 a \"b\" c (request id: "), ran::toString);
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void clientWhenEveryTokenHasExpiredThenTwoTries(Language language) throws Exception {
        try (TestWebapp app =
                orders(tokens(PortalWebapp.with(), count -> expiring(-60))).start()) {
            Ran ran = run(language, app, PortalWebapp.SECRET, "/orders");
            assertEquals(1, ran.exit(), ran::toString);
            assertTrue(ran.err().contains("10002 Token已过期"), ran::toString);
            assertEquals(2, tokens.get(), "no third one");
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void clientWhenTheTokenIsAboutToExpireThenAnotherOne(Language language) throws Exception {
        TestWebapp lenient = PortalWebapp.with().with("jwt.clock-skew-seconds", "600");
        try (TestWebapp app = orders(tokens(lenient, count -> expiring(-1))).start()) {
            Ran ran = run(language, app, PortalWebapp.SECRET, "/orders", "/orders");
            assertEquals(0, ran.exit(), ran::toString);
            assertEquals(2, tokens.get());
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void clientWhenTheEndpointIsSignetsThenItsSecretArrivesAndFailuresAreRead(Language language) throws Exception {
        TestWebapp real = PortalWebapp.with().with("envelope.http-status", "real");
        try (TestWebapp app = orders(PortalWebapp.withTokens(real, folder)).start()) {
            Ran forbidden = run(language, app, PortalWebapp.SECRET, "/orders", "/admin/x");
            assertTrue(forbidden.out().contains("名"), forbidden::toString);
            assertTrue(forbidden.err().contains("16000 API功能未授权"), forbidden::toString);
            Ran wrong = run(language, app, "wrong", "/orders");
            assertEquals(1, wrong.exit(), wrong::toString);
            assertTrue(wrong.err().contains("15000 用户不存在 (request id: "), wrong::toString);
        }
    }

    @Test
    void clientsWhenHandedOutThenNoSecretAndTheAddressOfTheCaller() throws Exception {
        try (TestWebapp app =
                PortalWebapp.withTokens(PortalWebapp.with(), folder).start()) {
            for (String language : ClientSamples.languages()) {
                String text = app.get("/open/clients/" + language).text();
                assertTrue(text.contains("http://localhost/app"), text);
                assertFalse(text.contains(PortalWebapp.SECRET) || text.contains(TestWebapp.SECRET), text);
            }
        }
    }

    @Test
    void samplesWhenReadThenOneForEachLanguage() throws IOException {
        assertEquals(List.of("java", "python", "node", "csharp", "php", "go", "curl"), ClientSamples.languages());
        String forged = ClientSamples.text("php", "http://a';phpinfo();//", "/api/token", "/", Contract.USUAL);
        assertFalse(forged.contains("phpinfo"), "a Host header is whatever the caller likes");
        for (String language : ClientSamples.languages()) {
            String text = ClientSamples.text(language, "https://api.acme.com", "/api/token", "/orders", Contract.USUAL);
            assertFalse(
                    text.contains("@BASE@") || text.contains("@TOKEN_PATH@") || text.contains("@REQUEST_ID@"), text);
        }
    }

    /** Elsewhere the credentials are nobody's business, and what is there has no envelope. */
    @ParameterizedTest
    @EnumSource(Language.class)
    void clientWhenItIsSentElsewhereThenItDoesNotGo(Language language) throws Exception {
        AtomicInteger followed = new AtomicInteger();
        try (TestWebapp app = orders(tokens(PortalWebapp.with(), count -> expiring(7200)))
                .serve("/moved", (request, response) -> response.sendRedirect("/app/elsewhere"))
                .serve("/elsewhere", (request, response) -> followed.incrementAndGet())
                .start()) {
            Ran ran = run(language, app, PortalWebapp.SECRET, "/moved");
            assertEquals(0, followed.get());
            assertNotEquals(0, ran.exit(), ran::toString);
            assertTrue((ran.err() + ran.out()).contains("HTTP 302 without an envelope"), ran::toString);
        }
    }

    @Test
    void addressWhenPathsLieBelowAnApplicationThenTokenAndCallsAreFound() throws Exception {
        String described = PortalWebapp.DESCRIPTION
                .replace("8080/app", "8080/app/api/v3")
                .replace("\"paths\":{", "\"paths\":{\"/admin\":{\"get\":{\"responses\":{}}},");
        for (String servers : List.of("", "https://api.acme.com/shop/api/v3", "https://api.acme.com/v1")) {
            TestWebapp webapp = servers.isEmpty()
                    ? PortalWebapp.with("portal.openapi", "/docs")
                    : PortalWebapp.with("portal.openapi", "/docs", "portal.servers", servers);
            try (TestWebapp app = webapp.with("access.rules", "* /open/** permit\n* /api/v3/admin role admin")
                    .serve("/docs", PortalWebapp.describing(described))
                    .start()) {
                String text = app.get("/open/clients/go").text();
                String base = servers.isEmpty() ? "http://localhost/app" : servers.replace("/api/v3", "");
                assertTrue(text.contains("base    = \"" + base + "\""), text);
                String call = servers.endsWith("/v1") ? "/orders" : "/api/v3/orders";
                assertTrue(text.contains("[]string{\"" + call + "\"}"), text);
            }
        }
    }
}
