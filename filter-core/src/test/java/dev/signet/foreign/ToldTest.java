package dev.signet.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.signet.container.Container;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an application is told of its request, and its caller of cookies, is what it would be without Signet. */
class ToldTest {

    private static final Hosts HOSTS = new Hosts(Hosts.webapp(Map.of("/next", "Intact", "/told/*", "Told")));

    @AfterAll
    static void stop() throws Exception {
        HOSTS.close();
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void parametersWhenDispatchedBackThenNoneIsThereTwice(Container container) throws Exception {
        for (String step : List.of("dispatch", "pair", "forward", "forward-pair")) {
            assertAsBare(container, "/app/told?a=1&a=2&b=%20&step=" + step);
            assertAsBare(container, "/app/told/a;b=c/d%20e?a=1&step=" + step);
        }
    }

    /** Jetty gives the cookie of a new session back whenever a response is reset. */
    @ParameterizedTest
    @EnumSource(Container.class)
    void cookiesWhenTheSessionIsNewThenEachIsThereOnce(Container container) throws Exception {
        assertAsBare(container, "/app/told?step=session");
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void attributeNamesWhenAskedForThenNoneIsOurs(Container container) throws Exception {
        assertAsBare(container, "/app/told?step=names");
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void forwardWhenItsPathHasDotSegmentsThenItGoesWhereTheContainerSays(Container container) throws Exception {
        assertAsBare(container, "/app/told?step=dots");
    }

    /** All containers forget what the includer wrote, and drop what it writes behind that. */
    @ParameterizedTest
    @EnumSource(Container.class)
    void forwardWhenWithinAnIncludeThenItsTargetAnswers(Container container) throws Exception {
        assertAsBare(container, "/app/told?step=include");
        assertAsBare(container, "/app/told?step=failure");
    }

    /** What follows an upgrade is not Signet's, and a failure is no exception; Jetty's for EE 10 upgrades nothing here. */
    @ParameterizedTest
    @EnumSource(value = Container.class, mode = EnumSource.Mode.EXCLUDE, names = "JETTY_EE10")
    void failureWhenItFollowsAnUpgradeThenTheContainerAnswers(Container container) throws Exception {
        String[] upgrade = {"Connection: Upgrade", "Upgrade: told"};
        try (RawClient client = HOSTS.connectBare(container);
                RawClient behind = HOSTS.connect(container)) {
            int bare = client.get("/app/told?step=upgrade", upgrade).status();
            assertEquals(bare, behind.get("/app/told?step=upgrade", upgrade).status());
        }
    }

    /** An error of its own that a raw response has told stands; the stack of what is thrown behind it is nobody's. */
    @ParameterizedTest
    @EnumSource(Container.class)
    void failureWhenItFollowsAnErrorOfARawResponseThenNoStackIsShown(Container container) throws Exception {
        try (RawClient behind = HOSTS.connect(container)) {
            RawAnswer answer = behind.get("/app/told?step=raw");
            assertEquals(404, answer.status());
            assertFalse(answer.text().contains("on purpose"), answer.text());
        }
    }

    private static void assertAsBare(Container container, String target) throws Exception {
        try (RawClient client = HOSTS.connectBare(container);
                RawClient behind = HOSTS.connect(container)) {
            RawAnswer bare = client.get(target);
            RawAnswer answer = behind.get(target);
            assertEquals(bare.status() + " " + bare.text(), answer.status() + " " + answer.text(), target);
            assertEquals(cookies(bare), cookies(answer), target);
            assertEquals("", Intact.complaint(behind));
        }
    }

    private static List<String> cookies(RawAnswer answer) {
        return answer.headers().getOrDefault("set-cookie", List.of()).stream()
                .map(cookie -> cookie.substring(0, cookie.indexOf('=')))
                .sorted()
                .toList();
    }
}
