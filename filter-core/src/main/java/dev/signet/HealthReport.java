package dev.signet;

import dev.signet.health.Condition;
import dev.signet.text.JsonEscapes;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a probe reads; like {@code {"status":"UP"}}. */
final class HealthReport {

    private HealthReport() {}

    /** With details where the parts are given. */
    static String json(boolean up, @Nullable List<Condition> parts) {
        String status = "{\"status\":" + word(up);
        if (parts == null) {
            return status + '}';
        }
        boolean reports = parts.stream().anyMatch(part -> "report".equals(part.mode())); // one is enough to be open
        String mode = parts.stream()
                .map(Condition::mode)
                .filter(Objects::nonNull)
                .findFirst()
                .map(some -> JsonEscapes.quoted(reports ? "report" : some))
                .orElse("null");
        return status
                + ",\"keys\":" + word(all(parts, Condition::keys))
                + ",\"clients\":" + word(all(parts, Condition::clients))
                + ",\"dataSource\":" + word(all(parts, Condition::dataSource))
                + ",\"mode\":" + mode
                + ",\"refusing\":" + refusing(parts) + '}';
    }

    /** Whether all have it that need it; null where nobody does. */
    private static @Nullable Boolean all(List<Condition> parts, Function<Condition, @Nullable Boolean> what) {
        Boolean all = null;
        for (Condition part : parts) {
            Boolean one = what.apply(part);
            if (one != null) {
                all = one && (all == null || all);
            }
        }
        return all;
    }

    private static String word(@Nullable Boolean up) {
        return up == null ? "null" : up ? "\"UP\"" : "\"DOWN\"";
    }

    private static String refusing(List<Condition> parts) {
        return parts.stream()
                .filter(Condition::refusing)
                .map(Condition::name)
                .sorted()
                .map(JsonEscapes::quoted)
                .collect(Collectors.joining(",", "[", "]"));
    }
}
