package dev.signet.token;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the payload of a token whose signature is genuine. Lives for one payload. */
final class ClaimsReader implements StrictJson.Members {

    private long expiry = NumericDate.ABSENT;
    private long notBefore = NumericDate.ABSENT;
    private long issuedAt = NumericDate.ABSENT;

    private ClaimsReader() {}

    /**
     * Reads a payload.
     *
     * @throws Refused when it is not one strict JSON object
     */
    static Claims read(byte[] payload) throws Refused {
        ClaimsReader reader = new ClaimsReader();
        try {
            Map<String, @Nullable Object> values = StrictJson.readObject(payload, reader);
            return new Claims(values, reader.expiry, reader.notBefore, reader.issuedAt);
        } catch (IOException e) {
            throw new Refused(Refusal.PAYLOAD_NOT_JSON); // the cause quotes the payload and must not travel on
        }
    }

    @Override
    public void at(String name, JsonParser parser) throws IOException {
        switch (name) {
            case "exp" -> expiry = time(parser);
            case "nbf" -> notBefore = time(parser);
            case "iat" -> issuedAt = time(parser);
            default -> {}
        }
    }

    /** Read from the characters: as a number, {@code 1e9} and {@code 1000000000} could not be told apart. */
    private static long time(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        boolean number = token.isNumeric();
        if (!number && token != JsonToken.VALUE_STRING) {
            return NumericDate.NOT_READABLE;
        }
        return NumericDate.read(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength(), number);
    }
}
