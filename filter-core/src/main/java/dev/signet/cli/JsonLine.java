package dev.signet.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Values as JSON in one line. */
final class JsonLine {

    private static final JsonMapper JSON = new JsonMapper();

    private JsonLine() {}

    /** The JSON of a text, a number, a list or a map of them. */
    static String of(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and lists can be written", e);
        }
    }
}
