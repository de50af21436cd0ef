package dev.signet.cli;

import dev.signet.clients.ClientsParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A client as it was typed.
 *
 * @param id its {@code appKey}
 * @param label for people
 * @param subject the {@code nameidentifier} claim
 * @param scopes what its tokens carry
 * @param roles what its tokens carry
 * @param networks where it may call from
 * @param lifetimeSeconds how long its tokens live
 * @param perSecond how many calls in a second
 * @param burst how many of them at once
 * @param perDay how many calls in a day
 * @param concurrent how many calls at once
 * @param secret its first
 */
record NewClient(
        String id,
        @Nullable String label,
        @Nullable String subject,
        List<String> scopes,
        List<String> roles,
        List<String> networks,
        @Nullable Integer lifetimeSeconds,
        @Nullable Integer perSecond,
        @Nullable Integer burst,
        @Nullable Integer perDay,
        @Nullable Integer concurrent,
        NewSecret secret) {

    /** Its entry for the clients file. */
    String entry() {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("id", id);
        put(entry, "label", label);
        put(entry, "subject", subject);
        entry.put("secrets", List.of(secret.entry()));
        put(entry, "scopes", scopes.isEmpty() ? null : scopes);
        put(entry, "roles", roles.isEmpty() ? null : roles);
        put(entry, "lifetimeSeconds", lifetimeSeconds);
        put(entry, "networks", networks.isEmpty() ? null : networks);
        Map<String, Object> limits = new LinkedHashMap<>();
        put(limits, "perSecond", perSecond);
        put(limits, "burst", burst);
        put(limits, "perDay", perDay);
        put(limits, "concurrent", concurrent);
        put(entry, "limits", limits.isEmpty() ? null : limits);
        return JsonLine.of(entry);
    }

    private static void put(Map<String, Object> entry, String name, @Nullable Object value) {
        if (value != null) {
            entry.put(name, value);
        }
    }

    /**
     * Holds it against the rules of every client, whatever it is kept in.
     *
     * @return what is to be known of it
     */
    List<String> check() throws CommandException {
        List<String> notes = new ArrayList<>();
        try {
            byte[] alone = ("{\"clients\":[" + entry() + "]}").getBytes(StandardCharsets.UTF_8);
            ClientsParser.parse(alone, notes::add);
        } catch (IllegalArgumentException e) {
            throw CommandException.failed(String.valueOf(e.getMessage()).replace("clients[0]", "this client"));
        }
        return notes;
    }
}
