package dev.signet.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.signet.container.Container;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What an application hears that goes on where nothing is left to do is what the container alone would tell it. */
class StepsTest {

    private static final Hosts HOSTS =
            new Hosts(Hosts.webapp(Map.of("/next", "Intact", "/steps", "Steps", "/unavailable", "Unavailable"))
                    .guarding("/guarded")
                    .erring(Map.of("401", "/next")));

    /** Steps, the code that its caller gets, and where the bare container goes on all the same. */
    private static final List<String> STEPS = List.of(
            "begin,complete,complete | 1",
            "begin,complete,dispatch | 1 | UNDERTOW",
            "begin,complete,start | 1",
            "begin,dispatch,complete | 1",
            "begin,complete,throw | -30",
            "begin,dispatch,throw | -30 | UNDERTOW",
            "begin,dispatch&back=throw | -30",
            "begin,dispatch,error | -1 | UNDERTOW TOMCAT_10 TOMCAT_11", // told of an error that has no exception
            "print,flush,session | 1",
            "session,print,flush,session | 1",
            "session,print,flush,change | 1",
            "close,failed | 1",
            "length,print | 1",
            "print,error,stream | -1",
            "print,authenticate,print | 10003 | JETTY_EE10",
            "authenticate,error | 10003 | JETTY_EE10 UNDERTOW");

    private static int calls;

    @AfterAll
    static void stop() throws Exception {
        HOSTS.close();
    }

    static Stream<Arguments> steps() {
        return STEPS.stream()
                .map(line -> line.split(" *\\| *"))
                .flatMap(row -> Container.allBut(row.length < 3 ? List.of() : List.of(row[2].split(" ")))
                        .map(container -> Arguments.of(container, row[0], Integer.valueOf(row[1]))));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void stepWhenTakenTooLateThenToldAsBare(Container container, String steps, int code) throws Exception {
        Set<String> bare = heardBare(container, steps);
        try (RawClient client = HOSTS.connect(container)) {
            Played played = play(client, steps);
            assertEquals(code, played.answer.code());
            assertEquals(bare, heard(HOSTS.connect(container), played.id, steps));
            assertEquals("", Intact.complaint(client));
        }
    }

    /** Who hears of a failure may have somebody else answer; Tomcat has answered by then. */
    @ParameterizedTest
    @EnumSource(value = Container.class, mode = EnumSource.Mode.MATCH_NONE, names = "TOMCAT_.*")
    void errorWhenAListenerDispatchesThenTheTargetAnswers(Container container) throws Exception {
        try (RawClient client = HOSTS.connect(container)) {
            assertEquals(
                    "\"printed\"",
                    play(client, "begin,throw&onError=dispatch").answer.data());
        }
    }

    /** A server error without a name waits for an exception that may have one, but not for a dispatch that never comes. */
    @ParameterizedTest
    @EnumSource(Container.class)
    void errorWhenToldBeforeACycleIsDispatchedThenTheCallerGetsIt(Container container) throws Exception {
        for (String steps : List.of("fail,begin,dispatch", "begin,fail,dispatch", "fail,begin,complete")) {
            try (RawClient client = HOSTS.connect(container)) {
                assertEquals(-30, play(client, steps).answer.code(), steps);
                assertEquals("", Intact.complaint(client), steps);
            }
        }
    }

    /** Jetty ends the cycle with the dispatch; a connection would wait for its timeout. */
    @ParameterizedTest
    @EnumSource(
            value = Container.class,
            names = {"JETTY_EE10", "JETTY_EE11"})
    void errorWhenTheCycleIsNotCompleteThenItEndsWithTheDispatchOnJetty(Container container) throws Exception {
        try (RawClient client = HOSTS.connect(container)) {
            Played played = play(client, "begin,error");
            assertEquals(-1, played.answer.code());
            heard(HOSTS.connect(container), played.id, "begin");
            assertEquals("", Intact.complaint(client));
        }
    }

    /** Jetty closes the writer, and tells so whenever it is asked. */
    @ParameterizedTest
    @EnumSource(Container.class)
    void writerWhenBehindARedirectThenItsErrorIsToldAsBare(Container container) throws Exception {
        String steps = "print,redirect,failed";
        Set<String> bare = heardBare(container, steps);
        try (RawClient client = HOSTS.connect(container)) {
            assertEquals(bare, heard(HOSTS.connect(container), play(client, steps).id, steps));
        }
    }

    /** Jetty has closed its stream by the time it refuses. */
    @ParameterizedTest
    @EnumSource(value = Container.class, names = "JETTY_EE11")
    void redirectWhenRefusedThenToldAsBareAndTheResponseGoesOn(Container container) throws Exception {
        String steps = "print,redirect-nowhere";
        Set<String> bare = heardBare(container, steps);
        try (RawClient client = HOSTS.connect(container)) {
            Played played = play(client, steps);
            assertEquals("1 \"printed\"", played.answer.code() + " " + played.answer.data());
            assertEquals(bare, heard(HOSTS.connect(container), played.id, steps));
            assertEquals(Set.of("redirect-nowhere=IllegalArgumentException"), bare);
            assertEquals(-30, play(client, steps + ",throw").answer.code());
            assertEquals("", Intact.complaint(client));
        }
    }

    /** Undertow agrees to such a buffer, and then fails at the first byte. */
    @ParameterizedTest
    @EnumSource(Container.class)
    void bufferWhenLessThanNothingThenTheResponseIsWhole(Container container) throws Exception {
        try (RawClient client = HOSTS.connect(container)) {
            assertEquals("\"printed\"", play(client, "buffer,print").answer.data());
            assertEquals("", Intact.complaint(client));
        }
    }

    /** The others catch it below all filters, and tell nobody how long. */
    @ParameterizedTest
    @EnumSource(value = Container.class, mode = EnumSource.Mode.MATCH_ALL, names = "TOMCAT_.*")
    void errorWhenUnavailableForAWhileThenTheCallerIsToldForHowLong(Container container) throws Exception {
        try (RawClient client = HOSTS.connect(container)) {
            RawAnswer answer = client.get("/app/unavailable");
            assertEquals(-1, answer.code());
            assertEquals("20", answer.header("Retry-After"));
        }
    }

    private record Played(String id, RawAnswer answer) {}

    private static Played play(RawClient client, String steps) throws Exception {
        String id = "call-" + ++calls;
        return new Played(id, client.get("/app/steps?id=" + id + "&take=" + steps));
    }

    /** Waits for the end; its place among the steps, and how often something was told, is left to chance. */
    private static Set<String> heardBare(Container container, String steps) throws Exception {
        try (RawClient client = HOSTS.connectBare(container)) {
            return heard(HOSTS.connectBare(container), play(client, steps).id, steps);
        }
    }

    private static Set<String> heard(RawClient another, String id, String steps) throws Exception {
        try (another) {
            long start = System.nanoTime();
            while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(10)) {
                String told = another.get("/app/steps?heard=" + id).text().replaceAll("(?s)^\\{.*\"data\":", "");
                List<String> words = List.of(told.replaceAll("(?s)^\"|\".*", "").split(" "));
                boolean over = steps.contains("begin")
                        ? words.stream().anyMatch(word -> word.startsWith("onComplete"))
                        : words.size() == steps.split(",", -1).length;
                if (over) {
                    Set<String> heard = new TreeSet<>(words);
                    heard.remove("target");
                    heard.remove("print=taken"); // by the target
                    return heard;
                }
            }
        }
        return fail("not ended: " + id);
    }
}
