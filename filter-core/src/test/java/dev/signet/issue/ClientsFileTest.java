package dev.signet.issue;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.clients.ClientsParser;
import dev.signet.config.WatchedFile;
import dev.signet.testing.LogCapture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The clients file: what is wrong with it, and what happens when it changes. */
class ClientsFileTest {

    private static final String HASH = "sha256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    private static final String SLOW = "pbkdf2-sha256:10000:c2FsdHNhbHRzYWx0c2FsdA==:" + HASH.substring(7);

    @TempDir
    private Path folder;

    /** One block of clients-files.txt. */
    record Row(String name, byte[] file, List<String> message) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> rows() throws IOException {
        String text;
        try (InputStream in = ClientsFileTest.class.getResourceAsStream("clients-files.txt")) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        return Arrays.stream(text.split("\n== ", -1)).skip(1).map(ClientsFileTest::row);
    }

    private static Row row(String block) {
        StringBuilder file = new StringBuilder();
        block.lines().filter(line -> line.startsWith("| ")).forEach(line -> file.append(line.substring(2)));
        return new Row(
                block.lines().findFirst().orElseThrow(),
                RequestCase.bytes(file.toString().replace("HASH", HASH).replace("SLOW", SLOW)),
                block.lines()
                        .filter(line -> line.startsWith("=> "))
                        .map(line -> line.substring(3))
                        .toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void parseWhenFileOfTheTableThenOneMessageWithEveryMistakeAndNoHash(Row row) {
        if (row.message().equals(List.of("fine"))) {
            assertDoesNotThrow(() -> ClientsParser.parse(row.file(), note -> {}));
            return;
        }
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> ClientsParser.parse(row.file(), note -> {}));
        String message = refused.getMessage();
        assertTrue(row.message().size() > 0);
        for (String part : row.message()) {
            assertTrue(message.contains(part), part + " in " + message);
        }
        for (String secret : List.of("47DEQ", "c2Fsd", "sesame", "e3b0c", "N9qo8")) {
            assertFalse(message.contains(secret), message);
        }
        assertEquals(1, message.lines().count());
    }

    @Test
    void parseWhenFileHasThousandsOfMistakesThenTwentyAndTheirNumber() {
        String entry = "{\"id\":\"a\",\"b\":1,\"secrets\":[]}";
        byte[] clients =
                ("{\"clients\":[" + (entry + ",").repeat(40_000) + entry + "]}").getBytes(StandardCharsets.UTF_8);
        String message = assertThrows(IllegalArgumentException.class, () -> ClientsParser.parse(clients, note -> {}))
                .getMessage();
        assertTrue(message.length() < 5000, "" + message.length());
        assertTrue(message.endsWith("; these are 20 of 80002 problems"), message);
        byte[] networks = ("{\"clients\":[{\"id\":\"a\",\"secrets\":[{\"hash\":\"" + HASH + "\"}],\"networks\":["
                        + "\"\",".repeat(40_000) + "\"\"]}]}")
                .getBytes(StandardCharsets.UTF_8);
        message = assertThrows(IllegalArgumentException.class, () -> ClientsParser.parse(networks, note -> {}))
                .getMessage();
        assertTrue(message.endsWith("; these are 20 of 40001 problems"), message);
    }

    @Test
    void startWhenAnIdHasAColonThenAWarningAndJsonWorks() throws Exception {
        Path file = folder.resolve("clients.json");
        try (LogCapture logs = LogCapture.open();
                TokenWebapp app = new TokenWebapp()
                        .clients(file, TokenWebapp.ENTRY.replace("acme", "acme:eu"), TokenWebapp.ENTRY)
                        .start()) {
            assertEquals(1, app.login("acme:eu", TokenWebapp.SECRET).code());
            List<String> warnings =
                    logs.lines().stream().filter(line -> line.contains("colon")).toList();
            assertEquals(
                    List.of("WARNING issuer.clients-file: clients[0] (acme:eu): id: has a colon, where HTTP Basic ends"
                            + " the id (RFC 7617 §2); this client must use JSON or a form, or send it as %3A"),
                    warnings);
        }
    }

    @Test
    void startWhenFileIsWrongThenOneLogLineWithEveryMistakeAndEveryRequestIsRefused() throws Exception {
        Path file = folder.resolve("clients.json");
        try (LogCapture logs = LogCapture.open();
                TokenWebapp app = new TokenWebapp()
                        .clients(file, "{\"id\":\"a\",\"secrets\":[{\"hash\":\"x\"}]}", "{\"ID\":1}")
                        .with("issuer.zone", "Shanghai")
                        .start()) {
            assertEquals(-30, app.login(TokenWebapp.ID, TokenWebapp.SECRET).code());
            List<String> errors = logs.lines().stream()
                    .filter(line -> line.startsWith("SEVERE"))
                    .toList();
            assertEquals(1, errors.size(), errors.toString());
            for (String part : List.of("clients[0] (a): secrets[0]", "clients[1]: ID: unknown", "issuer.zone")) {
                assertTrue(errors.get(0).contains(part), errors.get(0));
            }
        }
    }

    @Test
    void loginWhenFileChangesThenTheNewOneCountsAfterThePoll() throws Exception {
        Path file = folder.resolve("clients.json");
        String disabled = TokenWebapp.ENTRY.replace("}]}", "}],\"disabled\":true}");
        try (TokenWebapp app =
                        new TokenWebapp().clients(file, TokenWebapp.ENTRY).start();
                LogCapture logs = LogCapture.open()) {
            assertEquals(1, app.login(TokenWebapp.ID, TokenWebapp.SECRET).code());
            TokenWebapp.write(file, disabled);
            app.clock.advance(WatchedFile.POLL.minus(Duration.ofMillis(1)));
            assertEquals(1, app.login(TokenWebapp.ID, TokenWebapp.SECRET).code());
            app.clock.advance(Duration.ofMillis(1));
            assertEquals(15000, app.login(TokenWebapp.ID, TokenWebapp.SECRET).code());
            assertEquals(
                    "INFO issuer.clients-file has changed; the new content is in force",
                    logs.lines().get(0));
        }
    }

    @Test
    void loginWhenNewFileIsBrokenThenTheLastGoodOneStaysAndOneErrorIsLogged() throws Exception {
        Path file = folder.resolve("clients.json");
        try (TokenWebapp app =
                        new TokenWebapp().clients(file, TokenWebapp.ENTRY).start();
                LogCapture logs = LogCapture.open()) {
            Files.writeString(
                    file, "{\"clients\":[{\"id\":\"acme\",\"secrets\":[{\"hash\":\"" + HASH + "\"}],\"x\":1}]}");
            for (int i = 0; i < 3; i++) {
                app.clock.advance(WatchedFile.POLL);
                assertEquals(1, app.login(TokenWebapp.ID, TokenWebapp.SECRET).code());
            }
            assertEquals(1, logs.lines().size(), logs.lines()::toString);
            assertTrue(
                    logs.lines()
                            .get(0)
                            .startsWith("SEVERE issuer.clients-file has changed and is invalid; the last good content"
                                    + " stays in force: clients[0] (acme): x: unknown member"),
                    logs.lines()::toString);
            Files.delete(file);
            app.clock.advance(WatchedFile.POLL);
            assertEquals(1, app.login(TokenWebapp.ID, TokenWebapp.SECRET).code());
            assertEquals(2, logs.lines().size(), logs.lines()::toString);
            TokenWebapp.write(file, TokenWebapp.ENTRY.replace("acme", "other"));
            app.clock.advance(WatchedFile.POLL);
            assertEquals(15000, app.login(TokenWebapp.ID, TokenWebapp.SECRET).code());
            assertEquals(1, app.login("other", TokenWebapp.SECRET).code());
            assertFalse(logs.everything().contains("47DEQ"));
        }
    }

    @Test
    void startWhenFileIsPartOfTheWebappThenRead() throws Exception {
        Files.createDirectory(folder.resolve("WEB-INF"));
        TokenWebapp.write(folder.resolve("WEB-INF/clients.json"), TokenWebapp.ENTRY);
        try (TokenWebapp app = new TokenWebapp()
                .base(folder)
                .with("issuer.clients-file", "/WEB-INF/clients.json")
                .start()) {
            assertEquals(1, app.login(TokenWebapp.ID, TokenWebapp.SECRET).code());
        }
    }

    @Test
    void startWhenFileIsNotThereThenTheProblemNamesIt() throws Exception {
        for (String path :
                List.of("/WEB-INF/clients.json", folder.resolve("none").toString(), "\u0000")) {
            try (LogCapture logs = LogCapture.open();
                    TokenWebapp app = new TokenWebapp()
                            .base(folder)
                            .with("issuer.clients-file", path)
                            .start()) {
                assertEquals(-30, app.login(TokenWebapp.ID, TokenWebapp.SECRET).code());
                assertTrue(logs.lines().stream()
                        .anyMatch(line -> line.contains("issuer.clients-file: \"")
                                && line.contains("is not allowed; expected a file that exists and can be read")));
            }
        }
    }

    @Test
    void startWhenTheTextIsWrittenIntoTheParameterThenNoHashIsShown() throws Exception {
        try (LogCapture logs = LogCapture.open();
                TokenWebapp app = new TokenWebapp()
                        .with("issuer.clients-file", "{\"clients\":[{\"secrets\":[{\"hash\":\"" + HASH + "\"}]}]}")
                        .start()) {
            assertEquals(-30, app.login(TokenWebapp.ID, TokenWebapp.SECRET).code());
            assertTrue(logs.everything().contains("issuer.clients-file: the given value is not allowed"));
            assertFalse(logs.everything().contains("47DEQ"));
        }
    }
}
