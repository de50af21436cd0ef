package dev.signet.token;

import dev.signet.text.Shown;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.List;
import java.util.Objects;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Hands out keys that are neither in a parameter nor in a file; like those of a vault.
 *
 * <p>Given to {@code SignetConfig.builder().keySource(…)} and to the builders and constructors of the endpoints, set as the
 * attribute {@code dev.signet.token.KeySource} of the {@code ServletContext} before the filter starts, or found by
 * {@link java.util.ServiceLoader} where no {@code jwt.*} parameter names a key; then it needs a public constructor without
 * parameters. Each filter and endpoint that uses it asks on its own account.
 *
 * <p>Signet keeps what it was given. It asks for the first time when the first token comes, again in the background
 * after 4 minutes 30 seconds, and sooner when a token names a {@code kid} that no key has; never more often than every
 * 30 seconds, and never twice at once. While the source fails, the keys it gave last stay in force until they are 50
 * minutes old; after that, and where it has not given any, tokens are answered with -1 (system busy).
 */
@SuppressWarnings("exports") // of annotations that are read at compile time alone
@FunctionalInterface
public interface KeySource {

    /**
     * All keys of the moment.
     *
     * <p>Called on a thread of its own that ends with the call, with the class loader of this object as context class
     * loader. Requests wait for it at most 2 seconds, and only while there is no key that is fresh enough. A call that
     * takes longer than 10 seconds is interrupted.
     *
     * @return the keys; a key that is not among them any more stops working. The first that can sign is the one that
     *     signs
     * @throws Exception when they are unavailable at the moment; keys that are weak or contradict each other, and an
     *     empty list, count like this
     */
    List<NamedKey> keys() throws Exception;

    /**
     * One key.
     *
     * @param key a {@link PublicKey} (RSA, P-256, P-384, P-521 or Ed25519) verifies; a {@link PrivateKey} of one of the
     *     interfaces of {@code java.security.interfaces} signs, and verifies where it tells its public half; a
     *     {@link SecretKey} does both, for HS algorithms
     * @param id its {@code kid} (RFC 7517 §4.5), or null where it has none; the two halves of a pair may share one
     * @param algorithm its one {@code alg} (RFC 7518 §3.1), or null where all of {@code jwt.algorithms} that fit are
     *     meant
     */
    record NamedKey(Key key, @Nullable String id, @Nullable String algorithm) {

        private static final List<String> ALGORITHMS = List.of(
                "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384",
                "ES512", "EdDSA");

        /**
         * Takes a key.
         *
         * @param key as said above
         * @param id as said above
         * @param algorithm as said above
         * @throws IllegalArgumentException when the algorithm is none that Signet knows, or the key is of another class
         */
        public NamedKey {
            Objects.requireNonNull(key, "key");
            if (algorithm != null && !ALGORITHMS.contains(algorithm)) {
                throw new IllegalArgumentException("unknown algorithm; expected one of " + ALGORITHMS);
            }
            if (!(key instanceof PublicKey || key instanceof PrivateKey || key instanceof SecretKey)) {
                throw new IllegalArgumentException("expected a PublicKey, PrivateKey or SecretKey");
            }
        }

        /**
         * A key without a name, for all algorithms that fit.
         *
         * @param key as in the other constructor
         */
        public NamedKey(Key key) {
            this(key, null, null);
        }

        /** Nothing of the key itself. */
        @Override
        public String toString() {
            return key.getAlgorithm() + " key " + (id == null ? "-" : Shown.of(id));
        }
    }
}
