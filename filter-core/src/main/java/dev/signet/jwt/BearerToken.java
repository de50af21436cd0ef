package dev.signet.jwt;

import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of an Authorization header (RFC 6750 §2.1), like {@code "Bearer eyJh…"}: a token or the reason why
 * there is none. Exactly one of the two is not null.
 *
 * @param value the text after the scheme; not verified in any way
 * @param refusal why there is no token; {@link Refusal#NO_TOKEN} only where the header is absent
 */
public record BearerToken(@Nullable String value, @Nullable Refusal refusal) {

    private static final String SCHEME = "Bearer";

    /**
     * Reads the header: the scheme in any case, one space or more (RFC 9110 §11.4), a token. Nothing else is trimmed or
     * guessed; a tab is no space.
     *
     * @param headers all values of the header; a second one would otherwise be seen by some and not by others. Null
     *     where a container does not show it
     * @param maxLength the longest token that is looked at
     * @return the token or a refusal
     */
    public static BearerToken parse(@Nullable Enumeration<String> headers, int maxLength) {
        if (headers == null || !headers.hasMoreElements()) {
            return refused(Refusal.NO_TOKEN);
        }
        String header = headers.nextElement();
        if (headers.hasMoreElements()) {
            return refused(Refusal.SEVERAL_TOKENS);
        }
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return refused(Refusal.NOT_BEARER);
        }
        if (header.length() == SCHEME.length()) {
            return refused(Refusal.BLANK_TOKEN);
        }
        if (header.charAt(SCHEME.length()) != ' ') {
            return refused(Refusal.NOT_BEARER); // like "BearerToken x"
        }
        int start = SCHEME.length() + 1;
        while (start < header.length() && header.charAt(start) == ' ') {
            start++;
        }
        if (header.length() - start > maxLength) {
            return refused(Refusal.TOO_LONG);
        }
        String token = header.substring(start);
        if (token.isBlank()) {
            return refused(Refusal.BLANK_TOKEN);
        }
        return new BearerToken(token, null);
    }

    private static BearerToken refused(Refusal refusal) {
        return new BearerToken(null, refusal);
    }

    /**
     * Whether the token is a token68 (RFC 9110 §11.2): letters, digits and {@code -._~+/}, then any number of equals signs.
     * Every genuine one is, so that only one that was refused has to be looked at letter by letter.
     *
     * @return false also where there is no token
     */
    public boolean isToken68() {
        String text = value == null ? "" : value;
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean alphanumeric = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!alphanumeric && "-._~+/".indexOf(c) < 0) {
                return false;
            }
        }
        return end > 0;
    }

    /**
     * Whether there is a token; never the token.
     *
     * @return like {@code "bearer token"} or {@code "no bearer token: not-bearer"}
     */
    @Override
    public String toString() {
        return refusal == null ? "bearer token" : "no bearer token: " + refusal.slug();
    }
}
