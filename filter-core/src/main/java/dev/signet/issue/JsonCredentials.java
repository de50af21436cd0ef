package dev.signet.issue;

import static dev.signet.issue.UnreadableRequestException.malformed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A JSON body (RFC 8259); like {@code {"appKey":"…","appSecret":"…"}}. One object with these two strings and nothing
 * behind it; other members are ignored, like unrecognised parameters of a form (RFC 6749 §3.2).
 */
final class JsonCredentials {

    private static final int DEEPEST = 16;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // a pool would keep buffers with secrets, which a heap dump shows
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            // names that callers invent are not kept
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private JsonCredentials() {}

    /** The credentials, or null when the object has neither, as callers send it beside HTTP Basic. */
    static @Nullable Credentials read(byte[] body) throws UnreadableRequestException {
        // decoded here, because Jackson would guess UTF-16 and UTF-32
        String text = Credentials.utf8(body);
        String id = null;
        String secret = null;
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed("the body is not a JSON object");
            }
            String name = parser.nextFieldName();
            while (name != null) {
                parser.nextToken();
                switch (name) {
                    case "appKey" -> id = string(parser, "appKey");
                    case "appSecret" -> secret = string(parser, "appSecret");
                    default -> parser.skipChildren();
                }
                name = parser.nextFieldName();
            }
            if (parser.nextToken() != null) {
                throw malformed("text after the JSON object");
            }
        } catch (IOException e) {
            // the message of Jackson quotes the body
            throw malformed("the body is not valid JSON, names a member twice, or nests deeper than " + DEEPEST);
        }
        return id == null && secret == null ? null : Credentials.of(id, secret);
    }

    private static String string(JsonParser parser, String name) throws IOException, UnreadableRequestException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw malformed(name + " is not a string");
        }
        return parser.getText();
    }
}
