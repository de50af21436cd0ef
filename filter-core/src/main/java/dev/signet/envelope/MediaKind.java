package dev.signet.envelope;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a {@code Content-Type} means for the envelope; like {@code "application/problem+json" -> JSON}. */
enum MediaKind {
    /** No type was set: the body itself decides. */
    NONE,
    /** {@code application/json}, {@code text/json}, {@code application/*+json}. */
    JSON,
    /** {@code text/plain}: passes, or is wrapped as a string. */
    TEXT,
    /** Everything else passes. */
    OTHER;

    private static final String MOST_FREQUENT = "application/json";

    static MediaKind of(@Nullable String type) {
        if (type == null) {
            return NONE;
        }
        if (type.startsWith(MOST_FREQUENT)
                && (type.length() == MOST_FREQUENT.length() || type.charAt(MOST_FREQUENT.length()) == ';')) {
            return JSON; // without any copy
        }
        int parameters = type.indexOf(';');
        String essence =
                (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
        return switch (essence) {
            case "" -> NONE;
            case "application/json", "text/json" -> JSON;
            case "application/stream+json" -> OTHER; // values in a row, whatever its name says
            case "text/plain" -> TEXT;
            default -> essence.startsWith("application/") && essence.endsWith("+json") ? JSON : OTHER;
        };
    }
}
