package dev.signet.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.container.Container;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A filter in front makes other bytes of an answer: they are made of the envelope, and are whole. */
class ChangingTest {

    private static final Hosts HOSTS =
            new Hosts(Hosts.webapp(Map.of("/front", "Front$Behind")).behind(Hosts.classNames("Changing", "signet")));

    private static final List<String> BEHIND = List.of(
            "with=stream&type=application/json",
            "with=writer&type=application/json",
            "with=long&type=application/json",
            "with=long-writer&type=application/json",
            "with=stream",
            "with=nothing&type=application/json",
            "with=nothing",
            "with=error",
            "with=error&type=text/html",
            "with=throw",
            "with=forward",
            "with=stream-forward",
            "with=begun-throw&type=application/json",
            "with=begun-throw&type=text/html",
            "with=stream&type=text/html",
            "with=long-writer&type=text/html");

    @AfterAll
    static void stop() throws Exception {
        HOSTS.close();
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void answerWhenChangedInFrontThenTheEnvelopeIsAndIsWhole(Container container) throws Exception {
        StringBuilder wrong = new StringBuilder();
        for (String behind : BEHIND) {
            String expected;
            try (RawClient client = HOSTS.connect(container)) {
                expected = told(client.get("/app/front?" + behind), "");
            }
            for (String front : List.of("zip", "zip-late", "longer", "wrapped")) {
                try (RawClient client = HOSTS.connect(container)) {
                    String seen = told(client.get("/app/front?front=" + front + "&" + behind), front);
                    if (!seen.equals(expected)) {
                        wrong.append(front + " " + behind + ": " + seen + ", not " + expected + "\n");
                    }
                } catch (IOException | RuntimeException e) {
                    wrong.append(front + " " + behind + ": " + e + "\n");
                }
            }
        }
        assertEquals("", wrong.toString());
    }

    /** Whoever encodes a page says how; an envelope is UTF-8. */
    private static String type(RawAnswer answer) {
        String type = answer.header("Content-Type").toLowerCase(Locale.ROOT).replace(" ", "");
        return type.startsWith("text/") ? type.replaceFirst(";.*", "") : type;
    }

    private static String told(RawAnswer answer, String front) throws IOException {
        String encoding = answer.header("Content-Encoding");
        byte[] body = answer.body();
        if (encoding != null) {
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
                body = in.readAllBytes();
            }
        }
        String text = new String(body, StandardCharsets.UTF_8);
        boolean changed = front.isEmpty()
                || front.equals("wrapped")
                || (front.startsWith("zip") ? "gzip".equals(encoding) : text.endsWith(Changing.MORE));
        text = text.strip().replaceAll("\"timestamp\":\"[^\"]*\"", "\"timestamp\":\"\"");
        return answer.status() + (answer.whole() ? " " : " cut ") + (changed ? "" : "unchanged ") + type(answer) + " "
                + Row.shortened(text);
    }
}
