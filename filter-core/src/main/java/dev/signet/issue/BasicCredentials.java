package dev.signet.issue;

import static dev.signet.issue.UnreadableRequestException.malformed;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * HTTP Basic (RFC 7617); like {@code Authorization: Basic aWQ6c2VjcmV0}. RFC 6749 §2.3.1 wants id and secret encoded as in
 * a form, and most callers do not know that. So they are read as they are, and decoded as well where a percent sign shows
 * that they may be encoded.
 */
final class BasicCredentials {

    private static final String SCHEME = "basic";

    private BasicCredentials() {}

    /**
     * What the header may mean, as it is first; empty when the request carries none in this way. Another scheme is none: it
     * is not for us.
     */
    static List<Credentials> read(HttpServletRequest request) throws UnreadableRequestException {
        List<String> headers = Collections.list(request.getHeaders("Authorization"));
        if (headers.size() > 1) {
            throw malformed("more than one Authorization header");
        }
        if (headers.isEmpty()) {
            return List.of();
        }
        String header = headers.get(0);
        String lower = header.toLowerCase(Locale.ROOT);
        if (!lower.equals(SCHEME) && !lower.startsWith(SCHEME + " ") && !lower.startsWith(SCHEME + "\t")) {
            return List.of();
        }
        // exactly one blank, then the only spelling of the bytes
        String pair = Credentials.utf8(decode(header.substring(Math.min(SCHEME.length() + 1, header.length()))));
        int colon = pair.indexOf(':');
        if (colon < 0) {
            throw malformed("no colon in the Basic credentials");
        }
        String id = pair.substring(0, colon);
        String secret = pair.substring(colon + 1);
        Credentials asSent = Credentials.of(id, secret);
        Credentials decoded = pair.indexOf('%') < 0 ? null : decoded(id, secret);
        return decoded == null ? List.of(asSent) : List.of(asSent, decoded);
    }

    private static @Nullable Credentials decoded(String id, String secret) {
        try {
            return Credentials.of(FormText.decode(id), FormText.decode(secret));
        } catch (UnreadableRequestException e) {
            return null; // a percent sign that stands for itself
        }
    }

    private static byte[] decode(String base64) throws UnreadableRequestException {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            if (Arrays.equals(Base64.getEncoder().encode(bytes), base64.getBytes(StandardCharsets.UTF_8))) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // falls through: its message quotes what was sent
        }
        throw malformed("the Basic credentials are not canonical base64");
    }
}
