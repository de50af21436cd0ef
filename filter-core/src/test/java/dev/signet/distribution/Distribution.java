package dev.signet.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signet.SignetFilter;
import dev.signet.container.PathMatrix;
import dev.signet.container.Scenarios;
import dev.signet.container.Storm;
import dev.signet.differential.PlayerServlet;
import dev.signet.differential.Replay;
import dev.signet.differential.Stage;
import dev.signet.differential.Trial;
import dev.signet.dropin.Shop;
import dev.signet.testing.BuildConsole;
import dev.signet.testing.HttpVersion;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is played on every container, over the wire alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class Distribution {

    private static final int COUNT = Integer.getInteger("differential.count", 300);

    private static final int DISPATCHES = 400;

    private final String name;
    private final String home;
    private final int left;
    private Base base;
    private RunningServer server;

    /**
     * A container that the build has put below {@code target/distributions}.
     *
     * @param name how it is called in tables and reports
     * @param home the folder it is in, which another may share
     * @param left how many programs of a thousand are known to differ
     */
    Distribution(String name, String home, int left) {
        this.name = name;
        this.home = home;
        this.left = left;
    }

    /** Lays out the base, deploys what is in it, and says how the server is started in the foreground. */
    abstract ProcessBuilder prepare(Base base) throws IOException;

    String name() {
        return name;
    }

    /** The folder of the base from which webapps are deployed. */
    abstract String deployments();

    /** Undeploys the webapp of a context while the server goes on; false where there is no way. */
    boolean undeploy(Base from, String context) throws IOException {
        Files.delete(from.folder().resolve(deployments()).resolve(Base.war(context)));
        return true;
    }

    /** What can be asked for in a storm. */
    List<String> storm() {
        return Storm.KINDS;
    }

    /** The JDK it runs on. */
    Path jdk() throws IOException {
        return Jdk.ofThisTest();
    }

    @BeforeAll
    void start() throws Exception {
        base = Base.of(name, home, jdk());
        server = RunningServer.start(prepare(base), base.port(), Path.of("target", "distributions", name + ".log"));
        server.awaitWebapps();
    }

    @AfterAll
    void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    /** Whether the container ends as whole what fails behind its head. */
    boolean endsBrokenAsWhole() {
        return false;
    }

    @Test
    void everyRowInEveryMode() throws Exception {
        ContainerCauses causes = ContainerCauses.of(name);
        List<Scenarios.Failure> failures =
                Scenarios.play(server.port(), HttpVersion.HTTP_1_1, causes::tries, endsBrokenAsWhole());

        List<String> wrong = new ArrayList<>(causes.outdated(failures));
        for (Scenarios.Failure failure : causes.unexplained(failures)) {
            wrong.add(failure + "\n    bare: " + Scenarios.describe(server.port(), Base.BARE, failure));
        }
        assertEquals("", String.join("\n", wrong));
    }

    @Test
    void everyRowWhenTheJarIsThePlainOneAndTheStatusStays() throws Exception {
        assertEquals(List.of(), Scenarios.playReal(server.port(), HttpVersion.HTTP_1_1, Base.REAL));
    }

    @ParameterizedTest
    @ValueSource(strings = {Base.SHOP, Base.SHOP_PLAIN})
    void shopWhenItIsDroppedInThenSpeaksTheContract(String context) throws Exception {
        try (RawClient client = new RawClient(server.port())) {
            new Shop(context).speaksTheContract(client);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Base.GATE, Base.GATE_PLAIN})
    void everySpellingOfAPathThenNothingLeaks(String context) throws Exception {
        assertEquals("", PathMatrix.leaks(server.port(), context, HttpVersion.HTTP_1_1));
    }

    @ParameterizedTest
    @ValueSource(strings = {Base.GATE, Base.GATE_PLAIN})
    void stormWhenItIsOverThenNothingCrossedOver(String context) throws Exception {
        new Storm(server.port(), context + "/storm", storm()).pass();
    }

    @ParameterizedTest
    @ValueSource(strings = {Base.BROKEN, Base.BROKEN_PLAIN})
    void callWhenSetUpIsBrokenThenRefused(String context) throws Exception {
        for (String path : List.of("/", "/open/x", "/page.html", "/storm?kind=small&id=1")) {
            try (RawClient client = new RawClient(server.port())) {
                RawAnswer answer = client.get(context + path, TestWebapp.bearer(",\"sub\":\"alice\""));
                assertEquals(503, answer.status(), answer.text());
                assertEquals(-30, answer.code(), answer.text());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"filter \"signet\" has no <async-supported>", "\"signet\" has no <dispatcher>FORWARD"})
    void startWhenWebXmlForgetsThenSaid(String warning) throws Exception {
        String log = server.printed() + base.logged();
        assertTrue(log.contains(warning), warning);
    }

    /** Measured against the same of a bare webapp: what a container keeps by itself, it keeps of every one. */
    @Test
    @Order(Integer.MAX_VALUE)
    void undeployWhenTokensWereAskedForThenNoClassIsLeft() throws Exception {
        LoadedClasses classes = LoadedClasses.of(server.handles(), base.jdk());
        int bare = classes.settled(PlayerServlet.class);
        int behind = classes.settled(SignetFilter.class);
        for (String context : List.of(Base.BARE_TO_GO, Base.SHOP, Base.SHOP_PLAIN)) {
            assumeTrue(undeploy(base, context), "nothing can be undeployed from outside");
            server.awaitGone(context);
        }
        int left = classes.countDownTo(bare - 1, PlayerServlet.class);
        assumeTrue(left < bare, "the container keeps what it has undeployed");
        assertEquals(behind - 2, classes.countDownTo(behind - 2, SignetFilter.class));
    }

    @Test
    void playWhenBareAndBehindSignetThenNoMoreThanKnownDiffers() throws Exception {
        try (Stage stage = stage()) {
            new Trial(name, COUNT, left).run(stage);
        }
    }

    @Test
    void fileWhenItIsMissingThenNotFound() throws Exception {
        try (RawClient client = new RawClient(server.port())) {
            assertEquals(War.PAGE, client.get(Base.FILES + "/page.html").text());
            RawAnswer missing = client.get(Base.FILES + "/none.html");
            assertEquals(404, missing.code(), missing.text());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream", "writer", "async-thread", "non-blocking"})
    void trailersWhenSetThenNoContentLength(String mode) throws Exception {
        for (String type : List.of("application/json", "text/html")) {
            try (RawClient client = new RawClient(server.port())) {
                RawAnswer answer = client.get(
                        Base.BEHIND + "/" + mode, Scenarios.steps("type " + type + " ; trailer X-Sum 1 ; write [1]"));
                assertNull(answer.header("Content-Length"), type);
                assertTrue(answer.text().contains("[1]"), answer.text());
            }
        }
    }

    /**
     * GlassFish and Payara dispatch twice, where they are asked before the first dispatch has returned to them: bare, a
     * fifth of these answers hold the body twice. What is asked for while Signet has returned and they have not, they
     * may still lose.
     */
    @Test
    void dispatchWhenAskedForByAnotherThreadThenRunsOnce() throws Exception {
        String steps = Scenarios.steps("type application/json ; write [1]");
        int lost = 0;
        for (int i = 0; i < DISPATCHES; i++) {
            try (RawClient client = new RawClient(server.port())) { // some close a connection after so many requests
                RawAnswer answer = client.get(Base.BEHIND + "/async-again", steps);
                assertEquals("[1]", answer.data(), answer.text());
            } catch (SocketTimeoutException e) {
                lost++;
            }
        }
        assertTrue(lost <= 1, lost + " got no answer");
    }

    /** What differed on one container at least. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "include | front: cookie b=2 | inside: print spaced", // begun anew with cookies
                "sync | front: cookie b=2 | inside: cookie a=1 ; set Content-MD5: x ; type application/json ; out array",
                "buffered | inside: type text/html", // with a length of 0
                "async-pair | before: type text/plain;charset=UTF-8 ; out envelope ; status 505"
                        + " ; type application/json;odata=verbose",
            })
    void playWhenProgramOnceDifferedThenNoMore(String program) throws Exception {
        try (Stage stage = stage()) {
            assertEquals(List.of(), Replay.differences(stage, program));
        }
    }

    /** Prints one program, where {@code -Ddifferential.program=} asks for it. */
    @Test
    @EnabledIfSystemProperty(named = Replay.PROPERTY, matches = ".+")
    void replayWhenAProgramIsGivenThenItsDifferencesArePrinted() throws Exception {
        try (Stage stage = stage()) {
            BuildConsole.println(Replay.of(stage, name));
        }
    }

    private Stage stage() {
        Stage.Place bare = place(Base.BARE);
        return new Stage(name, bare, bare, place(Base.BEHIND), place(Base.REAL));
    }

    private Stage.Place place(String context) {
        return new Stage.Place(server.port(), context);
    }
}
