package dev.signet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.clients.Clients;
import dev.signet.clients.ClientsParser;
import dev.signet.clients.SecretHash;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a file is changed: whole, by one at a time, with its owner, mode and links; shown with the clients file. */
class FileEditTest {

    private static final String BY_HAND = """
            {
              "clients": [
                { "id": "first", "secrets": [ {"hash": "%s"} ] },
                { "id": "acme", "secrets": [ {"hash": "%1$s"} ], "label": "by hand" }
              ]
            }
            """.formatted(SecretHash.sha256("old"));

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("clients.json");
    }

    private Prompt.Said type(String line) {
        return new Prompt().type((line + " --file " + file).split(" "));
    }

    private void byHand() throws IOException {
        Files.writeString(file, BY_HAND);
    }

    private Clients clients() throws IOException {
        return ClientsParser.parse(Files.readAllBytes(file), note -> {});
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void newWhenTheSecretCannotBePrintedThenNothingIsKept() throws Exception {
        byHand();
        for (String line : List.of("client new third", "client rotate acme --overlap 1d")) {
            Prompt.Said said = new Prompt().deaf().type((line + " --file " + file).split(" "));
            assertEquals(2, said.status());
            assertTrue(said.err().contains("nothing has been written"), said.err());
            assertEquals(BY_HAND, Files.readString(file));
            assertEquals(List.of("clients.json"), names());
        }
    }

    /** What is seen at the last moment before the change, and by a reader who had opened the old file. */
    @Test
    void newWhenReadMeanwhileThenTheOldOrTheNewFileWhole() throws Exception {
        byHand();
        Object before = Files.readAttributes(file, "unix:ino").get("ino");
        StringBuilder seen = new StringBuilder();
        OutputStream watching = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                seen.setLength(0);
                seen.append(Files.readString(file));
            }
        };
        try (var reader = Files.newInputStream(file)) {
            new Prompt().screen(watching).type("client", "new", "third", "--file", file.toString());
            assertEquals(BY_HAND, seen.toString());
            assertEquals(BY_HAND, new String(reader.readAllBytes(), StandardCharsets.UTF_8));
        }
        assertNotEquals(before, Files.readAttributes(file, "unix:ino").get("ino"));
        assertTrue(clients().find("third").exists());
    }

    @Test
    void changeWhenAnEarlierOneWasKilledThenItsRemainsAreTakenAway() throws Exception {
        byHand();
        Files.writeString(folder.resolve(".clients.json.signet-new"), "{\"clients\":[{\"id\":\"ha");
        assertEquals(0, type("client disable acme").status());
        assertEquals(List.of("clients.json"), names());
        assertTrue(clients().find("acme").disabled());
    }

    @Test
    void changeWhenTheFileHasAModeAndAnOwnerThenItKeepsThem() throws Exception {
        byHand();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        boolean root = (int) Files.getAttribute(folder, "unix:uid") == 0;
        if (root) { // nobody else may give a file away
            Files.setAttribute(file, "unix:uid", 65534);
            Files.setAttribute(file, "unix:gid", 65533);
        }
        var before = Files.readAttributes(file, "unix:mode,uid,gid");
        assertEquals(0, type("client disable acme").status());
        assertEquals(before, Files.readAttributes(file, "unix:mode,uid,gid"));
    }

    @Test
    void changeWhenThePathIsALinkThenItStaysOne() throws Exception {
        Path real = Files.createDirectory(folder.resolve("real")).resolve("there.json");
        Files.writeString(real, BY_HAND);
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("real", "there.json"));
        file = Files.createSymbolicLink(folder.resolve("clients.json"), link.getFileName());
        assertEquals(0, type("client disable acme").status());
        assertTrue(Files.isSymbolicLink(file) && Files.isSymbolicLink(link));
        assertTrue(Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS));
        assertTrue(Files.readString(real).contains("\"disabled\": true"), Files.readString(real));
    }

    @Test
    void newWhenTheLinkLeadsToNothingThenTheFileIsMadeThere() throws Exception {
        file = Files.createSymbolicLink(folder.resolve("clients.json"), Path.of("new.json"));
        assertEquals(0, type("client new acme").status());
        assertTrue(Files.isSymbolicLink(file));
        assertTrue(Files.isRegularFile(folder.resolve("new.json"), LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void changesWhenMadeAtOnceThenNoneIsLost() throws Exception {
        byHand();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Prompt.Said>> all = IntStream.range(0, 40)
                    .mapToObj(i -> threads.submit(() -> new Prompt()
                            .type(
                                    "client",
                                    i % 2 == 0 ? "new" : "rotate",
                                    i % 2 == 0 ? "c" + i : "acme",
                                    "--file",
                                    file.toString(),
                                    i % 2 == 0 ? "--days=9" : "--overlap=1d")))
                    .toList();
            for (int i = 0; i < all.size(); i += 2) {
                Prompt.Said said = all.get(i).get();
                assertEquals(0, said.status(), said.err());
                assertTrue(clients().find("c" + i).exists());
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
