package dev.signet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.config.Parameter;
import dev.signet.config.Parameter.Owner;
import java.util.List;

/**
 * Fuzz target: the readers of parameters. Between zero bytes stand parameters: the first character chooses the name, the
 * rest is the value. Files, addresses and classes are left out: what they name is not ours.
 */
public final class ConfigFuzz {

    private static final List<String> NAMES = Parameter.names(Owner.FILTER).stream()
            .filter(name -> !name.endsWith("-file") && !name.endsWith("-url") && !name.endsWith(".class"))
            .toList();
    private static final String SECRET = "gk3uZ8wq1Xn5tB0yR7cM2vL6sD9hJ4fA-pE_oTiU";
    private static final int LONGER_THAN_A_WORD = 20; // of those a report is made of

    private ConfigFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        SignetConfig.Builder builder = SignetConfig.builder().set("jwt.secret", SECRET);
        String secret = SECRET;
        for (String parameter : new String(input, UTF_8).split("\0", -1)) {
            if (!parameter.isEmpty()) {
                String name = NAMES.get(parameter.charAt(0) % NAMES.size());
                builder.set(name, parameter.substring(1));
                secret = name.equals("jwt.secret") ? parameter.substring(1).strip() : secret;
            }
        }
        try {
            builder.build();
        } catch (IllegalArgumentException e) {
            if (e.getMessage() == null
                    || e.getMessage().isBlank()
                    || secret.length() > LONGER_THAN_A_WORD && e.getMessage().contains(secret)) {
                throw new IllegalStateException("a report that says nothing, or too much", e);
            }
        }
    }
}
