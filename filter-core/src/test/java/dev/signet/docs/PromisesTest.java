package dev.signet.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.config.Parameter;
import dev.signet.envelope.ErrorCode;
import dev.signet.jwt.Refusal;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.TestWebapp;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What changelog.md promises to keep until a release with another first number is in {@code promises.txt}, a line for each.
 * Whoever takes a line away breaks somebody's webapp; whoever adds something promises it.
 */
class PromisesTest {

    private static final Pattern TABLE = Pattern.compile("CREATE TABLE (\\w+) \\((.*?)\\n\\)", Pattern.DOTALL);
    private static final Pattern COLUMN = Pattern.compile("(?m)^  ([a-z_]+) ");

    /** What the starter understands, which its own tests compare with the code. */
    private static final Path PROPERTIES =
            Path.of("spring-boot", "src", "main", "resources", "META-INF", "spring-configuration-metadata.json");

    /** Classes with the names of request attributes that an application, an access log or a filter uses. */
    private static final List<String> ATTRIBUTES =
            List.of("dev.signet.envelope.EnvelopeAttributes", "dev.signet.event.CallAttributes");

    /** Between Signet's own parts, and undocumented. */
    private static final Set<String> INNER = Set.of("dev.signet.keep-status", "dev.signet.granted");

    private static List<String> promised(String kind) throws IOException {
        try (InputStream in = PromisesTest.class.getResourceAsStream("promises.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(kind + " "))
                    .map(line -> line.substring(kind.length() + 1))
                    .toList();
        }
    }

    private static void assertKept(String kind, Set<String> there) throws IOException {
        Set<String> promised = new TreeSet<>(promised(kind));
        assertTrue(promised.size() > 4, "the list was read");
        Set<String> gone = new TreeSet<>(promised);
        gone.removeAll(there);
        assertEquals(Set.of(), gone, "promised, and gone");
        there.removeAll(promised);
        assertEquals(Set.of(), there, "to be promised in promises.txt");
    }

    private static String slug(Object reason) {
        return ((Enum<?>) reason).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Test
    void parametersWhenComparedThenKept() throws IOException {
        Set<String> names = new TreeSet<>();
        for (Parameter parameter : Parameter.values()) {
            names.add(parameter.text());
        }
        assertKept("parameter", names);
    }

    @Test
    void codesWhenComparedThenKeptWithTheirMessages() throws IOException {
        Set<String> codes = new TreeSet<>();
        for (ErrorCode code : ErrorCode.values()) {
            codes.add(code.code() + " " + code.chinese() + " | " + code.english());
        }
        assertKept("code", codes);
    }

    @Test
    void reasonsWhenComparedThenKept() throws Exception {
        Set<String> reasons = new TreeSet<>();
        for (Refusal refusal : Refusal.values()) {
            reasons.add(refusal.slug());
        }
        for (String others : List.of("dev.signet.RequestRefusal", "dev.signet.issue.TokenRefusal")) {
            for (Object reason : Class.forName(others).getEnumConstants()) {
                reasons.add(slug(reason));
            }
        }
        assertKept("reason", reasons);
    }

    @Test
    void attributesWhenComparedThenKept() throws Exception {
        Set<String> names = new TreeSet<>();
        for (String type : ATTRIBUTES) {
            for (Field field : Class.forName(type).getDeclaredFields()) {
                if (field.getType() == String.class) {
                    field.setAccessible(true);
                    names.add((String) field.get(null));
                }
            }
        }
        Field token = Class.forName("dev.signet.AdmittedCall").getDeclaredField("TOKEN_ATTRIBUTE");
        token.setAccessible(true);
        names.add((String) token.get(null));
        names.removeAll(INNER);
        assertKept("attribute", names);
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mariadb", "mysql"})
    void columnsWhenComparedThenKept(String database) throws IOException {
        String sql = Files.readString(
                Path.of("src", "main", "resources", "dev", "signet", "clients").resolve(database + ".sql"));
        Set<String> columns = new TreeSet<>();
        for (MatchResult table : TABLE.matcher(sql).results().toList()) {
            columns.addAll(COLUMN.matcher(table.group(2))
                    .results()
                    .map(column -> table.group(1) + "." + column.group(1))
                    .collect(Collectors.toSet()));
        }
        assertKept("column", columns);
    }

    /** What Spring Boot's users import, call and implement. */
    @Test
    void typesForSpringBootWhenComparedThenKeptWithTheirMembers() throws IOException {
        Set<String> types = new TreeSet<>();
        PublicTypes.ofSpringBoot().forEach((type, members) -> {
            types.add(type);
            members.forEach(member -> types.add(type + ": " + member));
        });
        assertKept("boot", types);
    }

    /** In application.yml there are those of the starter alone, and every parameter behind {@code signet.}; the starter's tests use them. */
    @Test
    void propertiesForSpringBootWhenComparedThenKept() throws IOException {
        Set<String> properties = new TreeSet<>();
        for (JsonNode property :
                new ObjectMapper().readTree(PROPERTIES.toFile()).get("properties")) {
            properties.add(property.get("name").asText());
        }
        for (String parameter : promised("parameter")) {
            assertTrue(properties.remove("signet." + parameter), parameter);
        }
        assertKept("property", properties);
    }

    /** Byte for byte but for the time: the order of names, no blanks, the time a text, Chinese as it is. */
    @Test
    void answersWhenComparedThenTheSameBytes() throws Exception {
        Set<String> answers = new TreeSet<>();
        try (TestWebapp app = new TestWebapp()
                .open()
                .serve("/json", (request, response) -> {
                    response.setContentType("application/json");
                    response.getWriter().print("{ \"b\": 1.0, \"a\":[] }");
                })
                .serve("/nothing", (request, response) -> {})
                .serve("/broken", (request, response) -> {
                    throw new IllegalStateException();
                })
                .serve("/own", (request, response) -> {
                    request.setAttribute("dev.signet.code", 20001);
                    request.setAttribute("dev.signet.message", "库存不足 \"x\"");
                })
                .start()) {
            for (String path : List.of("/json", "/nothing", "/broken", "/own", "/nowhere")) {
                RawAnswer answer = app.get(path);
                answers.add(path + " " + answer.status() + " " + answer.header("Content-Type") + " "
                        + answer.text().replaceAll("\"\\d{13}\"", "\"TIME\""));
            }
        }
        assertKept("answer", answers);
    }
}
