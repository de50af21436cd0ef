package dev.signet.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.container.Container;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Dispatches within dispatches: the body is what it is without Signet. A forward takes back what was written, and ends the
 * answer, within an include as well, whose includer is then too late.
 */
class NestedTest {

    private static final Hosts HOSTS = new Hosts(Hosts.webapp(Map.of("/next", "Intact", "/nested", "Nested")));

    private static final List<String> STEPS = List.of(
            "print:4,include(forward(print:2),print:5),print:6",
            "out:4,include(forward(out:2),out:5),out:6",
            "print:4,include(forward(out:2)),print:6",
            "out:4,include(forward(print:2)),out:6",
            "out:4,include(forward(type:application/json,header:1,status:201,out:2),header:2),header:3,out:6",
            "print:4,include(forward-wrapped(print:2),print:5),print:6",
            "print:4,include-wrapped(forward(print:2),print:5),print:6",
            "print:4,include(forward(include(print:2),print:3),print:5),print:6",
            "print:4,include(forward(forward(print:2),print:3),print:5),print:6",
            "forward(print:1,include(forward(print:2),print:3),print:4),print:5",
            "print:4,include(include(forward(print:2),print:3),print:5),print:6",
            "print:4,include(include(print:2),print:5),print:6",
            "include(forward(status:404,print:2),print:5),print:6",
            "include(forward(error:404)),print:6",
            "include(forward(redirect:/x)),print:6",
            "include(print:4,forward(header:1)),print:6",
            "type:text/html,print:4,include(forward(type:application/json,print:2)),print:6",
            "type:application/json,print:4,include(forward(type:text/html,print:2)),print:6",
            "async(print:1,forward(print:2),print:3,include(print:4))", // on Jetty the answer goes on behind the
            // forward
            "async(out:1,forward(out:2),out:3)",
            "async(include(forward(print:2),print:3),print:4)",
            "forward-wrapped(print:2),print:6",
            "forward(forward-wrapped(print:2),print:3),print:6");

    @AfterAll
    static void stop() throws Exception {
        HOSTS.close();
    }

    static Stream<Arguments> steps() {
        return STEPS.stream()
                .flatMap(steps -> Stream.of(Container.values()).map(container -> Arguments.of(container, steps)));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void bodyWhenDispatchesAreNestedThenItIsThatOfTheBareContainer(Container container, String steps) throws Exception {
        try (RawClient client = HOSTS.connectBare(container);
                RawClient behind = HOSTS.connect(container)) {
            RawAnswer bare = client.get("/app/nested?steps=" + steps);
            RawAnswer answer = behind.get("/app/nested?steps=" + steps);
            assertEquals(200, bare.status());
            assertEquals(200, answer.status());
            if (bare.header("content-type") != null
                    && bare.header("content-type").startsWith("text/html")) {
                assertEquals(bare.text(), answer.text());
            } else {
                assertEquals(1, answer.code());
                assertEquals(bare.text().isEmpty() ? "null" : bare.text(), answer.data());
            }
            assertEquals("", Intact.complaint(behind));
        }
    }

    /** The include threw a ClassCastException on Tomcat 11, which found no way back to the response below. */
    @ParameterizedTest
    @EnumSource(Container.class)
    void includeWhenAForwardWithinWasGivenAWrapperThenItComesBack(Container container) throws Exception {
        try (RawClient behind = HOSTS.connect(container)) {
            RawAnswer answer = behind.get("/app/nested?steps=include(forward-wrapped(print:2))");
            assertEquals("1 2", answer.code() + " " + answer.data());
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void throwWhenWithinAForwardOfAnIncludeThenTheCallerIsTold(Container container) throws Exception {
        try (RawClient behind = HOSTS.connect(container)) {
            RawAnswer answer = behind.get("/app/nested?steps=print:4,include(print:5,forward(print:2,throw:x))");
            assertEquals(-30, answer.code());
            assertEquals("", Intact.complaint(behind));
        }
    }
}
