package dev.signet.issue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signet.config.ProblemList;
import dev.signet.text.Shown;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
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
final class ClientsParser {

    private static final int DEEPEST = 16;

    private static final ObjectReader JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private final ProblemList problems = new ProblemList();
    private final ProblemList warnings = new ProblemList();

    private ClientsParser() {}

    /**
     * Reads the bytes of a clients file.
     *
     * @param note takes a line about what is allowed and may be a mistake, if there is anything
     * @throws IllegalArgumentException when anything in it is wrong; the message lists everything
     */
    static Clients parse(byte[] file, Consumer<String> note) {
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
        JsonNode root = tree(file);
        if (root != null) {
            Members top = new Members(root, "", problems);
            JsonNode list = top.take("clients");
            top.rejectOthers();
            if (list == null || !list.isArray()) {
                problems.add("expected {\"clients\":[…]}");
            } else {
                for (int i = 0; i < list.size(); i++) {
                    ClientStore.Client client = client(i, list.get(i));
                    if (client != null) {
                        if (byId.put(client.id(), KnownClient.of(client)) != null) {
                            problems.add(where(i, client.id()) + "id: used by an earlier client");
                        }
                    }
                }
            }
        }
        return Clients.of(byId);
    }

    private @Nullable JsonNode tree(byte[] file) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            if (text.startsWith("\uFEFF")) {
                problems.add("begins with a byte order mark; save it as UTF-8 without one");
                return null;
            }
            return JSON.readTree(text);
        } catch (CharacterCodingException e) {
            problems.add("expected valid UTF-8");
        } catch (JsonProcessingException e) {
            // the message of Jackson quotes the file
            JsonLocation place = e.getLocation(); // null where a limit was exceeded
            problems.add("expected valid JSON in which no member is given twice; "
                    + (place == null
                            ? "it nests deeper than " + DEEPEST + " or has an overlong number or name"
                            : "the mistake is at or before line " + place.getLineNr() + ", column "
                                    + place.getColumnNr()));
        }
        return null;
    }

    private ClientStore.@Nullable Client client(int index, JsonNode node) {
        JsonNode idNode = node.path("id");
        String where = where(index, idNode.isTextual() ? idNode.textValue() : null);
        ProblemList mistakes = new ProblemList();
        Members members = new Members(node, "", mistakes);
        String id = members.text("id");
        members.label("label");
        String subject = members.text("subject");
        List<ClientStore.Secret> secrets = secrets(members.take("secrets"), mistakes);
        List<String> scopes = members.texts("scopes");
        List<String> roles = members.texts("roles");
        var lifetime = members.seconds("lifetimeSeconds");
        List<String> networks = members.texts("networks");
        if (members.has("networks") && networks.isEmpty()) {
            mistakes.add("networks: expected at least one; remove it to allow all");
        }
        boolean disabled = members.flag("disabled");
        members.rejectOthers();
        if (id != null || idNode.isMissingNode()) { // another type is reported already
            ClientRules.id(id, mistakes);
        }
        ClientRules.iterations(secrets.stream().map(ClientStore.Secret::hash).toList(), mistakes);
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
                ? new ClientStore.Client(id, subject, secrets, scopes, roles, lifetime, networks, disabled)
                : null;
    }

    private static List<ClientStore.Secret> secrets(@Nullable JsonNode list, ProblemList mistakes) {
        List<ClientStore.Secret> secrets = new ArrayList<>();
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
                    secrets.add(new ClientStore.Secret(hash == null ? "" : hash, notBefore, notAfter));
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
