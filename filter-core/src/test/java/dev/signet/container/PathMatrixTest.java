package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.container.Area.Caller;
import dev.signet.testing.HttpVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every spelling of a path in {@code paths.txt}, by every caller, on every embedded container: protected data never leaves
 * without a token that may see it, and what is spelled oddly but honestly is served.
 */
class PathMatrixTest {

    @ParameterizedTest
    @EnumSource(Container.class)
    void everySpellingWhenServletsAreMappedByPrefix(Container container) throws Exception {
        everySpelling(container, "/app", PathMatrix.MAPPED, false);
    }

    /** The path is a field there, which each container reads by code of its own. */
    @ParameterizedTest
    @EnumSource(Container.class)
    void everySpellingWhenItComesOverHttp2ThenNothingLeaks(Container container) throws Exception {
        try (Prober prober = new Prober(container, "/app", PathMatrix.MAPPED, true, HttpVersion.HTTP_2)) {
            assertEquals("", PathMatrix.leaks(prober, "/app"));
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void everySpellingWhenContextIsTheRootAndContainerIsLax(Container container) throws Exception {
        everySpelling(container, "", PathMatrix.MAPPED, true);
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void everySpellingWhenOneServletHasAllPathsAndContainerIsLax(Container container) throws Exception {
        everySpelling(container, "/app", Map.of("/*", "any"), true);
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void everySpellingWhenOneServletIsTheDefaultOfTheRoot(Container container) throws Exception {
        everySpelling(container, "", Map.of("/", "any"), false);
    }

    private static void everySpelling(Container container, String context, Map<String, String> servlets, boolean lax)
            throws Exception {
        List<String> wrong = new ArrayList<>();
        int sent = 0;
        try (Prober prober = new Prober(container, context, servlets, lax, HttpVersion.HTTP_1_1)) {
            for (PathMatrix.Row row : PathMatrix.Row.all()) {
                if (row.isFor(context)) {
                    for (Caller caller : row.callers()) {
                        sent++;
                        Prober.Outcome outcome = prober.get(row.target(context), caller);
                        if (!outcome.leak().isEmpty() || !row.expects(container, caller, outcome.word())) {
                            wrong.add(row.target() + " by " + caller + ": " + outcome.leak() + " expected "
                                    + row.expected() + " was " + outcome.word() + " " + outcome.text());
                        }
                    }
                }
            }
        }
        assertTrue(sent > 350, "the table was read");
        assertEquals("", String.join("\n", wrong));
    }
}
