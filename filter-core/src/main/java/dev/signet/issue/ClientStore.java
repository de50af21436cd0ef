package dev.signet.issue;

import dev.signet.clients.ClientRules;
import dev.signet.clients.SecretHash;
import dev.signet.config.ProblemList;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the built-in issuer finds its clients; like a table of a database, instead of {@code issuer.clients-file}.
 *
 * <p>Handed to {@link TokenServlet#builder()}, set as the attribute {@code dev.signet.issue.ClientStore} of the
 * {@code ServletContext}, or found by {@link java.util.ServiceLoader}; then it needs a public constructor without parameters.
 * Called for every readable request, twice where HTTP Basic may be form-encoded, by many threads at once. Secrets, times, networks and {@code disabled} are checked by the issuer.
 */
@FunctionalInterface
@SuppressWarnings("exports") // of annotations that are read at compile time alone
public interface ClientStore {

    /**
     * Finds a client.
     *
     * @param id what the caller sent as {@code appKey}: any text without control characters, up to 8 KiB
     * @return the client with exactly this id, or null; one whose id differs, if only in case, counts as unknown
     * @throws Exception when it cannot be found out now; the caller gets -1 (system busy)
     */
    @Nullable
    Client find(String id) throws Exception;

    /**
     * One client. Immutable.
     *
     * @param id what it sends as {@code appKey}: 1 to 128 characters in Unicode normalisation form C, without blanks around
     *     it and without characters that cannot be seen; one with a colon can use HTTP Basic only form-encoded
     * @param subject the {@code nameidentifier} claim; null is the base64 SHA-256 of the id
     * @param secrets 1 to 16; each is accepted within its own times, so that secrets can overlap while they change. The
     *     PBKDF2 iterations of all together are at most 10 000 000
     * @param scopes what its tokens carry, each a scope-token (RFC 6749 §3.3)
     * @param roles what its tokens carry
     * @param lifetime how long its tokens live, in whole seconds from 1 to a year; null is
     *     {@code issuer.lifetime-seconds}
     * @param networks where it may ask from, in CIDR notation (RFC 4632 §3.1, RFC 4291 §2.3); empty is anywhere
     * @param disabled true refuses it like a client that does not exist
     */
    record Client(
            String id,
            @Nullable String subject,
            List<Secret> secrets,
            List<String> scopes,
            List<String> roles,
            @Nullable Duration lifetime,
            List<String> networks,
            boolean disabled) {

        /**
         * Checks and copies.
         *
         * @param id see above
         * @param subject see above
         * @param secrets see above
         * @param scopes see above
         * @param roles see above
         * @param lifetime see above
         * @param networks see above
         * @param disabled see above
         * @throws IllegalArgumentException when a value is not as described; the message holds no secret
         */
        public Client {
            secrets = List.copyOf(secrets);
            scopes = List.copyOf(scopes);
            roles = List.copyOf(roles);
            networks = List.copyOf(networks);
            ProblemList problems = new ProblemList();
            ClientRules.id(id, problems);
            ClientRules.secretCount(secrets.size(), problems);
            ClientRules.iterations(
                    secrets.stream()
                            .map(secret -> SecretHash.parse(secret.hash()))
                            .toList(),
                    problems);
            ClientRules.text("subject", subject, problems);
            ClientRules.scopes(scopes, problems);
            ClientRules.roles(roles, problems);
            ClientRules.lifetime(lifetime, problems);
            ClientRules.networks(networks, problems);
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException(problems.toString());
            }
        }

        /**
         * A client that may ask from anywhere, with the default subject and lifetime and no scopes or roles.
         *
         * @param id what it sends as {@code appKey}
         * @param secrets at least one
         */
        public Client(String id, Secret... secrets) {
            this(id, null, List.of(secrets), List.of(), List.of(), null, List.of(), false);
        }

        /**
         * The same client with other rights.
         *
         * @param newScopes the {@code scope} claim
         * @param newRoles the {@code roles} claim
         * @return the changed client
         * @throws IllegalArgumentException when a value is not as described above
         */
        public Client withRights(List<String> newScopes, List<String> newRoles) {
            return new Client(id, subject, secrets, newScopes, newRoles, lifetime, networks, disabled);
        }
    }

    /**
     * One secret of a client, as a hash. Immutable.
     *
     * @param hash {@code sha256:<base64 of 32 bytes>} for a generated secret of 128 bits or more, or
     *     {@code pbkdf2-sha256:<iterations>:<base64 salt>:<base64 hash>} (PBKDF2 with HMAC-SHA-256, RFC 8018 §5.2) for
     *     a chosen one: 10 000 to 10 000 000 iterations, salt of 8 to 64 bytes, hash of 16 to 32 bytes
     * @param notBefore the first instant at which it is accepted; null is always
     * @param notAfter the last instant at which it is accepted; null is for ever
     */
    record Secret(
            String hash,
            @Nullable Instant notBefore,
            @Nullable Instant notAfter) {

        /**
         * Checks the form of the hash and the order of the times.
         *
         * @param hash see above
         * @param notBefore see above
         * @param notAfter see above
         * @throws IllegalArgumentException when they are not as described; the message does not hold the hash
         */
        public Secret {
            SecretHash.parse(hash);
            if (notBefore != null && notAfter != null && !notBefore.isBefore(notAfter)) {
                throw new IllegalArgumentException(ClientRules.TIMES);
            }
        }

        /**
         * A secret without times.
         *
         * @param hash see above
         */
        public Secret(String hash) {
            this(hash, null, null);
        }

        /** Shows the times, never the hash. */
        @Override
        public String toString() {
            return "Secret[hash=redacted, notBefore=" + notBefore + ", notAfter=" + notAfter + "]";
        }
    }
}
