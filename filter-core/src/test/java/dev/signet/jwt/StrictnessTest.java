package dev.signet.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.token.VerifiedToken;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused, and precisely why; the tables are data. */
class StrictnessTest {

    private final TokenVerifier verifier = SignedText.verifier();

    static List<List<String>> jsonTokens() throws IOException {
        return TokenTable.rows("json-tokens.txt");
    }

    static List<List<String>> rawTokens() throws IOException {
        return TokenTable.rows("raw-tokens.txt");
    }

    private static String token(List<String> row) {
        String header = row.get(1);
        String payload = row.get(2);
        String good = SignedText.CLAIMS + ",\"exp\":" + (SignedText.NOW + 100);
        if (payload.startsWith("+")) {
            payload = good + payload.substring(1).strip() + "}";
        } else if (payload.startsWith("~")) {
            payload = SignedText.CLAIMS + payload.substring(1).strip() + "}";
        }
        return SignedText.of(
                TokenTable.bytes(header.equals("-") ? SignedText.HEADER : header), TokenTable.bytes(payload));
    }

    @ParameterizedTest
    @MethodSource("jsonTokens")
    void verifyWhenHeaderAndPayloadThenOutcome(List<String> row) {
        String token = token(row);
        assertEquals(row.get(0), SignedText.outcome(verifier, token));
        assertEquals(row.get(0), SignedText.outcome(verifier, token), "the second time");
        assertSilent(verifier.verify(token), token);
    }

    /** Whatever the payload is, nobody reads it before the signature is right. */
    @ParameterizedTest
    @MethodSource("jsonTokens")
    void verifyWhenSignatureIsAnothersThenPayloadDoesNotMatter(List<String> row) {
        String token = token(row);
        String foreign = token.substring(0, token.lastIndexOf('.') + 1) + "A".repeat(43);
        boolean headerIsFine = row.get(1).equals("-") || row.get(0).equals("VERIFIED");
        assertEquals(headerIsFine ? "SIGNATURE_WRONG" : row.get(0), SignedText.outcome(verifier, foreign));
    }

    @ParameterizedTest
    @MethodSource("rawTokens")
    void verifyWhenTextThenOutcome(List<String> row) {
        String[] parts = SignedText.good().split("\\.", -1);
        String expired = SignedText.of(SignedText.HEADER, SignedText.CLAIMS + ",\"exp\":1}");
        String text = TokenTable.text(row.get(1)
                .replace("{h}", parts[0])
                .replace("{p}", parts[1])
                .replace("{s}", parts[2])
                .replace("{x}", expired.split("\\.", -1)[1]));
        assertEquals(row.get(0), SignedText.outcome(verifier, text));
        assertSilent(verifier.verify(text), text);
    }

    @Test
    void verifyWhenNoTextThenBlank() {
        assertEquals("BLANK_TOKEN", SignedText.outcome(verifier, null));
    }

    /** One token, one spelling: every other last character decodes to the same bytes somewhere, but not here. */
    @Test
    void verifyWhenUnusedBitsAreSetThenRefused() {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (String payload : List.of("", " ", "  ")) {
            String token = SignedText.of(
                    SignedText.HEADER, SignedText.CLAIMS + ",\"exp\":" + (SignedText.NOW + 100) + payload + "}");
            assertEquals("VERIFIED", SignedText.outcome(verifier, token));
            for (int end : new int[] {token.lastIndexOf('.'), token.length()}) {
                for (int i = 0; i < alphabet.length(); i++) {
                    char c = alphabet.charAt(i);
                    String other = token.substring(0, end - 1) + c + token.substring(end);
                    assertEquals(
                            other.equals(token),
                            SignedText.outcome(verifier, other).equals("VERIFIED"),
                            other);
                }
            }
        }
    }

    /** Every single character of a good token matters. */
    @Test
    void verifyWhenOneCharacterDiffersThenNeverVerified() {
        String token = SignedText.good();
        assertEquals("VERIFIED", SignedText.outcome(verifier, token));
        for (int i = 0; i < token.length(); i++) {
            for (char c : new char[] {'A', '_', '.', '=', ' ', 'é'}) {
                String other = token.substring(0, i) + c + token.substring(i + 1);
                String outcome = SignedText.outcome(verifier, other);
                assertTrue(other.equals(token) == outcome.equals("VERIFIED"), other);
                assertFalse(outcome.equals("EXPIRED"), "only a genuine token is expired");
            }
            assertFalse(SignedText.outcome(verifier, token.substring(0, i)).equals("VERIFIED"));
        }
    }

    @ParameterizedTest
    @CsvSource({"1664344360, VERIFIED", "1664344400, EXPIRED", "1664344300, NOT_YET_VALID"})
    void verifyWhenSampleOfTheDocumentThenByClock(long now, String outcome) {
        String sample = SignedText.of(
                SignedText.HEADER,
                "{\"nbf\":\"1664344355\",\"exp\":\"1664344385\","
                        + "\"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name\":\"2668cfee8548444bb5f7dead4e1356e6\","
                        + "\"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier\":"
                        + "\"UY38yyr/nYMts++j8/c7TZl4PciqT4hGF/V0XdNp0pE=\","
                        + "\"iss\":\"YFJwtIssuer\",\"aud\":\"YFCustomer\"}");
        TokenVerifier then = SignedText.verifier(Clock.fixed(Instant.ofEpochSecond(now), ZoneOffset.UTC));
        assertEquals(outcome, SignedText.outcome(then, sample));
        assertEquals(outcome, SignedText.outcome(then, sample), "the second time");
        if (then.verify(sample) instanceof VerifiedToken token) {
            assertEquals("2668cfee8548444bb5f7dead4e1356e6", token.principal());
            assertEquals(Instant.ofEpochSecond(1664344385), token.expiresAt());
            assertEquals(
                    List.of("nbf", "exp", "name", "nameidentifier", "iss", "aud"),
                    token.claims().keySet().stream()
                            .map(name -> name.substring(name.lastIndexOf('/') + 1))
                            .toList());
        }
    }

    @Test
    void verifyWhenExpiryIsNotRequiredThenItMayBeAbsentButNeverUnreadable() {
        TokenVerifier lenient = SignedText.verifier("jwt.require-exp", "false");
        assertEquals(
                "VERIFIED", SignedText.outcome(lenient, SignedText.of(SignedText.HEADER, SignedText.CLAIMS + "}")));
        assertEquals(
                "TIME_NOT_READABLE",
                SignedText.outcome(lenient, SignedText.of(SignedText.HEADER, SignedText.CLAIMS + ",\"exp\":null}")));
    }

    /** The tables miss no reason that the verifier can give with one secret. */
    @Test
    void tablesWhenReadThenEveryReasonIsThere() throws IOException {
        var seen = new TreeSet<String>();
        jsonTokens().forEach(row -> seen.add(row.get(0)));
        rawTokens().forEach(row -> seen.add(row.get(0)));
        var all = Arrays.stream(Refusal.values()).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
        all.removeAll(List.of("NO_TOKEN", "SEVERAL_TOKENS", "NOT_BEARER", "NOT_TOKEN68", "REVOKED"));
        all.removeAll(List.of("UNKNOWN_KEY", "KEY_UNAVAILABLE"));
        all.add("VERIFIED");
        assertEquals(all, seen);
    }

    @Test
    void kidWhenItIsHostileThenItIsCleanInLogs() {
        String kid = "a\\n2026 ERROR x\\u001b[31m\\u0000\\u202e中" + "z".repeat(200);
        String token = SignedText.of("{\"alg\":\"HS256\",\"kid\":\"" + kid + "\"}", "{}");
        RefusedToken refused = (RefusedToken) verifier.verify(token);
        assertEquals("a?2026 ERROR x?[31m??中" + "z".repeat(42) + "…", refused.keyId());
        assertEquals(1, refused.toString().lines().count());
        String issuer = "i\\r\\n" + "y".repeat(200);
        refused = (RefusedToken)
                verifier.verify(SignedText.of(SignedText.HEADER, "{\"iss\":\"" + issuer + "\",\"exp\":1}"));
        assertEquals(64 + 1, refused.issuer().length()); // with an ellipsis
        assertEquals(1, refused.toString().lines().count());
    }

    /** Neither part of the token nor a claim is in what may reach a log. */
    private static void assertSilent(Verification verification, String token) {
        String shown = verification.toString();
        for (String part : token.split("\\.", -1)) {
            assertFalse(part.length() > 8 && shown.contains(part), shown);
        }
        if (verification instanceof GenuineToken verified) {
            assertTrue(shown.matches("verified token=[0-9a-f]{8}"), shown);
            assertEquals("claims", verified.read().toString());
        } else {
            assertTrue(shown.matches("refused [a-z0-9-]+ iss=.{0,65} kid=.{0,65} token=([0-9a-f]{8}|-)"), shown);
        }
    }
}
