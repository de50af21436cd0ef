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
 * HTTP Basic (RFC 7617); like {@code Authorization: Basic aWQ6c2VjcmV0}. The id and the secret are taken as they are: the
 * form-encoding that RFC 6749 §2.3.1 puts around them is not undone, because most callers do not apply it.
 */
final class BasicCredentials {

    private static final String SCHEME = "basic";

    private BasicCredentials() {}

    /** The credentials, or null when the request carries none in this way. Another scheme is none: it is not for us. */
    static @Nullable Credentials read(HttpServletRequest request) throws UnreadableRequestException {
        List<String> headers = Collections.list(request.getHeaders("Authorization"));
        if (headers.size() > 1) {
            throw malformed("more than one Authorization header");
        }
        if (headers.isEmpty()) {
            return null;
        }
        String header = headers.get(0);
        String lower = header.toLowerCase(Locale.ROOT);
        if (!lower.equals(SCHEME) && !lower.startsWith(SCHEME + " ") && !lower.startsWith(SCHEME + "\t")) {
            return null;
        }
        // exactly one blank, then the only spelling of the bytes
        String pair = Credentials.utf8(decode(header.substring(Math.min(SCHEME.length() + 1, header.length()))));
        int colon = pair.indexOf(':');
        if (colon < 0) {
            throw malformed("no colon in the Basic credentials");
        }
        return Credentials.of(pair.substring(0, colon), pair.substring(colon + 1));
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
