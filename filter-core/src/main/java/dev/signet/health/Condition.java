package dev.signet.health;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a filter or an endpoint is at the moment. Immutable.
 *
 * @param name like {@code "filter signet"}
 * @param refusing whether it refuses everything, because it could not be set up
 * @param mode whether a filter enforces its rules or reports; null where it is none
 * @param keys whether there is a key for what it does; null where it needs none
 * @param clients whether it can find out who the clients are; null where it does not ask
 * @param dataSource whether the database answers; null where there is none
 */
public record Condition(
        String name,
        boolean refusing,
        @Nullable String mode,
        @Nullable Boolean keys,
        @Nullable Boolean clients,
        @Nullable Boolean dataSource) {

    /**
     * One that was not set up.
     *
     * @param name like {@code "filter signet"}
     * @return of which nothing else is known
     */
    public static Condition refusing(String name) {
        return new Condition(name, true, null, null, null, null);
    }

    /**
     * Whether it does what it is there for.
     *
     * @return false where something it needs is missing
     */
    public boolean isUp() {
        return !refusing && isNotMissing(keys) && isNotMissing(clients) && isNotMissing(dataSource);
    }

    private static boolean isNotMissing(@Nullable Boolean there) {
        return there == null || there;
    }

    /** As classes of another loader can read it. */
    Map<String, Object> facts() {
        Map<String, Object> facts = new HashMap<>();
        facts.put("name", name);
        facts.put("refusing", refusing);
        put(facts, "mode", mode);
        put(facts, "keys", keys);
        put(facts, "clients", clients);
        put(facts, "dataSource", dataSource);
        return facts;
    }

    private static void put(Map<String, Object> facts, String name, @Nullable Object value) {
        if (value != null) {
            facts.put(name, value);
        }
    }

    static Condition of(Map<?, ?> facts) {
        return new Condition(
                String.valueOf(facts.get("name")),
                !Boolean.FALSE.equals(facts.get("refusing")),
                facts.get("mode") instanceof String mode ? mode : null,
                flag(facts, "keys"),
                flag(facts, "clients"),
                flag(facts, "dataSource"));
    }

    private static @Nullable Boolean flag(Map<?, ?> facts, String name) {
        return facts.get(name) instanceof Boolean flag ? flag : null;
    }
}
