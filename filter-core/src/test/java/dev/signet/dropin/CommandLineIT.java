package dev.signet.dropin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.clients.Clients;
import dev.signet.clients.ClientsParser;
import dev.signet.clients.KnownClient;
import dev.signet.clients.SecretHash;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line of the self-contained jar, as a process that sees nothing but that jar. */
class CommandLineIT {

    private static final Map<String, String> ASCII = Map.of("LC_ALL", "C");

    @TempDir
    private Path folder;

    /** What a process has said. */
    private record Said(int status, String out, String err) {}

    private Process start(Map<String, String> environment, String... typed) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Jars.ALL.toAbsolutePath().toString()));
        command.addAll(List.of(typed));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private Said run(Map<String, String> environment, String input, String... typed) throws Exception {
        Process process = start(environment, typed);
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // it has ended without asking
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), out, err);
    }

    private Clients clients() throws IOException {
        return ClientsParser.parse(Files.readAllBytes(folder.resolve("clients.json")), note -> {});
    }

    private static boolean accepts(KnownClient client, String secret) {
        return client.secrets().stream().anyMatch(each -> each.hash().isDigest(SecretHash.digest(secret)));
    }

    @Test
    void processWhenItEndsThenItsExitStatusAndNoStackTrace() throws Exception {
        Said help = run(Map.of(), "", "help");
        assertEquals(0, help.status(), help.err());
        assertTrue(help.out().startsWith("Usage: java -jar "), help.out());
        assertEquals(64, run(Map.of(), "", "bake").status());
        Said none = run(Map.of(), "", "client", "list", "--file", "none.json");
        assertEquals(2, none.status());
        assertEquals(1, none.err().lines().count(), none.err());
        assertEquals(1, run(Map.of(), "", "client", "new", "a:b").status());
    }

    @Test
    void processWhenTheConsoleHasAsciiAloneThenEverythingCanStillBeTypedAndRead() throws Exception {
        Said made = run(ASCII, "", "client", "new", "\\u5ba2\\u6237", "--file", "clients.json");
        assertEquals(0, made.status(), made.err());
        assertEquals(
                "secret of \\u5ba2\\u6237, shown once:",
                made.out().lines().findFirst().orElseThrow());
        assertTrue(accepts(clients().find("客户"), made.out().lines().toList().get(1)));
        assertTrue(Files.readString(folder.resolve("clients.json")).contains("客户"), "the file is in UTF-8");
        Said typed = run(ASCII, "", "client", "disable", "客户", "--file", "clients.json");
        assertTrue(typed.status() == 0 || typed.err().contains("or write the character like \\u5ba2"), typed.err());
    }

    @Test
    void hashWhenTheSecretIsOnStandardInputThenItsHash() throws Exception {
        Said said = run(Map.of(), "密码\n", "client", "hash");
        assertEquals(0, said.status(), said.err());
        assertEquals(600_000, SecretHash.parse(said.out().strip()).cost());
    }

    @Test
    void processesWhenTheyChangeOneFileAtOnceThenNoChangeIsLost() throws Exception {
        List<Process> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(start(Map.of(), "client", "new", "c" + i, "--file", "clients.json"));
        }
        for (int i = 0; i < all.size(); i++) {
            String out = new String(all.get(i).getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (all.get(i).waitFor() == 0) {
                assertTrue(accepts(clients().find("c" + i), out.lines().toList().get(1)), "c" + i);
            } else { // the file was made by another in that moment, which is said
                String err = new String(all.get(i).getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
                assertTrue(err.contains("somebody else has made this file"), err);
            }
        }
    }

    /** Killed in the moment in which the secret is there to be read: before, in or after the change. */
    @Test
    void processWhenKilledThenTheFileIsWholeAndTheNextChangeIsMade() throws Exception {
        StringBuilder large = new StringBuilder("{\"clients\":[");
        String hash = SecretHash.sha256("x");
        for (int i = 0; i < 5_000; i++) {
            large.append(i == 0 ? "" : ",").append("{\"id\":\"n" + i + "\",\"secrets\":[{\"hash\":\"" + hash + "\"}]}");
        }
        Files.writeString(folder.resolve("clients.json"), large.append("]}"));
        for (int i = 0; i < 6; i++) {
            Process process = start(Map.of(), "client", "new", "k" + i, "--file", "clients.json");
            assertTrue(process.getInputStream().read() >= 0);
            process.destroyForcibly().waitFor();
            assertTrue(clients().byId().size() >= 5_000);
        }
        assertEquals(
                0,
                run(Map.of(), "", "client", "new", "last", "--file", "clients.json")
                        .status());
        assertTrue(clients().find("last").exists());
        try (var names = Files.list(folder)) {
            assertEquals(
                    List.of("clients.json"),
                    names.map(Path::getFileName).map(Path::toString).toList());
        }
    }

    @Test
    void processWhenItsOutputIsAFullDeviceThenNothingIsWritten() throws Exception {
        List<String> command = List.of(
                "sh",
                "-c",
                "exec \"$@\" > /dev/full",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Jars.ALL.toAbsolutePath().toString(),
                "client",
                "new",
                "acme",
                "--file",
                folder.resolve("clients.json").toString());
        Assumptions.assumeTrue(new File("/dev/full").exists());
        Process process = new ProcessBuilder(command).start();
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(2, process.waitFor(), err);
        assertTrue(err.contains("the secret cannot be printed, so nothing has been written"), err);
        assertFalse(Files.exists(folder.resolve("clients.json")));
    }
}
