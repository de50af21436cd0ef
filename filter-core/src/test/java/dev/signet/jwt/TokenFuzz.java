package dev.signet.jwt;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.signet.text.Shown;
import dev.signet.token.VerifiedToken;
import java.util.Arrays;

/**
 * Fuzz target: the token reader. Input that begins with {@code s} is a header and, behind a zero byte, a payload, which
 * are signed before they are verified; anything else is the text of a token.
 */
public final class TokenFuzz {

    private static final TokenVerifier VERIFIER = SignedText.verifier("jwt.cache-size", "64");

    private TokenFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        String token = input.length > 0 && input[0] == 's' ? signed(input) : new String(input, ISO_8859_1);
        Verification outcome = VERIFIER.verify(token);
        String shown = outcome.toString();
        if (shown.codePoints().count() > 300 || !shown.codePoints().allMatch(Shown::isVisible)) {
            throw new IllegalStateException("not fit for a log: " + shown);
        }
        if (outcome instanceof VerifiedToken verified) {
            check(verified, VERIFIER.verify(new String(token)));
        } else if (outcome instanceof RefusedToken refused
                && refused.reason() != ((RefusedToken) VERIFIER.verify(token)).reason()) {
            throw new IllegalStateException("refused for two reasons");
        }
    }

    private static void check(VerifiedToken token, Verification again) {
        if (again != token) {
            throw new IllegalStateException("not remembered");
        }
        if (token.audience().isEmpty() || token.issuer() == null || token.expiresAt() == null) {
            throw new IllegalStateException("verified without issuer, audience or expiry");
        }
        if (token.claims().size() < 3
                || token.roles().contains("")
                || token.scopes().contains("")) {
            throw new IllegalStateException("verified without claims, or with blank names");
        }
    }

    private static String signed(byte[] input) {
        int zero = 1;
        while (zero < input.length && input[zero] != 0) {
            zero++;
        }
        byte[] payload = zero < input.length ? Arrays.copyOfRange(input, zero + 1, input.length) : new byte[0];
        return SignedText.of(Arrays.copyOfRange(input, 1, zero), payload);
    }
}
