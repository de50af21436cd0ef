package dev.signet.issue;

import static dev.signet.issue.UnreadableRequestException.malformed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON body (RFC 8259); like {@code {"appKey":"…","appSecret":"…"}}. One object with these two strings and nothing
 * behind it; other members are left to an issuer of the application's own.
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

    /** The members, without credentials when the object has neither of the two, as callers send it beside HTTP Basic. */
    static SentBody read(byte[] body) throws UnreadableRequestException {
        // decoded here, because Jackson would guess UTF-16 and UTF-32
        String text = Credentials.utf8(body);
        String id = null;
        String secret = null;
        Map<String, List<String>> members = new LinkedHashMap<>();
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
                    default -> {} // for an issuer of the application's own
                }
                List<String> values = values(parser, text);
                if (!values.isEmpty()) {
                    members.put(name, values);
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
        return new SentBody(id == null && secret == null ? null : Credentials.of(id, secret), members);
    }

    /** A string as text, a number or boolean as it is written, null as none, an array as one for each element. */
    private static List<String> values(JsonParser parser, String text) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return value(parser, text);
        }
        List<String> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.addAll(value(parser, text));
        }
        return values;
    }

    /** An object, or an array within an array, is one value: its JSON as it was sent. */
    private static List<String> value(JsonParser parser, String text) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return List.of();
        }
        if (!parser.currentToken().isStructStart()) {
            return List.of(parser.getText());
        }
        int begin = behind(parser) - 1;
        parser.skipChildren();
        return List.of(text.substring(begin, behind(parser)));
    }

    /** Where the token ends in the text. */
    private static int behind(JsonParser parser) {
        return (int) parser.currentLocation().getCharOffset();
    }

    private static String string(JsonParser parser, String name) throws IOException, UnreadableRequestException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw malformed(name + " is not a string");
        }
        return parser.getText();
    }
}
