package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.container.Webapp.Mapping;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the mapping makes a container call the filter twice in one dispatch, the second call does nothing. */
class MappingTest {

    private static final List<Mapping> TWICE = List.of(Mapping.README, Mapping.TOGETHER);

    private static final Map<Mapping, Map<Container, Container.Running>> BETWEEN = new EnumMap<>(Mapping.class);
    private static final Map<Mapping, Map<Container, Container.Running>> SECOND = new EnumMap<>(Mapping.class);

    private static Stream<Arguments> everywhere() {
        return Stream.of(Container.values())
                .flatMap(container -> TWICE.stream().map(mapping -> Arguments.of(container, mapping)));
    }

    private static Webapp webapp(Mapping mapping, String filter) {
        Map<String, String> servlets = Map.of(
                "/self",
                Returning.class.getName(),
                "/open/go",
                "go",
                "/to",
                "any",
                "/open/to",
                "any",
                "/closed",
                "any");
        Map<String, String> parameters = Map.of(
                "jwt.secret", TestWebapp.SECRET, "access.rules", "* /self permit\n* /to permit\n* /open/** permit");
        return new Webapp("/app", servlets, parameters, false, call -> {})
                .behind(List.of(Webapp.SIGNET, filter))
                .mapped(mapping);
    }

    private static int port(
            Map<Mapping, Map<Container, Container.Running>> all, Container container, Mapping mapping, Class<?> filter)
            throws Exception {
        Map<Container, Container.Running> running = all.computeIfAbsent(mapping, key -> new EnumMap<>(Container.class));
        if (!running.containsKey(container)) {
            running.put(container, container.start(webapp(mapping, filter.getName())));
        }
        return running.get(container).port();
    }

    @AfterAll
    static void stop() throws Exception {
        for (Map<Mapping, Map<Container, Container.Running>> all : List.of(BETWEEN, SECOND)) {
            for (Map<Container, Container.Running> running : all.values()) {
                for (Container.Running one : running.values()) {
                    one.close();
                }
            }
            all.clear();
        }
    }

    /** The data of an answer of {@link Returning} behind {@link Returning.Between}. */
    private static String returned(Container container, Mapping mapping, String how, int times) throws Exception {
        try (RawClient client = new RawClient(port(BETWEEN, container, mapping, Returning.Between.class))) {
            return client.get("/app/self?how=" + how + "&times=" + times).data();
        }
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void dispatchWhenAFilterBetweenTheTwoCallsWritesThenItsBytesAreKept(Container container, Mapping mapping)
            throws Exception {
        assertEquals("[0]", returned(container, mapping, "none", 0));
        assertEquals("[1]", returned(container, mapping, "forward", 1));
        assertEquals("[1]", returned(container, mapping, "context-forward", 1));
        assertEquals("[[1]]", returned(container, mapping, "include", 1));
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void forwardWhenFromWithinAForwardToTheSamePathThenAnotherDispatch(Container container, Mapping mapping)
            throws Exception {
        assertEquals("[2]", returned(container, mapping, "forward", 2));
        assertEquals("[3]", returned(container, mapping, "context-forward", 3));
        assertEquals("[[[2]]]", returned(container, mapping, "include", 2));
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void dispatchWhenTheFilterBetweenBeginsACycleThenItGoesOn(Container container, Mapping mapping) throws Exception {
        assertEquals("\"[][true]\"", returned(container, mapping, "async", 1));
    }

    private static int code(Container container, Mapping mapping, String target, String... headers) throws Exception {
        try (RawClient client = new RawClient(port(SECOND, container, mapping, Returning.Second.class))) {
            return client.get("/app" + target, headers).code();
        }
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void dispatchWhenAnotherOfOurFiltersIsBehindThenTheRulesOfBothMustBeMet(Container container, Mapping mapping)
            throws Exception {
        String token = TestWebapp.bearer("");
        List<String> wrong = new ArrayList<>();
        for (String target : List.of(
                "/to",
                "/open/go?how=forward&to=/to",
                "/open/go?how=context-forward&to=/to",
                "/open/go?how=twice&to=/to",
                "/open/go?how=async&to=/to",
                "/open/go?how=forward&to=/closed")) {
            expect(10003, code(container, mapping, target), target, wrong);
        }
        for (String target : List.of("/to", "/open/go?how=twice&to=/to", "/open/go?how=async&to=/to")) {
            expect(1, code(container, mapping, target, token), target + " with a token", wrong);
        }
        expect(1, code(container, mapping, "/open/go?how=twice&to=/open/to"), "open", wrong);
        assertEquals("", String.join("\n", wrong));
    }

    private static void expect(int code, int seen, String target, List<String> wrong) {
        if (code != seen) {
            wrong.add(target + " expected " + code + ", saw " + seen);
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void forwardWhenByNameThenAnsweredAsTheReadmeMapsIt(Container container) throws Exception {
        String data =
                "[\"data of other\",\"seen by null\"]"; // and nothing of the filter between, mapped to paths alone
        assertEquals(data, returned(container, Mapping.README, "named", 1));
        assertEquals(data, returned(container, Mapping.TOGETHER, "named", 1));
    }
}
