package dev.signet.attack;

import dev.signet.jwt.JwtSettings;
import dev.signet.text.JsonEscapes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Claims that are right for the settings of the moment, and with which only one thing is wrong at a time. Immutable.
 *
 * @param members the text of each value by its name
 * @param now in seconds since 1970
 * @param skew how far clocks may differ, in seconds
 */
record GoodClaims(Map<String, String> members, long now, long skew) {

    private static final long LIFETIME = 60;
    private static final String NOBODY = "\"signet-selftest\"";

    static GoodClaims of(JwtSettings settings, long now) {
        Map<String, String> members = new LinkedHashMap<>();
        if (!settings.issuers().isEmpty()) {
            members.put("iss", JsonEscapes.quoted(settings.issuers().get(0)));
        }
        if (!settings.audiences().isEmpty()) {
            members.put("aud", JsonEscapes.quoted(settings.audiences().get(0)));
        }
        members.put("sub", NOBODY);
        members.put("nbf", Long.toString(now));
        members.put("exp", Long.toString(now + LIFETIME));
        return new GoodClaims(members, now, settings.clockSkew().toSeconds());
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    String json() {
        return json(members);
    }

    /** With another value, or one more. */
    String with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(members);
        changed.put(name, value);
        return json(changed);
    }

    /** With another value in front of the right one. */
    String twice(String name, String value) {
        return "{\"" + name + "\":" + value + ',' + json().substring(1);
    }

    String without(String name) {
        Map<String, String> changed = new LinkedHashMap<>(members);
        changed.remove(name);
        return json(changed);
    }

    private static String json(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> '"' + member.getKey() + "\":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
