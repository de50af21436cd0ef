package dev.signet.jwt;

import dev.signet.text.MalformedException;
import dev.signet.text.MemberNames;
import dev.signet.text.StrictJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads payloads of tokens whose signature is genuine. Thread-safe. */
final class ClaimsReader {

    private final MemberNames names = new MemberNames();

    /**
     * Reads a payload.
     *
     * @throws RefusedException when it is not one strict JSON object
     */
    Claims read(byte[] payload) throws RefusedException {
        try {
            return parse(payload);
        } catch (MalformedException e) {
            throw new RefusedException(Refusal.PAYLOAD_NOT_JSON);
        }
    }

    private Claims parse(byte[] payload) throws RefusedException, MalformedException {
        StrictJson json = StrictJson.ofGenuine(payload, names);
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        long expiry = NumericDate.ABSENT;
        long notBefore = NumericDate.ABSENT;
        long issuedAt = NumericDate.ABSENT;
        for (String name = json.firstName(); name != null; name = json.nextName()) {
            Object value = json.value();
            switch (name) {
                case "exp" -> expiry = time(value, payload, json);
                case "nbf" -> notBefore = time(value, payload, json);
                case "iat" -> issuedAt = time(value, payload, json);
                default -> {}
            }
            int before = values.size();
            values.put(name, value);
            if (values.size() == before) {
                throw new RefusedException(Refusal.PAYLOAD_NOT_JSON); // a name twice: two readers would see two tokens
            }
        }
        return new Claims(values, expiry, notBefore, issuedAt);
    }

    private static long time(@Nullable Object value, byte[] payload, StrictJson json) {
        if (value instanceof Number number) {
            boolean signed = payload[json.valueStart()] == '-';
            return number instanceof Long seconds && NumericDate.isUsual(seconds) && !signed
                    ? seconds
                    : NumericDate.of(number, signed);
        }
        if (value instanceof String text) {
            return NumericDate.of(text);
        }
        return NumericDate.NOT_READABLE;
    }
}
