package dev.signet.keys;

import dev.signet.config.Parameter;
import dev.signet.config.Parameters;
import dev.signet.token.KeySource;
import java.security.PublicKey;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The keys that parameters, or a {@link KeySource}, speak of: the one door of this room. Thread-safe. */
public final class Keys {

    /** What holding a signature against the keys says. */
    public enum Check {
        /** It is one of our key, by an allowed algorithm. */
        GENUINE,
        /** The algorithm is absent, not allowed, or not the one of the key. */
        ALGORITHM_NOT_ALLOWED,
        /** No key answers to the name. */
        UNKNOWN_KEY,
        /** It is not one of our key over these bytes. */
        WRONG,
        /** The key is unavailable at the moment, so it cannot be judged. */
        UNAVAILABLE
    }

    /**
     * The keys of one moment.
     *
     * @param keys these keys, and no others whatever becomes of them
     * @param targets one key of each kind that verifies
     * @param signer signs what these keys verify; null where none does here and at once
     */
    public record InHand(
            Keys keys, List<Target> targets, @Nullable Signer signer) {}

    /**
     * A key that verifies, and what a stranger has in its place.
     *
     * @param algorithm by which it verifies
     * @param id its {@code kid}, or null where it has none
     * @param open the key, which anybody may know; null for a secret
     * @param openJwk the same as a JSON web key; null for a secret
     * @param stranger signs by the same algorithm with another key of this size
     * @param strangerJwk that key as a JSON web key
     */
    public record Target(
            String algorithm,
            @Nullable String id,
            @Nullable PublicKey open,
            @Nullable String openJwk,
            Signer stranger,
            String strangerJwk) {}

    private final Set<Algorithm> allowed;
    private final @Nullable KeyLookup verifying;
    private final @Nullable Supplier<@Nullable SigningKey> signing;
    private final Supplier<String> summary;
    private final PublishedKeys published;

    private Keys(List<Algorithm> allowed, ConfiguredKeys found) {
        this.allowed = Set.copyOf(allowed);
        this.verifying = found.verifying();
        this.signing = found.signing();
        this.summary = found.summary();
        this.published = new PublishedKeys(found.published(), allowed);
    }

    /**
     * Reads the {@code jwt.*} parameters that say where keys are.
     *
     * @param parameters what was given; problems are noted there
     * @param environment an environment variable by its name, null where it is not set
     * @param clock tells when to look again at a file, and how old keys are
     * @param warnings takes what an operator should know although it is no mistake
     * @param listener learns what becomes of the keys
     * @return the keys, or null after a problem was noted
     */
    public static @Nullable Keys read(
            Parameters parameters,
            Function<String, @Nullable String> environment,
            Clock clock,
            Consumer<String> warnings,
            KeyListener listener) {
        List<Algorithm> allowed = Algorithm.read(parameters);
        ConfiguredKeys found = new KeyReader(parameters, environment, clock, allowed, warnings, listener).read();
        return found == null ? null : new Keys(allowed, found);
    }

    /**
     * Notes a problem where no key can verify tokens.
     *
     * @param parameters where these keys were read from
     */
    public void requireVerification(Parameters parameters) {
        if (verifying == null) {
            parameters.problem(
                    Parameter.JWT_PRIVATE_KEY_FILE + ": the public half of the key cannot be derived from it, and"
                            + " nothing else can verify tokens; set " + Parameter.JWT_PUBLIC_KEY_FILE + " as well");
        }
    }

    /**
     * Notes a problem where no key can sign tokens.
     *
     * @param parameters where these keys were read from
     */
    public void requireSigning(Parameters parameters) {
        if (signing == null) {
            parameters.problem(Parameter.JWT_PRIVATE_KEY_FILE + ": a public key cannot sign; set the private key here");
        }
    }

    /**
     * Stands for the keys of the moment: another object as soon as any key was added, changed or taken away.
     *
     * <p>Whatever was verified under one generation has to be verified again under the next; so ask for the generation
     * before {@link #check}, never after it. Never waits for anything.
     *
     * @return the generation, or null where a source of keys is broken and nothing can be relied on
     */
    public @Nullable Object generation() {
        try {
            return verifying == null ? null : verifying.generation();
        } catch (RuntimeException e) {
            return null; // the check will say what is wrong
        }
    }

    /**
     * How old keys are that are fetched from an address or a source.
     *
     * @return milliseconds; negative for others, and before the first were fetched
     */
    public long ageMillis() {
        return verifying == null ? -1 : verifying.ageMillis();
    }

    /**
     * Holds a signature against the keys. No input makes this method throw.
     *
     * @param algorithm the {@code alg} that the token names; null where it names none
     * @param keyId the {@code kid} that it names, which anyone can invent; null where it names none
     * @param text starts with the signed bytes
     * @param length how many bytes are signed
     * @param signature as received, of any length
     * @return whether it is genuine, or why not
     */
    public Check check(@Nullable String algorithm, @Nullable String keyId, byte[] text, int length, byte[] signature) {
        Algorithm named = Algorithm.named(algorithm);
        // before any key is looked up: looking one up may cost a fetch
        if (named == null || !allowed.contains(named)) {
            return Check.ALGORITHM_NOT_ALLOWED;
        }
        List<? extends VerificationKey> candidates;
        try {
            candidates = verifying == null ? List.of() : verifying.candidates(keyId);
        } catch (KeysUnavailableException | RuntimeException e) {
            return Check.UNAVAILABLE; // a key source that breaks is never a pass
        }
        if (candidates.isEmpty()) {
            return Check.UNKNOWN_KEY;
        }
        int tried = 0;
        boolean broken = false;
        for (VerificationKey key : candidates) {
            // the algorithm is the one of the key; the header can only agree
            if (key.algorithm() == named && tried < KeyConflicts.MOST_TRIED) {
                tried++;
                try {
                    if (key.verifies(text, length, signature)) {
                        return Check.GENUINE;
                    }
                } catch (RuntimeException e) {
                    broken = true; // it may have been the one, so nobody can say that the signature is wrong
                }
            }
        }
        if (broken) {
            return Check.UNAVAILABLE;
        }
        return tried > 0 ? Check.WRONG : Check.ALGORITHM_NOT_ALLOWED;
    }

    /**
     * Whether some key verifies tokens; waits for one as a call does.
     *
     * @return false where every token would be refused, whatever it is
     */
    public boolean canVerify() {
        try {
            return verifying != null && !verifying.candidates(null).isEmpty();
        } catch (KeysUnavailableException | RuntimeException e) {
            return false;
        }
    }

    /**
     * Whether some key signs tokens; waits for one as a request for a token does.
     *
     * @return false where no token can be had
     */
    public boolean canSign() {
        try {
            return signing != null && signing.get() != null;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /**
     * Shows the first keys there are to somebody: now where they are in hand, else on the thread that gets them, before
     * any call can use them.
     *
     * @param use must not throw; what it asks for may, where the platform cannot make what is needed
     */
    public void whenFirst(Consumer<Supplier<InHand>> use) {
        if (verifying != null) {
            verifying.whenFirst(set -> use.accept(() -> inHand(set)));
        }
    }

    private InHand inHand(KeySet set) {
        ConfiguredKeys same = new ConfiguredKeys(new WatchedKeys(() -> set), null, this.summary, set::materials);
        List<Target> targets = StrangersKey.likeThoseOf(set, allowed).stream()
                .map(Keys::target)
                .toList();
        SigningKey signs = set.signing();
        try {
            signs = signs == null && signing != null ? signing.get() : signs;
        } catch (RuntimeException e) {
            signs = null; // a key source without private keys, asked while it answers
        }
        return new InHand(
                new Keys(List.copyOf(allowed), same),
                targets,
                signs == null || !signs.isInMemory() ? null : signer(signs));
    }

    private static Target target(StrangersKey key) {
        return new Target(
                key.algorithm().name(), key.id(), key.open(), key.openJwk(), signer(key.signing()), key.jwk());
    }

    private static Signer signer(SigningKey key) {
        return new Signer(key.algorithm().name(), key.id(), key);
    }

    /**
     * The key that signs at the moment.
     *
     * @return the key
     * @throws IllegalStateException when there is none
     */
    public Signer signer() {
        SigningKey key = signing == null ? null : signing.get();
        if (key == null) {
            throw new IllegalStateException(
                    signing == null ? "no key can sign; set jwt.private-key-file" : "no key can sign at the moment");
        }
        return signer(key);
    }

    /**
     * The public keys with which others can check the tokens that are signed here: those of the key files, never a secret,
     * and never those of somebody else's {@code jwt.jwks-url}.
     *
     * @return a JWK set (RFC 7517 §5) of the moment, UTF-8 JSON with a {@code kid} for each key, or null where there are
     *     only secrets
     * @throws IllegalStateException when no key is available at the moment
     */
    public byte @Nullable [] published() {
        return published.json();
    }

    /**
     * Whether it is known what to publish; waits for keys as a request for them does.
     *
     * @return true also where there is nothing
     */
    public boolean canPublish() {
        try {
            published.json();
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /**
     * What these keys are and where they come from.
     *
     * @return kinds, algorithms and names, and the parameter; never a key
     */
    public String summary() {
        return summary.get();
    }

    /** The algorithms only. */
    @Override
    public String toString() {
        return "keys for " + allowed;
    }
}
