package dev.signet.clients;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.config.ProblemList;
import dev.signet.text.Shown;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the clients file; like {@code {"clients":[{"id":"acme","secrets":[{"hash":"sha256:…"}]}]}}. All mistakes are
 * reported in one message that names where they are and what is allowed, and never quotes a hash.
 */
public final class ClientsParser {

    private static final List<String> LIMITS = List.of("perSecond", "burst", "perDay", "concurrent");

    private final ProblemList problems = new ProblemList();
    private final ProblemList warnings = new ProblemList();

    private ClientsParser() {}

    /**
     * Reads the bytes of a clients file.
     *
     * @param file the bytes
     * @param note takes a line about what is allowed and may be a mistake, if there is anything
     * @return the clients
     * @throws IllegalArgumentException when anything in it is wrong; the message lists everything
     */
    public static Clients parse(byte[] file, Consumer<String> note) {
        ClientsParser parser = new ClientsParser();
        Clients clients = parser.clients(file);
        if (!parser.problems.isEmpty()) {
            throw new IllegalArgumentException(parser.problems.toString());
        }
        if (!parser.warnings.isEmpty()) {
            note.accept(parser.warnings.toString());
        }
        return clients;
    }

    private Clients clients(byte[] file) {
        Map<String, KnownClient> byId = new HashMap<>();
        JsonNode root = StrictTree.read(file, problems);
        if (root != null) {
            Members top = new Members(root, "", problems);
            JsonNode list = top.take("clients");
            top.rejectOthers();
            if (list == null || !list.isArray()) {
                problems.add("expected {\"clients\":[…]}");
            } else {
                for (int i = 0; i < list.size(); i++) {
                    KnownClient client = client(i, list.get(i));
                    if (client != null && byId.put(client.id(), client) != null) {
                        problems.add(where(i, client.id()) + "id: used by an earlier client");
                    }
                }
            }
        }
        return Clients.of(byId);
    }

    private @Nullable KnownClient client(int index, JsonNode node) {
        JsonNode idNode = node.path("id");
        String where = where(index, idNode.isTextual() ? idNode.textValue() : null);
        ProblemList mistakes = new ProblemList();
        Members members = new Members(node, "", mistakes);
        String id = members.text("id");
        members.label("label");
        String subject = members.text("subject");
        List<KnownClient.Secret> secrets = secrets(members.take("secrets"), mistakes);
        List<String> scopes = members.texts("scopes");
        List<String> roles = members.texts("roles");
        var lifetime = members.seconds("lifetimeSeconds");
        List<String> networks = members.texts("networks");
        if (members.has("networks") && networks.isEmpty()) {
            mistakes.add("networks: expected at least one; remove it to allow all");
        }
        boolean disabled = members.flag("disabled");
        Instant notBefore = members.instant("notBefore");
        ClientLimits limits = limits(members.take("limits"), mistakes);
        members.rejectOthers();
        if (id != null || idNode.isMissingNode()) { // another type is reported already
            ClientRules.id(id, mistakes);
        }
        ClientRules.iterations(secrets.stream().map(KnownClient.Secret::hash).toList(), mistakes);
        ClientRules.text("subject", subject, mistakes);
        ClientRules.scopes(scopes, mistakes);
        ClientRules.roles(roles, mistakes);
        ClientRules.lifetime(lifetime, mistakes);
        ClientRules.networks(networks, mistakes);
        problems.addAll(where, mistakes);
        String warning = id == null ? null : ClientId.warning(id);
        if (warning != null) {
            warnings.add(where + warning);
        }
        return mistakes.isEmpty() && id != null
                ? KnownClient.of(
                        id,
                        disabled,
                        subject,
                        secrets,
                        scopes,
                        roles,
                        lifetime,
                        networks,
                        notBefore == null ? 0 : Seconds.upTo(notBefore),
                        limits)
                : null;
    }

    private static ClientLimits limits(@Nullable JsonNode node, ProblemList mistakes) {
        if (node == null) {
            return ClientLimits.NONE;
        }
        Members members = new Members(node, "limits.", mistakes);
        List<@Nullable Long> numbers = new ArrayList<>();
        for (String name : LIMITS) {
            numbers.add(members.whole(name));
        }
        members.rejectOthers();
        if (node.isObject() && node.isEmpty()) {
            mistakes.add("limits: expected at least one; remove it for no limit");
        }
        return ClientLimits.of(LIMITS.stream().map(name -> "limits." + name).toList(), numbers, mistakes);
    }

    private static List<KnownClient.Secret> secrets(@Nullable JsonNode list, ProblemList mistakes) {
        List<KnownClient.Secret> secrets = new ArrayList<>();
        if (list == null || !list.isArray()) {
            mistakes.add("secrets: required; a list of {\"hash\":\"…\"}");
            return secrets;
        }
        ClientRules.secretCount(list.size(), mistakes);
        for (int i = 0; i < list.size(); i++) {
            String where = "secrets[" + i + "]";
            int before = mistakes.size();
            Members members = new Members(list.get(i), where + ".", mistakes);
            String hash = members.text("hash");
            var notBefore = members.instant("notBefore");
            var notAfter = members.instant("notAfter");
            members.rejectOthers();
            if (mistakes.size() == before) {
                try {
                    secrets.add(KnownClient.Secret.of(hash == null ? "" : hash, notBefore, notAfter));
                } catch (IllegalArgumentException e) {
                    mistakes.add(where + ": " + e.getMessage());
                }
            }
        }
        return secrets;
    }

    private static String where(int index, @Nullable String id) {
        return "clients[" + index + "]" + (id == null ? "" : " (" + Shown.of(id) + ")") + ": ";
    }
}
