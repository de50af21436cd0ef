package dev.signet.token;

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

    /**
     * Returns if the signature is genuine.
     *
     * @throws Refused in every other case
     */
    void check(CompactJws jws, JwsHeader header) throws Refused {
        Algorithm algorithm = Algorithm.named(header.algorithm());
        // before any key is looked up: looking one up may cost a fetch
        if (algorithm == null || !allowed.contains(algorithm)) {
            throw new Refused(Refusal.ALGORITHM_NOT_ALLOWED);
        }
        List<? extends VerificationKey> candidates = candidates(header.keyId());
        if (candidates.isEmpty()) {
            throw new Refused(Refusal.UNKNOWN_KEY);
        }
        int tried = 0;
        boolean broken = false;
        for (VerificationKey key : candidates) {
            if (key.algorithm() == algorithm && tried < MOST_TRIED) {
                tried++;
                try {
                    if (jws.isSignedBy(key)) {
                        return;
                    }
                } catch (RuntimeException e) {
                    broken = true; // it may have been the one, so nobody can say that the signature is wrong
                }
            }
        }
        if (broken) {
            throw new Refused(Refusal.KEY_UNAVAILABLE);
        }
        throw new Refused(tried > 0 ? Refusal.SIGNATURE_WRONG : Refusal.ALGORITHM_NOT_ALLOWED);
    }

    private List<? extends VerificationKey> candidates(@Nullable String keyId) throws Refused {
        try {
            return keys.candidates(keyId);
        } catch (RuntimeException e) {
            throw new Refused(Refusal.KEY_UNAVAILABLE); // a key source that breaks is never a pass
        }
    }
}
