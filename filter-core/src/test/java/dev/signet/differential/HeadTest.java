package dev.signet.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.container.Container;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random programs, asked by GET and by HEAD (row 18 of the decision table): the head of both is the same, but that HEAD may
 * lack the length, and HEAD has no body. Where the bare container, or its {@link Twin} in its place, differs in the same item, Signet may.
 */
class HeadTest {

    private static final int COUNT = Integer.getInteger("differential.count", 2_000) / 8;
    private static final long SEED = Long.getLong("differential.seed", 20_260_725);

    @ParameterizedTest
    @EnumSource(Container.class)
    void headWhenProgramIsPlayedThenHeadOfItsGet(Container container) throws Exception {
        Map<String, Set<String>> wrong = new TreeMap<>();
        long fresh = new Random().nextLong();
        try (EmbeddedStage embedded = new EmbeddedStage(container)) {
            for (Programs programs : new Programs[] {new Programs(SEED), new Programs(fresh)}) {
                for (int i = 0; i < COUNT / 2; i++) {
                    Program program = programs.next(Trial.MODES);
                    wrong.put(program.toString(), differences(embedded.stage(), program));
                }
            }
        }
        wrong.values().removeIf(Set::isEmpty);
        assertEquals(Map.of(), wrong, "seeds " + SEED + " and " + fresh);
    }

    /** Of an answer to HEAD no bytes can be missing. */
    @ParameterizedTest
    @EnumSource(Container.class)
    void headWhenTheBodyWouldBreakOffThenTheHeadIsWhole(Container container) throws Exception {
        try (EmbeddedStage embedded = new EmbeddedStage(container)) {
            for (String program : List.of(
                    "forward-buffered | before: type application/problem+json ; out json70 | inside: print text70"
                            + " | after: length 200",
                    "forward | inside: type text/html ; length 10 ; print empty | after: reset ; print json33")) {
                assertEquals(Set.of(), differences(embedded.stage(), Program.parse(program)), program);
            }
        }
    }

    static Set<String> differences(Stage stage, Program program) throws IOException {
        Stage.Pair get = stage.play(program);
        if (program.has(Call::declaresLength) && get.behind().answer().text().startsWith("{\"code\":-30,")) {
            return Set.of(); // a length that was not kept, which nobody sees by HEAD
        }
        Set<String> items = items(get.behind().answer(), stage.playHead(program).answer());
        if (!items.isEmpty()) {
            WireAnswer bare = stage.playBare("GET", program).answer();
            WireAnswer twin = stage.playTwin("GET", program).answer();
            if (program.has(Call::isBelowOk) || bare.status() != twin.status()) { // a status that could still be set
                excuse(items, twin, stage.playTwin("HEAD", program).answer());
            } else {
                excuse(items, bare, stage.playBare("HEAD", program).answer());
            }
        }
        return items;
    }

    /** Takes out what differs without Signet, too. */
    private static void excuse(Set<String> items, WireAnswer get, WireAnswer head) {
        if (!get.whole()) {
            items.remove("content-length"); // a length that was not kept, which nobody sees by HEAD
        }
        Set<String> bare = items(get, head);
        if (bare.contains("status")) {
            items.clear(); // Jetty fails by GET alone where a body is missing, and that is another answer
        }
        items.removeAll(bare);
    }

    /** In what an answer to HEAD differs from that to GET. */
    private static Set<String> items(WireAnswer get, WireAnswer head) {
        Set<String> items = new TreeSet<>();
        if (!get.whole()) {
            return items; // broken, which without a body cannot be seen
        }
        if (!head.whole()) {
            items.add("end");
            return items;
        }
        if (get.status() != head.status()) {
            items.add("status");
        }
        Set<String> names = new TreeSet<>(get.headers().keySet());
        names.addAll(head.headers().keySet());
        names.remove("x-request-id"); // each request has one of its own
        names.removeIf(name -> name.startsWith("trailer ")); // which follow a body
        for (String name : names) {
            boolean same = name.equals("content-length")
                    ? head.header(name) == null
                            || Objects.equals(
                                    head.header(name),
                                    Objects.requireNonNullElse(get.header(name), Integer.toString(get.body().length)))
                    : get.values(name).equals(head.values(name));
            if (!same) {
                items.add(name);
            }
        }
        return items;
    }
}
