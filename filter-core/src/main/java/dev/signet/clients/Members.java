package dev.signet.clients;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.config.ProblemList;
import dev.signet.text.Shown;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The members of one object of the clients file, typed; what is mistyped or left over is a problem. */
final class Members {

    private final JsonNode node;
    private final String prefix;
    private final ProblemList problems;
    private final Set<String> taken = new HashSet<>();

    Members(JsonNode node, String prefix, ProblemList problems) {
        this.node = node;
        this.prefix = prefix;
        this.problems = problems;
        if (!node.isObject()) {
            problems.add(
                    (prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1) + ": ") + "expected an object");
        }
    }

    boolean has(String name) {
        return node.has(name);
    }

    @Nullable
    JsonNode take(String name) {
        taken.add(name);
        return node.get(name);
    }

    @Nullable
    String text(String name) {
        JsonNode value = take(name);
        if (value == null || value.isTextual()) {
            return value == null ? null : value.textValue();
        }
        expected(name, "a string");
        return null;
    }

    /** A text that is for people: it may be empty. */
    void label(String name) {
        String unused = text(name);
        if (unused != null && unused.length() > 256) {
            expected(name, "at most 256 characters");
        }
    }

    List<String> texts(String name) {
        JsonNode value = take(name);
        List<String> texts = new ArrayList<>();
        if (value == null) {
            return texts;
        }
        if (value.isArray()) {
            value.forEach(element -> {
                if (element.isTextual()) {
                    texts.add(element.textValue());
                }
            });
        }
        if (!value.isArray() || texts.size() != value.size()) {
            expected(name, "a list of strings");
        }
        return texts;
    }

    @Nullable
    Duration seconds(String name) {
        JsonNode value = take(name);
        if (value == null || (value.isIntegralNumber() && value.canConvertToInt())) {
            return value == null ? null : Duration.ofSeconds(value.intValue());
        }
        expected(name, "a whole number from 1 to " + ClientRules.LONGEST_LIFETIME_SECONDS);
        return null;
    }

    @Nullable
    Long whole(String name) {
        JsonNode value = take(name);
        if (value == null || value.isIntegralNumber() && value.canConvertToLong()) {
            return value == null ? null : value.longValue();
        }
        expected(name, "a whole number");
        return null;
    }

    @Nullable
    Instant instant(String name) {
        JsonNode value = take(name);
        if (value == null) {
            return null;
        }
        try {
            if (value.isTextual()) {
                return Instant.parse(value.textValue());
            }
        } catch (DateTimeException e) {
            // the same message as for what is not a string
        }
        expected(name, "a time like 2027-01-01T00:00:00Z");
        return null;
    }

    boolean flag(String name) {
        JsonNode value = take(name);
        if (value != null && !value.isBoolean()) {
            expected(name, "true or false");
        }
        return value != null && value.booleanValue();
    }

    /** A name nobody took is misspelled: silently ignored, it could leave a client enabled. */
    void rejectOthers() {
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (!taken.contains(member.getKey())) {
                // a hash that lost its name would be quoted
                String name = member.getKey().contains("sha256:") ? "a hash" : Shown.of(member.getKey());
                problems.add(prefix + name + ": unknown member; expected one of "
                        + String.join(", ", taken.stream().sorted().toList()));
            }
        }
    }

    private void expected(String name, String what) {
        problems.add(prefix + name + ": expected " + what);
    }
}
