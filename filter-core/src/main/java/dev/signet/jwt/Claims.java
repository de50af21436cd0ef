package dev.signet.jwt;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of a payload as read by {@link ClaimsReader}; the three times are {@link NumericDate} results. */
record Claims(Map<String, @Nullable Object> values, long expiry, long notBefore, long issuedAt) {

    @Nullable
    Object get(String name) {
        return values.get(name);
    }

    /** As {@link #get}, with an answer of its own for what is absent: JSON null is never taken for that. */
    @Nullable
    Object getOr(String name, Object absent) {
        return values.getOrDefault(name, absent);
    }

    @Override
    public String toString() {
        return "claims"; // claims never reach a log, not even by accident
    }
}
