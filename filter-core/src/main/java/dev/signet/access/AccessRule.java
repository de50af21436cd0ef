package dev.signet.access;

import dev.signet.token.VerifiedToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * One line of {@code access.rules}; like {@code POST,PUT /api/orders/** scope orders:write}.
 *
 * <p>Immutable and thread-safe.
 */
public final class AccessRule {

    /** What no rule names. */
    public static final AccessRule OTHERWISE =
            new AccessRule(Methods.ANY, PathPattern.parse("/**"), Requirement.AUTHENTICATED, List.of());

    /** What holds for a CORS preflight where none is wanted. */
    public static final AccessRule NO_PREFLIGHTS =
            new AccessRule(Methods.parse("OPTIONS"), PathPattern.parse("/**"), Requirement.DENY, List.of());

    /** What a rule asks of a call. */
    public enum Requirement {
        PERMIT,
        OPTIONAL,
        AUTHENTICATED,
        SCOPE,
        ROLE,
        DENY
    }

    private final Methods methods;
    private final PathPattern path;
    private final Requirement requirement;
    private final List<String> names; // of scopes or roles, any of which will do
    private final String text;

    private AccessRule(Methods methods, PathPattern path, Requirement requirement, List<String> names) {
        this.methods = methods;
        this.path = path;
        this.requirement = requirement;
        this.names = names;
        this.text = methods + " " + path + " "
                + requirement.name().toLowerCase(Locale.ROOT)
                + (names.isEmpty() ? "" : " " + String.join(",", names));
    }

    /**
     * Reads a rule: methods, path pattern, requirement.
     *
     * @param line like {@code "GET /health permit"}
     * @return the rule
     * @throws IllegalArgumentException when the line is not a rule; the message says what is allowed
     */
    public static AccessRule parse(String line) {
        String[] words = line.strip().split("\\s+", 4);
        if (words.length < 3) {
            throw new IllegalArgumentException("a rule is: methods, path pattern, requirement");
        }
        Methods methods = Methods.parse(words[0]);
        PathPattern path = PathPattern.parse(words[1]);
        Requirement requirement = requirement(words[2]);
        boolean named = requirement == Requirement.SCOPE || requirement == Requirement.ROLE;
        if (named != (words.length == 4)) {
            throw new IllegalArgumentException(
                    named ? words[2] + " needs names, like: " + words[2] + " a,b" : "nothing may follow " + words[2]);
        }
        return new AccessRule(methods, path, requirement, named ? names(words[3]) : List.of());
    }

    private static Requirement requirement(String word) {
        return switch (word) {
            case "permit" -> Requirement.PERMIT;
            case "optional" -> Requirement.OPTIONAL;
            case "authenticated" -> Requirement.AUTHENTICATED;
            case "scope" -> Requirement.SCOPE;
            case "role" -> Requirement.ROLE;
            case "deny" -> Requirement.DENY;
            default ->
                throw new IllegalArgumentException(
                        "a requirement is permit, optional, authenticated, scope a,b, role a,b or deny");
        };
    }

    private static List<String> names(String text) {
        List<String> names = new ArrayList<>();
        for (String name : text.split(",", -1)) {
            String stripped = name.strip();
            if (stripped.isEmpty() || stripped.matches(".*\\s.*")) {
                throw new IllegalArgumentException("scope and role names are separated by single commas");
            }
            names.add(stripped);
        }
        return List.copyOf(names);
    }

    /** Whether this rule speaks about calls with a method. */
    boolean isAbout(String method) {
        return methods.contain(method);
    }

    /** Whether this rule asks for the same as another one. */
    public boolean asksLike(AccessRule other) {
        return requirement == other.requirement && names.equals(other.names);
    }

    /** Whether this rule speaks about the call. */
    boolean matches(String method, RequestPath called) {
        if (!methods.contain(method)) {
            return false;
        }
        return isOpen()
                ? called.plain() && path.matches(called.text(), called.start())
                : path.protects(called.text(), called.start());
    }

    /**
     * The rules in front of this one that together name everything it names; empty where it can match.
     *
     * @param earlier the rules in front of it, in their order
     */
    List<AccessRule> shadowedBy(List<AccessRule> earlier) {
        List<AccessRule> covering =
                earlier.stream().filter(rule -> rule.path.covers(path)).toList();
        for (AccessRule rule : covering) {
            if (rule.methods.areAll()
                    || !methods.areAll() && rule.methods.named().containsAll(methods.named())) {
                return List.of(rule);
            }
        }
        Set<String> named = new TreeSet<>();
        covering.forEach(rule -> named.addAll(rule.methods.named()));
        return !methods.areAll() && named.containsAll(methods.named()) ? covering : List.of();
    }

    /** Whether this rule lets calls in that have no token. */
    public boolean isOpen() {
        return requirement == Requirement.PERMIT || requirement == Requirement.OPTIONAL;
    }

    /** Whether this rule lets nobody in. */
    public boolean isDenial() {
        return requirement == Requirement.DENY;
    }

    public PathPattern path() {
        return path;
    }

    public Requirement requirement() {
        return requirement;
    }

    /** The scopes or roles of which any will do; empty where none is asked for. */
    public List<String> names() {
        return names;
    }

    /** Whether a genuine token is enough for this rule. */
    public boolean isMetBy(VerifiedToken token) {
        return switch (requirement) {
            case PERMIT, OPTIONAL, AUTHENTICATED -> true;
            case SCOPE -> isAnyOf(token.scopes());
            case ROLE -> isAnyOf(token.roles());
            case DENY -> false;
        };
    }

    private boolean isAnyOf(Set<String> granted) {
        for (String name : names) {
            if (granted.contains(name)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return text;
    }
}
