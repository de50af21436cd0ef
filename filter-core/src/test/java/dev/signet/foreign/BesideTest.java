package dev.signet.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.container.Container;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is not asked of a response often is what it is without Signet, or what that becomes in an envelope. */
class BesideTest {

    @TempDir
    private static Path root;

    private static Hosts hosts;

    @BeforeAll
    static void start() throws Exception {
        Files.writeString(root.resolve("tail.txt"), "\"文\"]");
        hosts = new Hosts(
                Hosts.webapp(Map.of("/next", "Intact", "/beside", "Beside")).serving(root.toString()));
    }

    @AfterAll
    static void stop() throws Exception {
        hosts.close();
    }

    /** A file's bytes are UTF-8, although the container's writer is not. */
    @ParameterizedTest
    @EnumSource(Container.class)
    void includedFileWhenBehindAWriterThenItsLettersAreWhole(Container container) throws Exception {
        try (RawClient behind = hosts.connect(container)) {
            RawAnswer answer = behind.get(include("[\"é\",", ""));
            assertEquals("1 [\"é\",\"文\"]", answer.code() + " " + answer.data());
            assertEquals("in front \"文\"]", behind.get(include("in front ", "")).text());
            assertEquals(
                    "[\"é\",\"文\"]",
                    behind.get(include("[\"é\",", "&type=application/json")).data());
            assertEquals("", Intact.complaint(behind));
        }
    }

    /** The container's stream was chosen for what is included, and then its writer was not to be had. */
    @ParameterizedTest
    @EnumSource(
            value = Container.class,
            names = {"JETTY_EE10", "JETTY_EE11"})
    void includedBytesWhenTheTypeChangesBehindThemThenTheCharsetStays(Container container) throws Exception {
        String target = "/app/beside?step=include&printed=1&file=/beside%3Fstep%3Dstream"
                + "&type=application/json;charset=GBK&then=text/html";
        try (RawClient client = hosts.connectBare(container);
                RawClient behind = hosts.connect(container)) {
            RawAnswer bare = client.get(target);
            RawAnswer answer = behind.get(target);
            assertEquals(bare.header("Content-Type"), answer.header("Content-Type"));
            assertEquals("", Intact.complaint(behind));
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void headerNamesWhenChangedThenAsBare(Container container) throws Exception {
        String target = "/app/beside?step=names&type=application/json";
        try (RawClient client = hosts.connectBare(container);
                RawClient behind = hosts.connect(container)) {
            assertEquals(client.get(target).text(), behind.get(target).data());
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void methodsWhenAskedForThenThoseOfTheContainer(Container container) throws Exception {
        try (RawClient client = hosts.connectBare(container);
                RawClient behind = hosts.connect(container)) {
            String bare = client.send("OPTIONS", "/app/beside", null).header("Allow");
            assertEquals(bare, behind.send("OPTIONS", "/app/beside", null).header("Allow"));
        }
    }

    /** What was flushed has its caller, whoever takes the connection over; most containers refuse to hand it over then. */
    @ParameterizedTest
    @EnumSource(Container.class)
    void upgradeWhenBehindAFlushThenTheResponseIsThatOfTheContainer(Container container) throws Exception {
        String target = "/app/beside?step=upgrade&type=text/plain";
        String[] upgrade = {"Connection: Upgrade", "Upgrade: beside"};
        try (RawClient client = hosts.connectBare(container);
                RawClient behind = hosts.connect(container)) {
            RawAnswer bare = client.get(target, upgrade);
            RawAnswer answer = behind.get(target, upgrade);
            assertEquals(bare.status() + " " + bare.text(), answer.status() + " " + answer.text());
        }
    }

    private static String include(String printed, String more) {
        return "/app/beside?step=include&file=/tail.txt&printed=" + URLEncoder.encode(printed, StandardCharsets.UTF_8)
                + more;
    }
}
