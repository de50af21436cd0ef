package dev.signet.text;

/** Java strings as JSON strings (RFC 8259 §7). */
public final class JsonEscapes {

    private static final String HEX = "0123456789abcdef";

    private JsonEscapes() {}

    /**
     * A string with its quotes.
     *
     * @param text anything
     * @return JSON text
     */
    public static String quoted(String text) {
        return '"' + escaped(text) + '"';
    }

    /**
     * The same without its quotes.
     *
     * @param text anything
     * @return what stands between the quotes
     */
    public static String escaped(String text) {
        StringBuilder json = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c < 0x20) {
                        append(json, c);
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        return json.toString();
    }

    /**
     * JSON text with every letter beyond ASCII as an escape, which means the same.
     *
     * @param json JSON text
     * @return the same value in ASCII
     */
    public static String ascii(String json) {
        StringBuilder ascii = new StringBuilder(json.length() + 16);
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c < 0x80) {
                ascii.append(c);
            } else {
                append(ascii, c);
            }
        }
        return ascii.toString();
    }

    private static void append(StringBuilder json, char c) {
        json.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            json.append(HEX.charAt(c >> shift & 15));
        }
    }
}
