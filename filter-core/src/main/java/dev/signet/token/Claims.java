package dev.signet.token;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of a payload as read by {@link ClaimsReader}; the three times are {@link NumericDate} results. */
record Claims(Map<String, @Nullable Object> values, long expiry, long notBefore, long issuedAt) {

    @Nullable
    Object get(String name) {
        return values.get(name);
    }

    /** True also where the claim is JSON null, which is never taken for "absent". */
    boolean has(String name) {
        return values.containsKey(name);
    }

    @Override
    public String toString() {
        return "claims"; // claims never reach a log, not even by accident
    }
}
