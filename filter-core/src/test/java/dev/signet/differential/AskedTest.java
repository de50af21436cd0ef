package dev.signet.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.container.Container;
import dev.signet.container.Webapp;
import dev.signet.envelope.ErrorCode;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random requests, each asked of each container bare and behind Signet: the application hears the same, and what the bare
 * container answers with a status becomes that status' code.
 *
 * <p>Three differences are lawful. A marked entity tag in {@code If-Match}, {@code If-None-Match} and {@code If-Range} is
 * heard as the application sent it, and every other one as it came. {@code Accept-Encoding} is not heard at all where the
 * answer may be wrapped. And where the bare container takes a mistake of the caller's for a failure of the server, 500, it
 * is 12004.
 */
class AskedTest {

    private static final int COUNT = Integer.getInteger("differential.count", 2_000) / 4;
    private static final long SEED = Long.getLong("differential.seed", 20_260_725);
    private static final Pattern TAG = Pattern.compile("(W/)?\"([^\"]*)\"");
    private static final Pattern TAGS = Pattern.compile("(?m)^if-(match|none-match|range): .*$");
    private static final Pattern ENCODING = Pattern.compile("(?m)^accept-encoding: .*\n");

    @ParameterizedTest
    @EnumSource(Container.class)
    void askWhenBareAndBehindSignetThenHeardAlike(Container container) throws Exception {
        Map<String, String> parameters = Map.of("jwt.secret", TestWebapp.SECRET, "access.rules", "* /** permit");
        Webapp webapp = new Webapp("/app", Map.of("/*", AskedServlet.class.getName()), parameters, false, call -> {});
        Set<String> wrong = new TreeSet<>();
        long fresh = new Random().nextLong();
        try (Container.Running bare = container.start(webapp.bare());
                Container.Running behind = container.start(webapp);
                Silence silence = new Silence()) {
            for (long seed : List.of(SEED, fresh)) {
                Random random = new Random(seed);
                for (int i = 0; i < COUNT / 2; i++) {
                    Asked asked = Asked.random(random);
                    for (String how : List.of("parameters", "parts")) {
                        String expected = expected(ask(bare.port(), asked.bytes(how)), asked);
                        String got = heard(ask(behind.port(), asked.bytes(how)));
                        if (!expected.equals(got)) {
                            wrong.add(how + " of " + asked + "\n  expected " + expected + "\n  heard    " + got);
                        }
                    }
                }
            }
        }
        assertEquals("", String.join("\n", wrong), "seeds " + SEED + " and " + fresh);
    }

    private static RawAnswer ask(int port, byte[] request) throws IOException {
        try (RawClient client = new RawClient(port)) {
            return client.send(request);
        } catch (EOFException e) {
            throw new IOException("no answer to " + new String(request, StandardCharsets.ISO_8859_1), e);
        }
    }

    /** A tag as the application sent it. */
    private static String original(MatchResult tag) {
        boolean marked = tag.group(1) != null && tag.group(2).endsWith("--e");
        return marked ? '"' + tag.group(2).substring(0, tag.group(2).length() - 3) + '"' : tag.group();
    }

    private static String expected(RawAnswer bare, Asked asked) {
        if (bare.status() == 200) {
            String heard = ENCODING.matcher(decoded(bare.text())).replaceAll("");
            return "code 1 "
                    + TAGS.matcher(heard)
                            .replaceAll(line -> Matcher.quoteReplacement(TAG.matcher(line.group())
                                    .replaceAll(tag -> Matcher.quoteReplacement(original(tag)))));
        }
        if (bare.body().length == 0 && asked.query().contains("%")) {
            return "status " + bare.status(); // Undertow, which calls no filter
        }
        return "code "
                + ErrorCode.ofStatus(bare.status() == 500 ? 400 : bare.status()).code() + " null";
    }

    private static String heard(RawAnswer behind) {
        if (!behind.text().contains("\"timestamp\":")) {
            return "status " + behind.status();
        }
        String data = behind.data();
        return "code " + behind.code() + " " + (data.equals("null") ? data : decoded(data));
    }

    private static String decoded(String quoted) {
        return new String(Base64.getDecoder().decode(quoted.replace("\"", "")), StandardCharsets.UTF_8);
    }
}
