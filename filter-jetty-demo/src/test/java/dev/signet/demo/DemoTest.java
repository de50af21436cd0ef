package dev.signet.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo as a new user sees it: start it, paste what it prints. */
class DemoTest {

    private static final Pattern HEADER = Pattern.compile("-H ['\"]([^:]+): ([^'\"]*)['\"]");
    private static final Pattern DATA = Pattern.compile("-d ('[^']*'|\\S+)");
    private static final Pattern TARGET = Pattern.compile("(http://\\S+)");

    private static Demo demo;

    @BeforeAll
    static void start() throws Exception {
        demo = Demo.start(0);
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    private static List<String> printed() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        demo.printCurlLines(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void printedLinesWhenPastedThenAnswerAsTheySay() throws Exception {
        Map<String, String> variables = new HashMap<>();
        int called = 0;
        for (String line : printed()) {
            if (line.startsWith("EXPIRED=")) {
                variables.put("EXPIRED", line.substring(8));
            } else if (line.contains("=$(curl")) {
                String data = new ObjectMapper()
                        .readTree(send(line, variables))
                        .path("data")
                        .path("token")
                        .asText();
                assertFalse(data.isEmpty());
                variables.put(line.substring(0, line.indexOf('=')), data);
            } else if (line.startsWith("curl")) {
                called++;
                String expected = line.substring(line.lastIndexOf('#') + 1).strip();
                String body = send(line.substring(0, line.lastIndexOf('#')), variables);
                Matcher code = Pattern.compile("code (-?\\d+).*").matcher(expected);
                if (code.matches()) {
                    JsonNode envelope = new ObjectMapper().readTree(body);
                    assertEquals(
                            Integer.parseInt(code.group(1)),
                            envelope.path("code").asInt(),
                            line + body);
                    assertFalse(body.contains("?"), body);
                } else {
                    assertFalse(body.contains("\"code\""), body);
                    assertFalse(body.isEmpty());
                }
            }
        }
        assertEquals(12, called);
    }

    private static String send(String line, Map<String, String> variables) throws Exception {
        String filled = line;
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            filled = filled.replace("${" + variable.getKey() + "}", variable.getValue())
                    .replace("$" + variable.getKey(), variable.getValue());
        }
        Matcher target = TARGET.matcher(filled);
        assertTrue(target.find());
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(target.group(1)));
        boolean typed = false;
        for (Matcher header = HEADER.matcher(filled); header.find(); ) {
            request.header(header.group(1), header.group(2));
            typed |= header.group(1).equals("Content-Type");
        }
        List<String> data = new ArrayList<>();
        for (Matcher one = DATA.matcher(filled); one.find(); ) {
            data.add(one.group(1).replace("'", ""));
        }
        if (!data.isEmpty()) {
            if (!typed) {
                request.header("Content-Type", "application/x-www-form-urlencoded");
            }
            request.POST(HttpRequest.BodyPublishers.ofString(String.join("&", data)));
        }
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8))
                .body();
    }

    @Test
    void startWhenPortIsTakenThenBindException() {
        assertThrows(BindException.class, () -> Demo.start(demo.port()));
    }

    @ParameterizedTest
    @CsvSource({"--port, -1", "--port 0, 0", "--port 65535, 65535", "--port 65536, -1", "--port x, -1", "-p 80, -1"})
    void portOfWhenArgumentsThenNumberOrMinusOne(String args, int port) {
        assertEquals(port, Demo.portOf(args.split(" ", -1)));
    }

    @Test
    void portOfWhenNoArgumentsThenDefault() {
        assertEquals(8080, Demo.portOf());
    }

    @Test
    void webappWhenReadThenItImportsNothingOfSignetOrJetty() throws Exception {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java/com/acme"))) {
            List<Path> files =
                    sources.filter(file -> file.toString().endsWith(".java")).toList();
            assertTrue(files.size() > 5);
            for (Path file : files) {
                String source = Files.readString(file);
                assertFalse(source.contains("dev.signet") || source.contains("org.eclipse.jetty"), file.toString());
            }
        }
    }
}
