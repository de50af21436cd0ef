package dev.signet.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The sample as README starts it: the lines that it prints do what they say. */
class SampleIT {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final Pattern TOKEN =
            Pattern.compile("A token: curl -s -d (appKey=acme) -d (appSecret=\\S+) (http://\\S+/api/token)");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static String send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8))
                .body();
    }

    private static Matcher printed(Process process) throws IOException {
        StringBuilder seen = new StringBuilder();
        BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher matcher = TOKEN.matcher(line);
            if (matcher.matches()) {
                return matcher;
            }
            seen.append(line).append('\n');
        }
        throw new IOException("the sample did not start: " + seen);
    }

    @Test
    void sampleWhenItsLinesAreTypedThenATokenAndOrders() throws Exception {
        Process process = new ProcessBuilder(
                        JAVA.toString(), "-jar", "target/signet-spring-boot-sample.jar", "--server.port=0")
                .redirectErrorStream(true)
                .start();
        try {
            Matcher typed = printed(process);
            URI address = URI.create(typed.group(3));
            String granted = send(HttpRequest.newBuilder(address)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(typed.group(1) + "&" + typed.group(2))));
            String token = granted.replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
            URI orders = address.resolve("orders");
            assertTrue(send(HttpRequest.newBuilder(orders)).startsWith("{\"code\":10003,"), "without a token");
            String answer = send(HttpRequest.newBuilder(orders).header("Authorization", "Bearer " + token));
            assertTrue(answer.contains("\"data\":[\"A-1001, ordered by acme\"]"), answer + granted);
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    @Test
    void sampleWhenCountedThenShort() throws Exception {
        int lines = 0;
        for (String file : new String[] {"java/dev/signet/sample/Sample.java", "resources/application.yml"}) {
            lines += Files.readAllLines(Path.of("src", "main").resolve(file)).size();
        }
        assertTrue(lines <= 60, lines + " lines");
    }
}
