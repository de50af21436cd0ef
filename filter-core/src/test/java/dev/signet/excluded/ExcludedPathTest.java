package dev.signet.excluded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.container.Container;
import dev.signet.foreign.Hosts;
import dev.signet.testing.TestWebapp;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is excluded, in a webapp whose other answers are wrapped. */
class ExcludedPathTest {

    private static final String PREFLIGHT = " | Origin: http://a.example | Access-Control-Request-Method: PUT";

    private static final Hosts HOSTS = new Hosts(PlayedRequest.webapp(
            "",
            "access.rules",
            "* /docs/answer/error authenticated\n* /** permit",
            "envelope.exclude",
            "/docs/**, /guarded/docs/**"));

    @AfterAll
    static void stop() throws Exception {
        HOSTS.close();
    }

    private static PlayedRequest.Outcome behind(Container container, String request) throws Exception {
        return PlayedRequest.parse(request).play(HOSTS, container, true);
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void requestWhenExcludedThenTheContainersOwnObjectsAndNothingElseHeard(Container container) throws Exception {
        List<String> wrong = new ArrayList<>();
        for (PlayedRequest request : PlayedRequest.table("path.txt")) {
            String differing = request.compared(HOSTS, container, ExcludedPathTest::hasOurs);
            if (!differing.isEmpty()) {
                wrong.add(differing);
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    private static boolean hasOurs(PlayedRequest.Outcome behind) {
        return behind.heard().replace("dev.signet.excluded.", "").contains("dev.signet.");
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void setAttributeRawWhenSetThenTheAnswerOfTheBareContainer(Container container) throws Exception {
        List<String> wrong = new ArrayList<>();
        for (PlayedRequest request : PlayedRequest.table("raw.txt")) {
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
            PlayedRequest.Outcome outcome = behind(container, request);
            assertTrue(outcome.answer().startsWith("401 "), outcome::toString);
            assertTrue(outcome.answer().contains("www-authenticate=[Basic realm=\"guarded\""), outcome::toString);
            assertFalse(outcome.answer().contains("timestamp"), outcome::toString);
        }
    }

    /** Jetty 12.1 answers such a request by itself, without an error dispatch. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "JETTY_EE11")
    void dispatchWhenTheContainerHasRefusedThenTheErrorPageOrTheCodeOfItsStatus(Container container) throws Exception {
        PlayedRequest.Outcome outcome = behind(container, "GET /guarded/docs/look");
        assertTrue(outcome.heard().contains("filter ERROR"), outcome::toString);
        assertTrue(outcome.heard().contains("GET /app/pages/any"), outcome::toString);
        PlayedRequest.Outcome wrapped = behind(container, "GET /guarded/look");
        assertTrue(wrapped.answer().contains("{\"code\":10003,"), wrapped::toString);
    }

    /** For a preflight Jetty looks for no error page. */
    @ParameterizedTest
    @EnumSource(Container.class)
    void sendErrorWhenItHasAMessageThenTheErrorPageIsTold(Container container) throws Exception {
        for (String request : List.of(
                "GET /docs/answer/message?status=409",
                "GET /answer/message?status=409&raw",
                "OPTIONS /answer/message?status=409" + PREFLIGHT)) {
            String answer = behind(container, request).answer();
            assertTrue(answer.startsWith("409 "), answer);
            boolean pageless = request.startsWith("OPTIONS") && container.name().startsWith("JETTY");
            assertTrue(
                    pageless || answer.endsWith("{\"own\":\"/conflict\",\"status\":409,\"message\":\"text of 409\"}"),
                    answer);
        }
    }

    /** Undertow looks for no error page where a servlet is unavailable. */
    @ParameterizedTest
    @EnumSource(Container.class)
    void initWhenItThrowsThenTheApplicationsOwnErrorPage(Container container) throws Exception {
        List<String> wrong = new ArrayList<>();
        for (String servlet : List.of(
                "lateEver",
                "lateAWhile",
                "earlyEver",
                "earlyAWhile",
                "lateWithServletException",
                "lateWithRuntimeException")) {
            String answer = behind(container, "GET /docs/" + servlet).answer();
            boolean pageless = container == Container.UNDERTOW && !servlet.contains("With");
            if (answer.contains("{\"own\":\"/") == pageless || answer.contains("timestamp")) {
                wrong.add(servlet + " " + answer);
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void sendErrorWhenTheCallerHasATokenThenTheErrorPageKnowsTheCaller(Container container) throws Exception {
        PlayedRequest.Outcome outcome =
                behind(container, "GET /docs/answer/error?status=409 | " + TestWebapp.bearer(",\"sub\":\"ann\""));
        assertTrue(outcome.answer().contains("{\"own\":\"/conflict\""), outcome::toString);
        assertEquals(2, outcome.heard().split(" ann ann Bearer", -1).length - 1, outcome::toString);
        assertEquals(1, outcome.heard().split(" dev.signet.token\n", -1).length - 1, outcome::toString);
    }
}
