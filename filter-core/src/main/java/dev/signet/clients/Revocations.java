package dev.signet.clients;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.config.ProblemList;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code check.revocations-file} takes back; like
 * {@code {"revoked":[{"jti":"…","until":"2026-12-01T00:00:00Z"},{"client":"acme","before":"2026-11-25T12:00:00Z"}]}}.
 * Immutable.
 *
 * @param tokens the second until which a {@code jti} is taken back
 * @param clients the second from which tokens of a client count again
 */
record Revocations(Map<String, Long> tokens, Map<String, Long> clients) {

    static final Revocations NONE = new Revocations(Map.of(), Map.of());

    /**
     * Reads the bytes of the file.
     *
     * @throws IllegalArgumentException when anything in it is wrong; the message lists everything
     */
    static Revocations parse(byte[] file) {
        ProblemList problems = new ProblemList();
        Map<String, Long> tokens = new HashMap<>();
        Map<String, Long> clients = new HashMap<>();
        JsonNode root = StrictTree.read(file, problems);
        if (root != null) {
            Members top = new Members(root, "", problems);
            JsonNode list = top.take("revoked");
            top.rejectOthers();
            if (list == null || !list.isArray()) {
                problems.add("expected {\"revoked\":[…]}");
            } else {
                for (int i = 0; i < list.size(); i++) {
                    ProblemList mistakes = new ProblemList();
                    entry(new Members(list.get(i), "", mistakes), tokens, clients, mistakes);
                    problems.addAll("revoked[" + i + "]: ", mistakes);
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.toString());
        }
        return new Revocations(Map.copyOf(tokens), Map.copyOf(clients));
    }

    private static void entry(
            Members members, Map<String, Long> tokens, Map<String, Long> clients, ProblemList mistakes) {
        String jti = members.text("jti");
        Instant until = members.instant("until");
        String client = members.text("client");
        Instant before = members.instant("before");
        members.rejectOthers();
        rejectWhatNobodyHas(jti, client, mistakes);
        if (!mistakes.isEmpty()) {
            return;
        }
        if (jti != null && client == null && before == null) {
            tokens.merge(jti, until == null ? Long.MAX_VALUE : Seconds.upTo(until), Math::max);
        } else if (client != null && before != null && jti == null && until == null) {
            clients.merge(client, Seconds.upTo(before), Math::max);
        } else {
            mistakes.add("expected jti, optionally with until, or client and before");
        }
    }

    /** A slip of the keyboard would else take nothing back, and nobody would hear of it. */
    private static void rejectWhatNobodyHas(@Nullable String jti, @Nullable String client, ProblemList mistakes) {
        if (jti != null && jti.isBlank()) {
            mistakes.add("jti: is blank");
        }
        if (client != null) {
            ProblemList ofClient = new ProblemList();
            ClientRules.id(client, ofClient);
            mistakes.addAll("client ", ofClient);
        }
    }

    /** The second from which tokens of a client count; 0 is all. */
    long notBefore(@Nullable String client) {
        Long before = client == null ? null : clients.get(client);
        return before == null ? 0 : before;
    }
}
