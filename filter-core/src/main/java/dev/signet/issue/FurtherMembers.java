package dev.signet.issue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks what an application wants to be in an answer, before it is too late to say that it cannot be written as JSON. */
final class FurtherMembers {

    /** What stands in the answer anyway. */
    static final String TOKEN = "token";

    static final String EXPIRATION_TIME = "expirationTime";

    private static final Set<String> FIXED = Set.of(TOKEN, EXPIRATION_TIME);
    private static final int DEEPEST = 16;

    private FurtherMembers() {}

    /**
     * An unmodifiable copy, in the same order.
     *
     * @throws IllegalArgumentException when something cannot be written, or has the name of a fixed member
     */
    static Map<String, Object> checked(Map<String, ?> members) {
        Map<String, Object> copy = new LinkedHashMap<>();
        members.forEach((name, value) -> {
            String checked = name(name);
            if (FIXED.contains(checked)) {
                throw new IllegalArgumentException("a further member must not be called " + checked);
            }
            copy.put(checked, value(checked, value, 1));
        });
        return Collections.unmodifiableMap(copy);
    }

    private static Object value(String member, @Nullable Object value, int depth) {
        if (value instanceof String text) {
            return text(member, text);
        }
        if (value instanceof Boolean
                || value instanceof Integer
                || value instanceof Long
                || value instanceof BigInteger
                || value instanceof BigDecimal
                || value instanceof Double number && Double.isFinite(number)) {
            return value;
        }
        if (depth < DEEPEST && value instanceof Iterable<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(element -> copy.add(value(member, element, depth + 1)));
            return Collections.unmodifiableList(copy);
        }
        if (depth < DEEPEST && value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((name, inner) -> copy.put(name(name), value(member, inner, depth + 1)));
            return Collections.unmodifiableMap(copy);
        }
        throw new IllegalArgumentException("the further member " + member + " must be a string, boolean or number, or a"
                + " list or map of these at most " + DEEPEST + " deep, not "
                + (value == null ? "null; leave it out" : value.getClass().getName()));
    }

    private static String name(@Nullable Object name) {
        if (!(name instanceof String text) || text.isBlank()) {
            throw new IllegalArgumentException("the name of a further member must be text that is not blank");
        }
        return text(text, text);
    }

    /** Half a surrogate pair has no bytes in UTF-8. */
    private static String text(String member, String text) {
        for (int c : text.codePoints().toArray()) {
            if (Character.getType(c) == Character.SURROGATE) {
                throw new IllegalArgumentException("the further member " + member + " contains an unpaired surrogate");
            }
        }
        return text;
    }
}
