package dev.signet.clients;

import dev.signet.caller.NetworkRange;
import dev.signet.config.ProblemList;
import dev.signet.text.Shown;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a client may be, said once for the clients file and for clients of an application's own store. A
 * broken rule adds a sentence that names the member and what is allowed.
 */
public final class ClientRules {

    /** A year: a token that outlives it is a mistake of units. */
    public static final int LONGEST_LIFETIME_SECONDS = 31_536_000;

    /** Of a secret that ends before it begins. */
    public static final String TIMES = "notBefore must be earlier than notAfter";

    private static final int LONGEST_TEXT = 256;
    /** That of the column, and of whoever moves from the file to the table. */
    static final int LONGEST_ID = 128;

    /** Every refused request evaluates all secrets of a client, so their number is a cost. */
    private static final int MOST_SECRETS = 16;
    /** scope-token of RFC 6749 §3.3: the claim separates scopes by blanks. */
    private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,256}");

    private ClientRules() {}

    /**
     * Its id.
     *
     * @param id 1 to 128 characters in normalisation form C
     * @param problems take what is wrong
     */
    public static void id(@Nullable String id, ProblemList problems) {
        if (id == null) {
            problems.add("id: required; a string of 1 to " + LONGEST_ID + " characters");
        } else {
            text("id", id, LONGEST_ID, problems);
            ClientId.check(id, problems);
        }
    }

    /**
     * A text that is for programs.
     *
     * @param member whose
     * @param value 1 to 256 characters; null is none
     * @param problems take what is wrong
     */
    public static void text(String member, @Nullable String value, ProblemList problems) {
        text(member, value, LONGEST_TEXT, problems);
    }

    private static void text(String member, @Nullable String value, int longest, ProblemList problems) {
        if (value != null && (!isText(value) || value.length() > longest)) {
            problems.add(member + ": expected a string of 1 to " + longest
                    + " characters that is not blank and has no control characters");
        }
    }

    /**
     * How many secrets it has.
     *
     * @param count 1 to 16
     * @param problems take what is wrong
     */
    public static void secretCount(int count, ProblemList problems) {
        if (count < 1 || count > MOST_SECRETS) {
            problems.add("secrets: expected 1 to " + MOST_SECRETS);
        }
    }

    /**
     * Each hash is well-formed; together they may still be more than a request can be made to cost.
     *
     * @param hashes of all its secrets
     * @param problems take what is wrong
     */
    public static void iterations(List<SecretHash> hashes, ProblemList problems) {
        long sum = hashes.stream().mapToLong(SecretHash::cost).sum();
        if (sum > SecretHash.MOST_ITERATIONS) {
            problems.add("secrets: the PBKDF2 hashes have " + sum + " iterations in total, and every refused request"
                    + " costs that much; expected at most " + SecretHash.MOST_ITERATIONS
                    + "; remove secrets that are no longer used or give them fewer iterations");
        }
    }

    /**
     * Its scopes.
     *
     * @param scopes each a scope-token (RFC 6749 §3.3)
     * @param problems take what is wrong
     */
    public static void scopes(List<String> scopes, ProblemList problems) {
        if (!scopes.stream().allMatch(scope -> SCOPE.matcher(scope).matches())) {
            problems.add("scopes: expected printable ASCII without blanks, quotes and backslashes");
        }
    }

    /**
     * Its roles.
     *
     * @param roles each a text
     * @param problems take what is wrong
     */
    public static void roles(List<String> roles, ProblemList problems) {
        if (!roles.stream().allMatch(ClientRules::isText)) {
            problems.add("roles: expected strings of 1 to " + LONGEST_TEXT + " characters");
        }
    }

    /**
     * How long its tokens live.
     *
     * @param lifetime whole seconds, at most a year; null is as long as others
     * @param problems take what is wrong
     */
    public static void lifetime(@Nullable Duration lifetime, ProblemList problems) {
        if (lifetime != null
                && (lifetime.getNano() != 0
                        || lifetime.getSeconds() < 1
                        || lifetime.getSeconds() > LONGEST_LIFETIME_SECONDS)) {
            problems.add("lifetimeSeconds: expected a whole number from 1 to " + LONGEST_LIFETIME_SECONDS);
        }
    }

    /**
     * Where it may ask from.
     *
     * @param networks in CIDR notation
     * @param problems take what is wrong
     */
    public static void networks(List<String> networks, ProblemList problems) {
        for (String network : networks) {
            if (NetworkRange.parse(network) == null) {
                problems.add("networks: \"" + Shown.of(network) + "\" is not allowed; expected " + NetworkRange.FORM);
            }
        }
    }

    private static boolean isText(String value) {
        return !value.isBlank()
                && value.length() <= LONGEST_TEXT
                && value.codePoints().noneMatch(c -> Character.isISOControl(c) || isSurrogate(c));
    }

    /** Half a pair: it has no UTF-8 bytes, so nothing a caller can send would ever match it. */
    private static boolean isSurrogate(int codePoint) {
        return Character.getType(codePoint) == Character.SURROGATE;
    }
}
