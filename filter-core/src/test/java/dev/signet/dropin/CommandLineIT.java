package dev.signet.dropin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.cli.CheckedWebapp;
import dev.signet.clients.Clients;
import dev.signet.clients.ClientsParser;
import dev.signet.clients.KnownClient;
import dev.signet.clients.SecretHash;
import dev.signet.testing.TestWebapp;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
        builder.environment().remove("SIGNET_SECRET"); // the build's, for tests within its own process
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

    /** Keys and rules are read by what the filter reads them with, here without a servlet API. */
    @Test
    void inspectWhenAWebXmlIsNamedThenItsKeysJudgeTheToken() throws Exception {
        Files.writeString(folder.resolve("web.xml"), """
                <web-app><context-param><param-name>signet.jwt.secret-env</param-name>
                <param-value>SIGNET_SECRET</param-value></context-param></web-app>
                """);
        Map<String, String> secret = Map.of("SIGNET_SECRET", TestWebapp.SECRET);
        String token = TestWebapp.token("{\"exp\":4070908800}");
        Said said = run(secret, "Bearer " + token + "\n", "token", "inspect", "--config", "web.xml");
        assertEquals(0, said.status(), said.err());
        assertTrue(said.out().endsWith("accepted" + System.lineSeparator()), said.out());
        assertEquals(0, run(Map.of(), token, "token", "inspect").status());
    }

    /** What a start reads with is used here without a servlet API: a class that needs one would end the process. */
    @Test
    void checkWhenAWarIsNamedThenWhatAStartWouldSay() throws Exception {
        Map<String, String> secret = Map.of("SIGNET_SECRET", TestWebapp.SECRET);
        String webXml = CheckedWebapp.document(CheckedWebapp.GOOD);
        Path war = CheckedWebapp.war(
                folder.resolve("shop.war"),
                Map.of("WEB-INF/web.xml", webXml, "WEB-INF/clients.json", CheckedWebapp.CLIENTS));
        Said fine = run(secret, "", "check", war.toString(), "--from", "1.0.0-SNAPSHOT");
        assertEquals("", fine.err());
        assertEquals(0, fine.status(), fine.out());
        assertTrue(fine.out().contains("OK: " + war), fine.out());
        assertEquals(1, run(Map.of(), "", "check", war.toString()).status());
        Files.writeString(
                folder.resolve("web.xml"),
                webXml.replace("<async-supported>true</async-supported>", "")
                        .replace("signet.jwt.issuer", "signet.jwt.isuer"));
        Said wrong = run(secret, "", "check", "web.xml");
        assertEquals(2, wrong.status(), wrong.err());
        assertTrue(wrong.err().contains("signet.jwt.isuer: unknown parameter"), wrong.err());
        assertFalse(wrong.err().contains("\tat "), wrong.err());
        assertEquals(64, run(secret, "", "check").status());
    }

    @Test
    void keysWhenMadeByAProcessThenTheSetIsForItsOwnerAloneAndOneStepIsTooEarly() throws Exception {
        for (String kind : List.of("rsa", "ec", "ed25519", "secret")) {
            String set = kind + ".json";
            Said made = run(Map.of(), "", "keys", "new", kind, "--into", set);
            assertEquals(0, made.status(), made.err());
            assertEquals(1, made.out().lines().count(), "it is not printed");
            assertEquals(
                    "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(set))));
        }
        assertEquals(0, run(Map.of(), "", "keys", "rotate", "ec.json").status());
        Said early = run(Map.of(), "", "keys", "rotate", "ec.json");
        assertEquals(1, early.status(), early.err());
        assertTrue(early.err().startsWith("warning: too early: "), early.err());
    }

    /** Large enough that changing it takes a while, in which the others come. */
    private void writeLargeFile() throws IOException {
        StringBuilder large = new StringBuilder("{\"clients\":[");
        String hash = SecretHash.sha256("x");
        for (int i = 0; i < 5_000; i++) {
            large.append(i == 0 ? "" : ",").append("{\"id\":\"n" + i + "\",\"secrets\":[{\"hash\":\"" + hash + "\"}]}");
        }
        Files.writeString(folder.resolve("clients.json"), large.append("]}"));
    }

    @Test
    void processesWhenTheyChangeOneFileAtOnceThenNoChangeIsLost() throws Exception {
        writeLargeFile();
        List<Process> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(start(Map.of(), "client", "new", "c" + i, "--file", "clients.json"));
        }
        List<String> secrets = new ArrayList<>();
        for (Process each : all) {
            secrets.add(new String(each.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()
                    .get(1));
            assertEquals(0, each.waitFor());
        }
        for (int i = 0; i < secrets.size(); i++) {
            assertTrue(accepts(clients().find("c" + i), secrets.get(i)), "c" + i);
        }
    }

    @Test
    void processesWhenTheyMakeOneFileAtOnceThenWhatIsNotKeptIsSaid() throws Exception {
        List<Process> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(start(Map.of(), "client", "new", "c" + i, "--file", "clients.json"));
        }
        List<Integer> ends = new ArrayList<>();
        for (Process each : all) {
            String err = new String(each.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            ends.add(each.waitFor());
            assertTrue(each.waitFor() == 0 || err.contains("somebody else has just created this file"), err);
        }
        for (int i = 0; i < ends.size(); i++) {
            assertEquals(ends.get(i) == 0, clients().find("c" + i).exists(), "c" + i);
        }
    }

    /** Killed in the moment in which the secret is there to be read: before, in or after the change. */
    @Test
    void processWhenKilledThenTheFileIsWholeAndTheNextChangeIsMade() throws Exception {
        writeLargeFile();
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
