package dev.signet.envelope;

import java.util.Locale;

/** Which headers stay true when other bytes take the place of the application's. */
final class HeaderNames {

    private HeaderNames() {}

    /** Whether a header stays true when another body takes the place of its own. */
    static boolean survivesReplacing(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !(lower.startsWith("content-") && !lower.startsWith("content-security-policy")
                || isDigest(lower)
                || switch (lower) {
                    case "etag",
                            "last-modified",
                            "cache-control",
                            "expires",
                            "pragma",
                            "accept-ranges",
                            "trailer",
                            "transfer-encoding" -> true;
                    default -> false;
                });
    }

    /** Whether a header stays true when an envelope is put around the body. */
    static boolean survivesWrapping(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !isDigest(lower)
                && switch (lower) {
                    case "content-md5", "content-range", "content-encoding", "accept-ranges", "transfer-encoding" ->
                        false;
                    default -> true;
                };
    }

    private static boolean isDigest(String lower) {
        return lower.equals("digest") || lower.endsWith("-digest");
    }
}
