package dev.signet.keys;

import dev.signet.keys.Keys.Check;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a token is genuine, whatever its payload is. The algorithm is the one of the key and on the allow-list; the
 * header can only agree. Thread-safe.
 */
final class SignatureCheck {

    /** A token without a kid is held against so many keys of its algorithm: more would be work for an attacker. */
    static final int MOST_TRIED = 8;

    private final KeyLookup keys;
    private final Set<Algorithm> allowed;

    SignatureCheck(KeyLookup keys, Set<Algorithm> allowed) {
        this.keys = keys;
        this.allowed = allowed;
    }

    /** As {@link Keys#check}. */
    Check check(@Nullable String name, @Nullable String keyId, byte[] text, int length, byte[] signature) {
        Algorithm algorithm = Algorithm.named(name);
        // before any key is looked up: looking one up may cost a fetch
        if (algorithm == null || !allowed.contains(algorithm)) {
            return Check.ALGORITHM_NOT_ALLOWED;
        }
        List<? extends VerificationKey> candidates;
        try {
            candidates = keys.candidates(keyId);
        } catch (KeysUnavailableException | RuntimeException e) {
            return Check.UNAVAILABLE; // a key source that breaks is never a pass
        }
        if (candidates.isEmpty()) {
            return Check.UNKNOWN_KEY;
        }
        int tried = 0;
        boolean broken = false;
        for (VerificationKey key : candidates) {
            if (key.algorithm() == algorithm && tried < MOST_TRIED) {
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
}
