package dev.signet.issue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Claims and answers as UTF-8 JSON without blanks, members in the order of the map; a slash is not escaped. */
final class JsonText {

    private static final JsonFactory JSON = JsonFactory.builder()
            // a pool would keep buffers with tokens, which a heap dump shows
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .build();

    private JsonText() {}

    /**
     * Writes an object.
     *
     * @throws IllegalArgumentException when a value is not a string, number, boolean, list or map
     */
    static byte[] of(Map<String, ?> members) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            write(json, members);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return out.toByteArray();
    }

    private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Integer || value instanceof Long) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof BigInteger number) {
            json.writeNumber(number);
        } else if (value instanceof BigDecimal number) {
            json.writeNumber(number);
        } else if (value instanceof Double number && Double.isFinite(number)) {
            json.writeNumber(number);
        } else if (value instanceof Iterable<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                write(json, element);
            }
            json.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> member : map.entrySet()) {
                json.writeFieldName(String.valueOf(member.getKey()));
                write(json, member.getValue());
            }
            json.writeEndObject();
        } else {
            // a date or a bean would be written in some form that no reader of tokens expects
            throw new IllegalArgumentException("a claim must be a string, number, boolean, list or map, not "
                    + (value == null ? "null" : value.getClass().getName()));
        }
    }
}
