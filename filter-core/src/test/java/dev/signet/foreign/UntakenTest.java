package dev.signet.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.container.Container;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A step that a container refuses changes nothing: the answer goes on as if nobody had tried. */
class UntakenTest {

    private static final Hosts HOSTS = new Hosts(Hosts.webapp(Map.of("/next", "Intact", "/untaken", "Untaken")));

    @AfterAll
    static void stop() throws Exception {
        HOSTS.close();
    }

    /** By the path and the name that a context has; what a request dispatches to has a door of ours. */
    @ParameterizedTest
    @EnumSource(Container.class)
    void forwardWhenBehindTheCommitThenRefusedAsBare(Container container) throws Exception {
        assertGoesOn(container, "path");
        assertGoesOn(container, "name");
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void cycleWhenAnotherIsCompleteThenRefusedAndTheResponseIsWhole(Container container) throws Exception {
        assertGoesOn(container, "start");
    }

    /** Jetty 12.1 for EE 11 has made a 101 of the response before it makes the handler. */
    @ParameterizedTest
    @EnumSource(value = Container.class, mode = EnumSource.Mode.EXCLUDE, names = "JETTY_EE11")
    void upgradeWhenItsHandlerCannotBeMadeThenTheResponseIsTheApplications(Container container) throws Exception {
        assertGoesOn(container, "upgrade");
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void headerNamesWhenNoTypeWasSetThenTheEnvelopesIsNotAmongThem(Container container) throws Exception {
        try (RawClient client = HOSTS.connect(container)) {
            assertEquals(404, client.get("/app/untaken?step=untyped").code());
            assertEquals("\"false false\"", client.get("/app/untaken?step=none").data());
        }
    }

    private static void assertGoesOn(Container container, String step) throws Exception {
        try (RawClient bare = HOSTS.connectBare(container);
                RawClient behind = HOSTS.connect(container)) {
            assertEquals("[1,2]", bare.get("/app/untaken?step=" + step).text());
            RawAnswer answer = behind.get("/app/untaken?step=" + step);
            assertEquals("1 [1,2]", answer.code() + " " + answer.data());
            assertEquals("", Intact.complaint(behind));
        }
    }
}
