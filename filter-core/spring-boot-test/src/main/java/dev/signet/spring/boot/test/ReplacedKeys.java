package dev.signet.spring.boot.test;

import dev.signet.spring.boot.SignetSetup;
import dev.signet.spring.boot.SignetSetupCustomizer;
import dev.signet.token.KeySource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.core.Ordered;

/** Puts the key of the run in the place of the application's, and knows what else a token has to say to be accepted. */
final class ReplacedKeys implements SignetSetupCustomizer, Ordered {

    private static final Set<String> KEYS = Set.of(
            "jwt.secret-env",
            "jwt.secret-file",
            "jwt.secret",
            "jwt.public-key-file",
            "jwt.private-key-file",
            "jwt.jwks-file",
            "jwt.jwks-url");

    private static final String CLIENTS = "check.clients";
    private static final Set<String> PLACES = Set.of("issuer.clients-file", "issuer.data-source", "check.data-source");

    private volatile Map<String, String> parameters = Map.of();

    @Override
    public SignetSetup customize(SignetSetup setup) {
        parameters = setup.parameters();
        SignetSetup replaced = setup.without(KEYS::contains)
                .with("jwt.algorithms", KeyOfTheRun.ALGORITHM)
                .with(KeySource.class, KeyOfTheRun.SOURCE);
        boolean known = PLACES.stream().anyMatch(parameters::containsKey);
        return known && !parameters.containsKey(CLIENTS)
                ? replaced.with(CLIENTS, "false") // the callers of tests are in no file
                : replaced;
    }

    /** The first of the words of a parameter, or something else where it is not given. */
    String first(String name, String absent) {
        List<String> words = words(name);
        return words.isEmpty() ? absent : words.get(0);
    }

    private List<String> words(String name) {
        String text = parameters.getOrDefault(name, "").strip();
        return text.isEmpty() ? List.of() : List.of(text.split("\\s*,\\s*"));
    }

    /** Behind all others: what they say of keys is replaced. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
