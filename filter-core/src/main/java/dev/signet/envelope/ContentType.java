package dev.signet.envelope;

/** The charset parameter of a {@code Content-Type} (RFC 9110 §8.3). */
final class ContentType {

    private ContentType() {}

    static boolean hasCharset(String type) {
        return parameter(type) >= 0;
    }

    /** Like {@code "text/html;charset=utf-8;x=y" -> "text/html;x=y"}. */
    static String withoutCharset(String type) {
        int at = parameter(type);
        if (at < 0) {
            return type;
        }
        int end = type.indexOf(';', at + 1);
        return type.substring(0, at) + (end < 0 ? "" : type.substring(end));
    }

    /** The type with that charset in the place of its own, if it has one. */
    static String inCharset(String charset, String type) {
        return hasCharset(type) ? withoutCharset(type) + ";charset=" + charset : type;
    }

    private static int parameter(String type) {
        for (int at = type.indexOf(';'); at >= 0; at = type.indexOf(';', at + 1)) {
            int from = at + 1;
            while (from < type.length() && type.charAt(from) == ' ') {
                from++;
            }
            if (type.regionMatches(true, from, "charset=", 0, 8)) {
                return at;
            }
        }
        return -1;
    }
}
