package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.container.Area.Caller;
import dev.signet.testing.HttpVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Request targets that nobody has thought of, put together from what paths are hidden with; the same ones every time. */
class PathFuzzTest {

    private static final int TARGETS = 2000;

    /** An administrator would find out too little. */
    private static final List<Caller> CALLERS = List.of(Caller.NOBODY, Caller.FORGER, Caller.USER);

    private static final List<String> NAMES =
            List.of("open", "maybe", "admin", "write", "never", "secret.do", "open.do", "file", "x", "app");

    private static final List<String> GLUE = List.of(
            "//",
            "/./",
            "/../",
            "/..;/",
            "/.;/",
            "/..;a=b/",
            "/;/",
            "/;x=y/",
            ";/",
            ";v=1/",
            "/%2e/",
            "/%2e%2e/",
            "/.%2E/",
            "/..%2f",
            "%2f",
            "%2F",
            "%5c",
            "\\",
            "/%252e%252e/",
            "%252f",
            "%3b/",
            "/..%3b/",
            "%00/",
            "%20/",
            "/%c0%ae%c0%ae/",
            "%c0%af",
            "/%e0%80%ae./",
            "%u002f",
            "/%2",
            "%",
            "?/",
            "#/",
            "/.../",
            ";",
            ";/..",
            ";x/..;y/",
            "/%EF%BC%8E/",
            ".",
            "..",
            "/..",
            "%2e",
            "%0d",
            "/%7e/",
            "+",
            "%09");

    private static String target(Random random) {
        StringBuilder target = new StringBuilder("/app");
        int parts = 1 + random.nextInt(5);
        for (int i = 0; i < parts; i++) {
            target.append(random.nextBoolean() ? "/" : pick(GLUE, random));
            String name = pick(NAMES, random);
            target.append(random.nextInt(3) > 0 ? name : disguised(name, random));
        }
        return random.nextInt(3) > 0
                ? target.toString()
                : target.append(pick(GLUE, random)).toString();
    }

    /** The name with one letter spelled otherwise. */
    private static String disguised(String name, Random random) {
        int at = random.nextInt(name.length());
        int letter = name.charAt(at);
        String spelled = switch (random.nextInt(6)) {
            case 0 -> "%" + Integer.toHexString(letter);
            case 1 -> "%" + Integer.toHexString(letter).toUpperCase(Locale.ROOT);
            case 2 -> "%25" + Integer.toHexString(letter);
            case 3 -> String.valueOf((char) Character.toUpperCase(letter));
            case 4 -> "%u00" + Integer.toHexString(letter);
            default -> "%c1%" + Integer.toHexString(letter & 0x3f | 0x80);
        };
        return name.substring(0, at) + spelled + name.substring(at + 1);
    }

    private static <T> T pick(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    @ParameterizedTest
    @MethodSource("dev.signet.container.Container#inEachVersion")
    void anySpellingWhenContainerIsLaxThenNothingLeaks(Container container, HttpVersion version) throws Exception {
        Random random = new Random(20261125);
        List<String> leaks = new ArrayList<>();
        int served = 0;
        try (Prober prober = new Prober(container, "/app", PathMatrix.MAPPED, true, version)) {
            for (int i = 0; i < TARGETS; i++) {
                String target = target(random);
                Caller caller = pick(CALLERS, random);
                Prober.Outcome outcome = prober.get(target, caller);
                served += outcome.text().startsWith("200 {\"code\":1,") ? 1 : 0;
                if (!outcome.leak().isEmpty()) {
                    leaks.add(target + " by " + caller + ": " + outcome.leak());
                }
            }
        }
        assertEquals("", String.join("\n", leaks));
        assertTrue(served > TARGETS / 40, "only " + served + " were served at all");
    }
}
