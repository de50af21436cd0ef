package dev.signet.differential;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a {@code Content-Type} means to the decision table. Written apart from Signet's own, which is what is tested. */
enum Media {
    NONE,
    JSON,
    TEXT,
    OTHER;

    private static final Pattern CHARSET = Pattern.compile(";\\s*charset=[^;]*", Pattern.CASE_INSENSITIVE);

    static Media of(String type) {
        String essence = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (essence.isEmpty()) {
            return NONE;
        }
        if (essence.equals("text/plain")) {
            return TEXT;
        }
        boolean json = essence.equals("application/json")
                || essence.equals("text/json")
                || essence.startsWith("application/") && essence.endsWith("+json");
        boolean lines = essence.equals("application/stream+json");
        return json && !lines ? JSON : OTHER;
    }

    boolean mayBeJson() {
        return this == NONE || this == JSON;
    }

    /** A type, or any other value, without its charset; empty for null. */
    static String withoutCharset(String type) {
        return type == null ? "" : CHARSET.matcher(type).replaceAll("");
    }

    static boolean isUtf8(String type) {
        return type == null
                || !type.toLowerCase(Locale.ROOT).contains("charset=")
                || charset(type).equals(StandardCharsets.UTF_8);
    }

    /** Whether two types are the same but for case and blanks. */
    static boolean isSame(String one, String other) {
        return other != null && plain(one).equals(plain(other));
    }

    private static String plain(String type) {
        return type.toLowerCase(Locale.ROOT).replace(" ", "").replace("\"", "");
    }

    /** The charset that a type declares; UTF-8 where it declares none, or one that nobody knows. */
    static Charset charset(String type) {
        if (type != null) {
            for (String parameter : type.split(";", -1)) {
                String stripped = parameter.strip();
                if (stripped.regionMatches(true, 0, "charset=", 0, 8)) {
                    String name = stripped.substring(8).replace("\"", "").strip();
                    try {
                        return Charset.forName(name);
                    } catch (IllegalArgumentException e) {
                        return StandardCharsets.UTF_8;
                    }
                }
            }
        }
        return StandardCharsets.UTF_8;
    }
}
