package dev.signet.alone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.container.Container;
import dev.signet.foreign.Hosts;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is left alone, in a webapp whose other answers are wrapped. */
class UntouchedTest {

    private static final String PREFLIGHT = " | Origin: http://a.example | Access-Control-Request-Method: PUT";

    private static final Hosts HOSTS = new Hosts(Alone.webapp(
            "",
            "access.rules",
            "* /docs/answer/error authenticated\n* /** permit",
            "envelope.exclude",
            "/docs/**, /guarded/docs/**"));

    @AfterAll
    static void stop() throws Exception {
        HOSTS.close();
    }

    private static Alone.Outcome bare(Container container, String request) throws Exception {
        return Alone.parse(request).play(HOSTS, container, false);
    }

    private static Alone.Outcome behind(Container container, String request) throws Exception {
        return Alone.parse(request).play(HOSTS, container, true);
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void requestWhenLeftAloneThenTheContainersOwnObjectsAndNothingElseHeard(Container container) throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Alone request : Alone.table("untouched.txt")) {
            Alone.Outcome bare = request.play(HOSTS, container, false);
            Alone.Outcome behind = request.play(HOSTS, container, true);
            if (!bare.equals(behind) || behind.heard().replace("dev.signet.alone.", "").contains("dev.signet.")) {
                wrong.add(request + "\nbare: " + bare.without(behind) + "\nbehind: " + behind.without(bare));
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void setAttributeRawWhenSetThenTheAnswerOfTheBareContainer(Container container) throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Alone request : Alone.table("raw.txt")) {
            String bare = request.play(HOSTS, container, false).answer();
            String behind = request.play(HOSTS, container, true).answer();
            if (!bare.equals(behind)) {
                wrong.add(request + "\nbare: " + bare + "\nbehind: " + behind);
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void requestWhenTheContainerRefusesItBeforeAnyFilterThenItsOwnAnswer(Container container) throws Exception {
        for (String request : List.of("GET /guarded/docs/look", "OPTIONS /guarded/look" + PREFLIGHT)) {
            Alone.Outcome outcome = behind(container, request);
            assertTrue(outcome.answer().startsWith("401 "), outcome::toString);
            assertTrue(outcome.answer().contains("www-authenticate=[Basic realm=\"guarded\""), outcome::toString);
            assertTrue(outcome.heard().contains("filter ERROR"), outcome::toString);
            assertFalse(outcome.answer().contains("timestamp"), outcome::toString);
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void requestWhenTheContainerRefusesAnotherThenAnEnvelopeWithTheCodeOfItsStatus(Container container)
            throws Exception {
        try (RawClient client = HOSTS.connect(container)) {
            RawAnswer answer = client.get("/app/guarded/look");
            assertEquals(10003, answer.code(), answer::text);
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void sendErrorWhenItHasAMessageThenTheErrorPageIsTold(Container container) throws Exception {
        for (String request : List.of(
                "GET /docs/answer/message?status=409",
                "GET /answer/message?status=409&raw",
                "OPTIONS /answer/message?status=409" + PREFLIGHT)) {
            String answer = behind(container, request).answer();
            assertTrue(answer.startsWith("409 "), answer);
            assertTrue(
                    answer.endsWith("{\"own\":\"/conflict\",\"status\":409,\"message\":\"text of 409\"}"),
                    answer);
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void initWhenItThrowsThenTheApplicationsOwnErrorPage(Container container) throws Exception {
        List<String> wrong = new ArrayList<>();
        for (String when : List.of("late", "early")) {
            for (String how : List.of("Ever", "AWhile", "WithServletException", "WithRuntimeException")) {
                String answer = behind(container, "GET /docs/" + when + how).answer();
                // a container may begin again to serve what it could not for a while
                if (!answer.contains("{\"own\":\"/")) {
                    wrong.add(when + how + " " + answer + "\nbare: " + bare(container, "GET /docs/" + when + how));
                }
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void sendErrorWhenTheCallerHasATokenThenTheErrorPageKnowsTheCaller(Container container) throws Exception {
        Alone.Outcome outcome =
                behind(container, "GET /docs/answer/error?status=409 | " + TestWebapp.bearer(",\"sub\":\"ann\""));
        assertTrue(outcome.answer().contains("{\"own\":\"/conflict\""), outcome::toString);
        assertEquals(2, outcome.heard().split(" ann ann Bearer", -1).length - 1, outcome::toString);
        assertEquals(1, outcome.heard().split(" dev.signet.token\n", -1).length - 1, outcome::toString);
    }
}
