package dev.signet.clients;

/**
 * What it takes to hold one secret against all secrets of a client.
 *
 * @param secrets how many there are
 * @param derivations how many of them are PBKDF2 hashes
 * @param iterations of those together
 */
public record HashWork(int secrets, int derivations, int iterations) {

    /** None at all. */
    public static final HashWork NONE = new HashWork(0, 0, 0);

    HashWork plus(SecretHash hash) {
        return new HashWork(secrets + 1, derivations + (hash.cost() > 0 ? 1 : 0), iterations + hash.cost());
    }

    /**
     * Enough for both.
     *
     * @param other another
     * @return the larger of each
     */
    public HashWork max(HashWork other) {
        return new HashWork(
                Math.max(secrets, other.secrets),
                Math.max(derivations, other.derivations),
                Math.max(iterations, other.iterations));
    }
}
