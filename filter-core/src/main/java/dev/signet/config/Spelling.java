package dev.signet.config;

import dev.signet.config.Parameter.Owner;
import java.util.Set;
import java.util.TreeSet;

/** Finds the name somebody probably meant; like {@code "jwt.isuer" -> "; did you mean jwt.issuer?"}. */
final class Spelling {

    private Spelling() {}

    /** What to do about a name that is not known here. */
    static String advice(String name, Owner owner) {
        Parameter known = Parameter.named(name);
        if (known != null) {
            return " here; it belongs to the " + IdleParameters.users(known);
        }
        if (!name.startsWith(Parameter.CONTEXT_PREFIX)) {
            return suggestion("", name, Parameter.names(owner));
        }
        String bare = name.substring(Parameter.CONTEXT_PREFIX.length());
        Set<String> all = new TreeSet<>();
        for (Owner each : Owner.values()) {
            all.addAll(Parameter.names(each));
        }
        return all.contains(bare)
                ? "; the prefix is only for a context-param, the init-param is " + bare
                : suggestion(Parameter.CONTEXT_PREFIX, bare, all);
    }

    static String suggestion(String prefix, String given, Set<String> known) {
        String best = "";
        int least = 4; // more than three edits is another word, not a typing error
        for (String name : known) {
            int edits = distance(given, name);
            if (edits < least) {
                least = edits;
                best = name;
            }
        }
        return best.isEmpty() ? "" : "; did you mean " + prefix + best + "?";
    }

    /** Levenshtein distance, one row at a time. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(Math.min(above, row[j - 1]) + 1, replaced);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
