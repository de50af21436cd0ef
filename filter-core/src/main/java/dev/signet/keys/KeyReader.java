package dev.signet.keys;

import dev.signet.config.Parameter;
import dev.signet.config.Parameters;
import dev.signet.config.Plugin;
import dev.signet.token.KeySource;
import java.security.PublicKey;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads which keys verify and which one signs; exactly one source verifies, and a private key may stand beside it. */
final class KeyReader {

    private static final Parameter PRIVATE = Parameter.JWT_PRIVATE_KEY_FILE;

    /** The parameters that name keys which verify; only one of them may be given. */
    private static final List<Parameter> SOURCES = List.of(
            Parameter.JWT_SECRET_ENV,
            Parameter.JWT_SECRET_FILE,
            Parameter.JWT_SECRET,
            Parameter.JWT_PUBLIC_KEY_FILE,
            Parameter.JWT_JWKS_FILE,
            Parameter.JWT_JWKS_URL);

    private final Parameters parameters;
    private final Clock clock;
    private final List<Algorithm> algorithms;
    private final KeyListener listener;
    private final SecretReader secrets;

    KeyReader(
            Parameters parameters,
            Function<String, @Nullable String> environment,
            Clock clock,
            List<Algorithm> algorithms,
            Consumer<String> warnings,
            KeyListener listener) {
        this.parameters = parameters;
        this.listener = listener;
        this.clock = clock;
        this.algorithms = algorithms;
        this.secrets = new SecretReader(parameters, environment, clock, algorithms, warnings, listener);
    }

    /**
     * Reads the keys.
     *
     * @return null after a problem was noted
     */
    @Nullable
    ConfiguredKeys read() {
        List<Parameter> names = SOURCES.stream().filter(parameters::has).toList();
        boolean signs = parameters.has(PRIVATE);
        if (parameters.beans().has(KeySource.class) && (signs || !names.isEmpty())) {
            parameters.problem(joined(names.isEmpty() ? List.of(PRIVATE) : names)
                    + ": a KeySource was given " + parameters.beans().way(KeySource.class)
                    + ", which provides all keys; set only one of the two");
            return null;
        }
        if (names.size() > 1) {
            parameters.problem(joined(names) + ": only one of these may be set; to rotate a key without"
                    + " downtime, keep the old one beside the new one in jwt.jwks-file or jwt.public-key-file");
            return null;
        }
        if (names.isEmpty() && !signs) {
            return sourced();
        }
        Parameter name = names.isEmpty() ? PRIVATE : names.get(0);
        try {
            if (SecretReader.SOURCES.contains(name)) {
                return ofSecret(name, signs);
            }
            if (name == Parameter.JWT_JWKS_URL) {
                return ofUrl(signs ? privateKeys(false) : null);
            }
            return ofFile(name, signs);
        } catch (IllegalArgumentException e) {
            parameters.problem(name + ": " + e.getMessage());
            return null;
        }
    }

    private ConfiguredKeys ofSecret(Parameter name, boolean signs) {
        if (signs) {
            throw new IllegalArgumentException("a secret both signs and verifies, so tokens signed with " + PRIVATE
                    + " would not be accepted here; set only one of the two");
        }
        rejectOthers(true, "a secret works only with HS256, HS384 and HS512");
        Supplier<KeySet> keys = secrets.read(name);
        return new ConfiguredKeys(
                new WatchedKeys(keys), () -> keys.get().signing(), () -> summary(keys.get(), name), List::of);
    }

    private ConfiguredKeys ofFile(Parameter name, boolean signs) {
        Supplier<KeySet> keys = switch (name) {
            case JWT_PRIVATE_KEY_FILE -> privateKeys(true);
            case JWT_PUBLIC_KEY_FILE -> KeyFile.open(parameters, name, this::publicKeys, clock, listener);
            default -> KeyFile.open(parameters, name, this::jwks, clock, listener);
        };
        KeySet first = keys.get();
        if (name == PRIVATE || !signs) {
            Supplier<@Nullable SigningKey> signing = name == Parameter.JWT_PUBLIC_KEY_FILE
                    ? null
                    : () -> keys.get().signing();
            return new ConfiguredKeys(
                    first.verifies() ? new WatchedKeys(keys) : null,
                    signing,
                    () -> summary(keys.get(), name),
                    () -> keys.get().materials());
        }
        Supplier<KeySet> beside = privateKeys(false);
        rejectStranger(beside.get(), first, name);
        return new ConfiguredKeys(
                new WatchedKeys(keys),
                () -> beside.get().signing(),
                () -> summary(keys.get(), name) + signedBy(beside.get()),
                () -> Stream.concat(beside.get().materials().stream(), keys.get().materials().stream())
                        .toList());
    }

    private ConfiguredKeys ofUrl(@Nullable Supplier<KeySet> beside) {
        rejectOthers(false, "a JWK set at an address holds public keys only");
        JwksEndpoint endpoint = JwksEndpoint.of(String.valueOf(parameters.text(Parameter.JWT_JWKS_URL)));
        RefreshedKeys keys = new RefreshedKeys(
                Parameter.JWT_JWKS_URL.text(),
                new FetchedJwks(endpoint, algorithms, note -> note(Parameter.JWT_JWKS_URL, note)),
                clock,
                RefreshedKeys.threads(RefreshedKeys.class.getClassLoader()),
                listener);
        String summary = "for " + KeySet.joined(algorithms) + ", from " + Parameter.JWT_JWKS_URL + " " + endpoint
                + " when the first token arrives";
        return beside == null
                ? new ConfiguredKeys(keys, null, () -> summary, List::of)
                : new ConfiguredKeys(
                        keys,
                        () -> beside.get().signing(),
                        () -> summary + signedBy(beside.get()),
                        () -> beside.get().materials());
    }

    private @Nullable ConfiguredKeys sourced() {
        Plugin<KeySource> found = Plugin.choose(parameters, KeySource.class, null);
        KeySource source = found.plugin();
        if (source == null) {
            if (!found.isWrong()) {
                parameters.problem(
                        SOURCES.get(0) + ": no key is configured; set one of " + joined(SOURCES) + ", " + PRIVATE);
            }
            return null;
        }
        RefreshedKeys keys = new RefreshedKeys(
                "the key source " + source.getClass().getName(),
                () -> KeySet.of(SourcedKeys.read(source), algorithms),
                clock,
                RefreshedKeys.threads(source.getClass().getClassLoader()),
                listener);
        Supplier<KeySet> ready = () -> {
            KeySet now = keys.current();
            if (now == null) {
                throw new IllegalStateException("no key is available at the moment");
            }
            return now;
        };
        return new ConfiguredKeys(
                keys,
                () -> ready.get().signing(),
                () -> "for " + KeySet.joined(algorithms) + ", from " + keys + " on demand",
                () -> ready.get().materials());
    }

    private String summary(KeySet keys, Parameter name) {
        return KeySummary.of(keys, algorithms) + ", from " + name;
    }

    private String signedBy(KeySet keys) {
        return "; signed by " + summary(keys, PRIVATE);
    }

    private KeySet publicKeys(byte[] pem) {
        rejectOthers(false, "the keys are public, not secrets");
        return complete(PemReader.publicKeys(pem, clock.instant(), note -> note(Parameter.JWT_PUBLIC_KEY_FILE, note)));
    }

    private KeySet jwks(byte[] json) {
        List<KeyMaterial> keys = JwksReader.ofFile(json, algorithms, note -> note(Parameter.JWT_JWKS_FILE, note));
        KeySet set = KeySet.of(keys, algorithms);
        boolean secret = keys.get(0).isSecret(); // all of them or none
        rejectOthers(
                secret,
                secret
                        ? "the keys of the set are secrets, which work only with HS256, HS384 and HS512"
                        : "the keys of the set are public, not secrets");
        for (KeyMaterial key : keys) {
            if (algorithms.stream().noneMatch(key::serves)) {
                note(
                        Parameter.JWT_JWKS_FILE,
                        key.label() + " is ignored: it is for " + KeySet.joined(KeySet.fitting(List.of(key)))
                                + ", which jwt.algorithms does not contain");
            }
        }
        return set;
    }

    private Supplier<KeySet> privateKeys(boolean alone) {
        try {
            return KeyFile.open(
                    parameters,
                    PRIVATE,
                    pem -> alone
                            ? complete(PemReader.privateKeys(pem))
                            : KeySet.of(PemReader.privateKeys(pem), algorithms),
                    clock,
                    listener);
        } catch (IllegalArgumentException e) {
            throw alone ? e : new IllegalArgumentException(PRIVATE + ": " + e.getMessage(), e);
        }
    }

    /** Keys of a PEM file, where every allowed algorithm has to have one: a name without a key is a mistake. */
    private KeySet complete(List<KeyMaterial> keys) {
        KeySet set = KeySet.of(keys, algorithms);
        for (Algorithm algorithm : algorithms) {
            if (keys.stream().noneMatch(key -> key.serves(algorithm))) {
                throw new IllegalArgumentException("jwt.algorithms contains " + algorithm + ", which needs "
                        + algorithm.family().words() + ", and there is none; remove it (the keys are for "
                        + KeySet.joined(KeySet.fitting(keys)) + ") or add a key");
            }
        }
        return set;
    }

    /** One list for secrets and public keys at once is how a public key comes to be taken for a secret. */
    private void rejectOthers(boolean secret, String why) {
        List<Algorithm> others = algorithms.stream()
                .filter(algorithm -> (algorithm.family() == Algorithm.Family.SECRET) != secret)
                .toList();
        if (!others.isEmpty()) {
            throw new IllegalArgumentException("jwt.algorithms contains " + KeySet.joined(others)
                    + (secret ? "" : " (the default is HS256)") + ", but " + why + "; set jwt.algorithms to "
                    + (secret ? "HS256 or other HS algorithms" : "the algorithms of the keys, like RS256 or ES256"));
        }
    }

    /** A private key whose tokens nobody here would accept is a mistake. */
    private static void rejectStranger(KeySet signing, KeySet verifying, Parameter name) {
        PublicKey own = signing.materials().get(0).publicKey();
        if (own != null && verifying.materials().stream().noneMatch(key -> Objects.equals(key.publicKey(), own))) {
            throw new IllegalArgumentException("the first key of " + PRIVATE + " matches none of the keys of " + name
                    + ", so its tokens would be refused here; add its public half:"
                    + " openssl pkey -in private.pem -pubout");
        }
    }

    private void note(Parameter name, String note) {
        listener.ignored(name.text(), note);
    }

    private static String joined(List<Parameter> names) {
        return names.stream().map(Parameter::text).collect(Collectors.joining(", "));
    }
}
