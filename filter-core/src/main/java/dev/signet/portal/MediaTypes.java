package dev.signet.portal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** What becomes of the media types that a description names. */
enum MediaTypes {
    /** An envelope. */
    JSON,
    /** Whatever the application chooses: JSON, unless it is a file or text. */
    ANY,
    /** Plain text, which may be wrapped as a string. */
    TEXT,
    /** Anything else, which passes. */
    OTHER;

    static MediaTypes of(String type) {
        int parameters = type.indexOf(';');
        String essence =
                (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
        return switch (essence) {
            case "application/json", "text/json" -> JSON;
            case "application/stream+json" -> OTHER; // values in a row
            case "*/*", "application/*" -> ANY;
            case "text/plain" -> TEXT;
            default -> essence.startsWith("application/") && essence.endsWith("+json") ? JSON : OTHER;
        };
    }

    /** Whether a schema says that the body is a file. */
    static boolean isFile(JsonNode schema) {
        String format = schema.path("format").asText();
        return isString(schema) && (format.equals("binary") || format.equals("byte"))
                || schema.has("contentMediaType")
                || schema.has("contentEncoding");
    }

    static boolean isString(JsonNode schema) {
        return schema.path("type").asText().equals("string");
    }
}
