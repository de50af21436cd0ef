package dev.signet.referee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every algorithm, between Signet and every other library, both ways; a line of the table is a library and an algorithm. */
class RefereeTest {

    private static final List<String> ALGORITHMS = List.of(
            "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
            "EdDSA");

    private static final Map<String, Referee> LIBRARIES = new LinkedHashMap<>();

    static {
        LIBRARIES.put("nimbus", new NimbusReferee());
        LIBRARIES.put("java-jwt", new JavaJwtReferee());
        LIBRARIES.put("jjwt", new JjwtReferee());
        LIBRARIES.put("jose4j", new Jose4jReferee());
    }

    private static final Map<String, RefereedWebapp> WEBAPPS = new LinkedHashMap<>();

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        for (String algorithm : ALGORITHMS) {
            WEBAPPS.put(algorithm, new RefereedWebapp(algorithm, folder));
        }
    }

    @AfterAll
    static void stop() {
        WEBAPPS.values().forEach(RefereedWebapp::close);
    }

    /** Every algorithm that Signet knows, and all of them are known to all libraries but EdDSA to one. */
    @Test
    void tableWhenComparedThenEveryAlgorithmAndLibrary() throws ReflectiveOperationException {
        Object[] known = Class.forName("dev.signet.keys.Algorithm").getEnumConstants();
        assertEquals(Arrays.stream(known).map(Object::toString).toList(), ALGORITHMS);
        Set<String> missing = new TreeSet<>();
        for (String library : LIBRARIES.keySet()) {
            for (String algorithm : ALGORITHMS) {
                if (!LIBRARIES.get(library).knows(algorithm)) {
                    missing.add(library + " " + algorithm);
                }
            }
        }
        assertEquals(Set.of("java-jwt EdDSA"), missing);
    }

    static Stream<Arguments> table() {
        return LIBRARIES.keySet().stream()
                .flatMap(library -> ALGORITHMS.stream()
                        .filter(algorithm -> LIBRARIES.get(library).knows(algorithm))
                        .map(algorithm -> Arguments.of(library, algorithm)));
    }

    @ParameterizedTest
    @MethodSource("table")
    void readWhenSignetHasSignedThenTheLibrarySeesEveryClaim(String library, String algorithm) throws Exception {
        Referee referee = LIBRARIES.get(library);
        RefereedWebapp webapp = WEBAPPS.get(algorithm);
        String keys = webapp.keys();
        for (ClaimRow row : ClaimRow.values()) {
            String token = webapp.token(row.name());
            Seen expected = Seen.expected("own", row.claims());
            assertEquals(expected, webapp.read(token), row::name);
            if (row == ClaimRow.NOT_BEFORE_AS_TEXT && !referee.readsTextTimes()) {
                assertThrows(Exception.class, () -> referee.read(algorithm, keys, token));
            } else {
                assertEquals(expected, referee.read(algorithm, keys, token), row::name);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("table")
    void readWhenTheEndpointHasIssuedByItselfThenTheLibrarySeesWhatSignetSees(String library, String algorithm)
            throws Exception {
        RefereedWebapp webapp = WEBAPPS.get(algorithm);
        String token = webapp.token(RowIssuer.BUILT_IN);
        Seen seen = LIBRARIES.get(library).read(algorithm, webapp.keys(), token);
        assertEquals("own", seen.keyId());
        assertEquals(
                "客户",
                seen.others()
                        .get("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name")
                        .asText());
        assertEquals(webapp.read(token), seen);
    }

    @ParameterizedTest
    @MethodSource("table")
    void getWhenTheLibraryHasSignedThenSignetSeesEveryClaim(String library, String algorithm) throws Exception {
        Referee referee = LIBRARIES.get(library);
        RefereedWebapp webapp = WEBAPPS.get(algorithm);
        for (ClaimRow row : ClaimRow.values()) {
            if (row != ClaimRow.NOT_BEFORE_AS_TEXT) { // what no library would write
                String token = referee.sign(webapp.theirs, row.claims());
                assertEquals(Seen.expected("theirs", row.claims()), webapp.read(token), row::name);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("table")
    void readWhenOneBitIsFlippedThenBothRefuse(String library, String algorithm) throws Exception {
        Referee referee = LIBRARIES.get(library);
        RefereedWebapp webapp = WEBAPPS.get(algorithm);
        String keys = webapp.keys();
        Map<String, Object> claims = ClaimRow.ONE_AUDIENCE.claims();
        for (String token : List.of(webapp.token(ClaimRow.ONE_AUDIENCE.name()), referee.sign(webapp.theirs, claims))) {
            assertEquals(webapp.read(token), referee.read(algorithm, keys, token));
            for (String flipped : flipped(token)) {
                webapp.assertRefuses(flipped);
                assertThrows(referee.refusal(), () -> referee.read(algorithm, keys, flipped), flipped);
            }
            assertEquals(webapp.read(token), referee.read(algorithm, keys, token));
        }
    }

    @ParameterizedTest
    @MethodSource("table")
    void readWhenAnotherKeyHasSignedThenBothRefuse(String library, String algorithm) throws Exception {
        Referee referee = LIBRARIES.get(library);
        RefereedWebapp webapp = WEBAPPS.get(algorithm);
        Map<String, Object> claims = ClaimRow.ONE_AUDIENCE.claims();
        String forged = referee.sign(webapp.stranger, claims);
        webapp.assertRefuses(forged);
        // genuine where the stranger is trusted, so that it is the key and nothing else
        String trusting = RefereeKey.set(webapp.own.verifyingJson(), webapp.stranger.verifyingJson());
        assertEquals(Seen.expected("theirs", claims), referee.read(algorithm, trusting, forged));
        String genuine = webapp.token(ClaimRow.ONE_AUDIENCE.name());
        String other = RefereeKey.set(webapp.theirs.verifyingJson().replace("\"theirs\"", "\"own\""));
        assertThrows(referee.refusal(), () -> referee.read(algorithm, other, genuine));
    }

    /** The token with one bit changed, in a string of the header, in a number of the payload, and in the signature. */
    private static List<String> flipped(String token) {
        String[] parts = token.split("\\.", -1);
        List<String> flipped = new ArrayList<>();
        flipped.add(flipped(parts, 0, text(parts[0]).indexOf("JWT")));
        String payload = text(parts[1]);
        flipped.add(flipped(parts, 1, payload.indexOf("\"exp\":") + "\"exp\":".length() + 5));
        flipped.add(flipped(parts, 1, payload.indexOf("user-1")));
        int length = Base64.getUrlDecoder().decode(parts[2]).length;
        for (int at : new int[] {0, length / 2 - 1, length / 2, length - 1}) {
            flipped.add(flipped(parts, 2, at));
        }
        return flipped;
    }

    private static String flipped(String[] parts, int part, int at) {
        byte[] bytes = Base64.getUrlDecoder().decode(parts[part]);
        assertTrue(at >= 0, () -> text(parts[part]));
        bytes[at] ^= 1;
        String[] changed = Arrays.copyOf(parts, parts.length);
        changed[part] = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return String.join(".", changed);
    }

    private static String text(String part) {
        return new String(Base64.getUrlDecoder().decode(part), java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
