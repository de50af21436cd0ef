package dev.signet.portal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.access.AccessRule;
import dev.signet.access.AccessRule.Requirement;
import dev.signet.envelope.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What an operation says of who may call it, by the access rules of the filter. */
final class AccessNotes {

    /** The name of our scheme among the security schemes. */
    static final String SCHEME = "token";

    private final Contract contract;
    private final Dialect dialect;
    private final Words words;

    AccessNotes(Contract contract, Dialect dialect, Words words) {
        this.contract = contract;
        this.dialect = dialect;
        this.words = words;
    }

    /**
     * Writes an operation's {@code security} and what stands behind its description.
     *
     * @param rule of its calls
     * @param others of those whose path is one that another rule is about
     */
    void write(ObjectNode operation, AccessRule rule, List<AccessRule> others) {
        ArrayNode security = operation.putArray("security");
        if (rule.isOpen()) {
            boolean some = others.stream().anyMatch(other -> other.requirement() != Requirement.PERMIT);
            if (rule.requirement() == Requirement.OPTIONAL || some) {
                security.addObject();
                security.addObject().putArray(SCHEME);
            }
        } else if (dialect.namesRoles() && !rule.names().isEmpty()) {
            rule.names().forEach(name -> security.addObject().putArray(SCHEME).add(name)); // any of them will do
        } else {
            security.addObject().putArray(SCHEME);
        }
        String own = Markdown.contained(operation.path("description").asText());
        operation.put("description", (own.isBlank() ? "" : own.stripTrailing() + "\n\n") + said(rule, others));
    }

    private String said(AccessRule rule, List<AccessRule> others) {
        StringBuilder chinese = new StringBuilder("**鉴权**：").append(inChinese(rule));
        StringBuilder english = new StringBuilder("**Access**: ").append(inEnglish(rule));
        for (AccessRule other : others) {
            String path = Markdown.code(other.path().toString());
            chinese.append("\n\n调用 ").append(path).append(" 时：").append(inChinese(other));
            english.append("\n\nFor ").append(path).append(": ").append(inEnglish(other));
        }
        return words.say(chinese.toString(), english.toString());
    }

    String inChinese(AccessRule rule) {
        String names = words.listed(rule.names(), false);
        String several = rule.names().size() > 1 ? "之一" : "";
        return switch (rule.requirement()) {
            case PERMIT -> "不需要 token。";
            case OPTIONAL -> "token 可带可不带；带了就必须有效。";
            case AUTHENTICATED -> "需要 token。";
            case SCOPE -> "需要 token，且 token 具有以下 scope" + (several.isEmpty() ? "" : " " + several) + "：" + names + "。";
            case ROLE -> "需要 token，且 token 具有以下角色" + several + "：" + names + "。";
            case DENY -> "不对外开放，任何调用都会被拒绝。";
        };
    }

    String inEnglish(AccessRule rule) {
        String names = words.listed(rule.names(), true);
        String several = rule.names().size() > 1 ? "one of the " : "the ";
        return switch (rule.requirement()) {
            case PERMIT -> "no token needed.";
            case OPTIONAL -> "a token is optional, but must be valid if sent.";
            case AUTHENTICATED -> "a token is needed.";
            case SCOPE ->
                "needs a token with " + several + (rule.names().size() > 1 ? "scopes " : "scope ") + names + ".";
            case ROLE -> "needs a token with " + several + (rule.names().size() > 1 ? "roles " : "role ") + names + ".";
            case DENY -> "closed; every call is refused.";
        };
    }

    /** The codes with which a call may be refused before the application is asked, with the status of each. */
    List<Refusal> refusals(AccessRule rule, List<AccessRule> others) {
        Set<Refusal> refusals = new LinkedHashSet<>(refusals(rule));
        others.forEach(other -> refusals.addAll(refusals(other)));
        return List.copyOf(refusals);
    }

    private List<Refusal> refusals(AccessRule rule) {
        List<Refusal> refusals = new ArrayList<>();
        if (rule.requirement() != Requirement.PERMIT) {
            refusals.add(refusal("no-token", ErrorCode.INVALID_TOKEN));
            refusals.add(refusal("expired", ErrorCode.TOKEN_EXPIRED));
        }
        switch (rule.requirement()) {
            case SCOPE -> refusals.add(refusal("scope-missing", ErrorCode.NOT_AUTHORISED));
            case ROLE -> refusals.add(refusal("role-missing", ErrorCode.NOT_AUTHORISED));
            case DENY -> refusals.add(refusal("denied", ErrorCode.NOT_AUTHORISED));
            default -> {}
        }
        return refusals;
    }

    private Refusal refusal(String reason, ErrorCode usual) {
        return new Refusal(contract.ofReason(reason, usual), usual.status());
    }

    /**
     * A refusal.
     *
     * @param code what is answered
     * @param status on the wire, where statuses are kept
     */
    record Refusal(Code code, int status) {}
}
