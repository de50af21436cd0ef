package dev.signet.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.container.Container;
import dev.signet.container.Webapp;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Static files of the container's own servlet, long enough for Tomcat's sendfile (more than 48 kB), with
 * {@code cors.origins}: every byte and every header is the bare container's, but for those that browsers read.
 */
class StaticFilesTest {

    private static final String SHOP = "Origin: https://shop.acme.com";
    private static final String OTHER = "Origin: https://shop.acme.com.evil.example";
    private static final String NONE = "X-No: origin";

    private static final String ALLOWED =
            "access-control-allow-credentials=[true] access-control-allow-origin=[https://shop.acme.com] ";

    @TempDir
    private static Path root;

    @BeforeAll
    static void write() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int line = 0; lines.length() < 150_000; line++) {
            lines.append("line ").append(line).append('\n');
        }
        Files.createDirectory(root.resolve("docs"));
        Files.writeString(root.resolve("docs/long.txt"), lines);
        Files.writeString(root.resolve("long.txt"), lines);
    }

    private static Webapp webapp() {
        return new Webapp(
                        "/app",
                        Map.of(),
                        Map.of(
                                "jwt.secret",
                                TestWebapp.SECRET,
                                "access.rules",
                                "* /** permit",
                                "envelope.exclude",
                                "/docs/**",
                                "cors.origins",
                                "https://shop.acme.com"),
                        false,
                        call -> {})
                .serving(root.toString());
    }

    private static RawAnswer send(Container.Running running, String method, String path, String... headers)
            throws Exception {
        try (RawClient client = new RawClient(running.port())) {
            return client.send(method, "/app" + path, null, headers);
        }
    }

    /** All of an answer that the file decides. */
    private static String file(RawAnswer answer) {
        StringBuilder said = new StringBuilder().append(answer.status());
        new TreeMap<>(answer.headers()).forEach((name, values) -> {
            if (!name.startsWith("access-control-") && !List.of("vary", "date").contains(name)) {
                said.append(' ').append(name).append('=').append(values);
            }
        });
        return said + " whole=" + answer.whole() + ' ' + answer.body().length + " bytes, "
                + new String(answer.body(), StandardCharsets.ISO_8859_1).hashCode();
    }

    /** What browsers and caches are told. */
    private static String said(RawAnswer answer) {
        StringBuilder said = new StringBuilder();
        new TreeMap<>(answer.headers()).forEach((name, values) -> {
            if (name.startsWith("access-control-")) {
                said.append(name).append('=').append(values).append(' ');
            }
        });
        return said + "vary="
                + String.join(",", answer.headers().getOrDefault("vary", List.of()))
                        .toLowerCase(Locale.ROOT);
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void fileWhenOriginsAreSetThenItsBytesAndWhoMayReadThem(Container container) throws Exception {
        List<String> wrong = new ArrayList<>();
        boolean jetty = container.name().startsWith("JETTY");
        try (Container.Running bare = container.start(webapp().bare());
                Container.Running signet = container.start(webapp())) {
            for (String path : List.of("/docs/long.txt", "/long.txt")) {
                RawAnswer first = send(bare, "GET", path);
                assertEquals(Files.size(root.resolve("long.txt")), first.body().length);
                Map<String, Integer> kinds = new LinkedHashMap<>();
                kinds.put("X-All: of it", 200);
                kinds.put("Range: bytes=7-16", 206);
                kinds.put("Range: bytes=100-149000", 206); // by sendfile, too
                kinds.put("Range: bytes=-60000", 206);
                kinds.put("Range: bytes=900000-", 416);
                kinds.put("If-Modified-Since: " + first.header("Last-Modified"), 304);
                if (first.header("ETag") != null) {
                    kinds.put("If-None-Match: " + first.header("ETag"), 304);
                    kinds.put("If-None-Match: \"other\"", 200);
                }
                for (Map.Entry<String, Integer> kind : kinds.entrySet()) {
                    for (String method : kind.getValue() == 416 ? List.of("GET") : List.of("GET", "HEAD")) {
                        String asked = kind.getKey();
                        for (String origin : List.of(SHOP, OTHER, NONE)) {
                            RawAnswer plain = send(bare, method, path, asked, origin);
                            RawAnswer answer = send(signet, method, path, asked, origin);
                            String row = method + ' ' + path + ' ' + asked + ' ' + origin;
                            if (method.equals("GET")) {
                                expect(wrong, row, "" + kind.getValue(), "" + answer.status());
                            }
                            if (jetty && kind.getValue() >= 304) { // by sendError, which takes headers that others send
                                expect(
                                        wrong,
                                        row,
                                        plain.text(),
                                        path.startsWith("/docs/") ? answer.text() : plain.text());
                            } else if (kind.getValue() != 416
                                    || path.startsWith("/docs/")) { // else its page is not sent
                                expect(wrong, row, file(plain), file(answer));
                            }
                            expect(wrong, row, plain.header("Content-Range"), answer.header("Content-Range"));
                            expect(wrong, row, (origin.equals(SHOP) ? ALLOWED : "") + "vary=origin", said(answer));
                        }
                    }
                }
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    private static void expect(List<String> wrong, String row, String expected, String was) {
        if (!Objects.equals(was, expected)) {
            wrong.add(row + "\n  expected " + expected + "\n  was      " + was);
        }
    }
}
