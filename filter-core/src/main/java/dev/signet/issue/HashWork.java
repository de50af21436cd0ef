package dev.signet.issue;

/**
 * What it takes to hold one secret against all secrets of a client.
 *
 * @param secrets how many there are
 * @param derivations how many of them are PBKDF2 hashes
 * @param iterations of those together
 */
record HashWork(int secrets, int derivations, int iterations) {

    static final HashWork NONE = new HashWork(0, 0, 0);

    HashWork plus(SecretHash hash) {
        return new HashWork(secrets + 1, derivations + (hash.cost() > 0 ? 1 : 0), iterations + hash.cost());
    }

    /** Enough for both. */
    HashWork max(HashWork other) {
        return new HashWork(
                Math.max(secrets, other.secrets),
                Math.max(derivations, other.derivations),
                Math.max(iterations, other.iterations));
    }
}
