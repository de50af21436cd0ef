package dev.signet.access;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Fuzz target: the reader of access rules. */
public final class RuleFuzz {

    private RuleFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        String line = new String(input, UTF_8);
        AccessRule rule;
        try {
            rule = AccessRule.parse(line);
        } catch (IllegalArgumentException e) {
            if (e.getMessage() == null || e.getMessage().isBlank() || e instanceof NumberFormatException) {
                throw new IllegalStateException("a refusal that does not say what is allowed", e);
            }
            return;
        }
        if (!rule.toString().equals(AccessRule.parse(rule.toString()).toString())) {
            throw new IllegalStateException("a rule that reads back as another: " + rule);
        }
    }
}
