package dev.signet.clients;

import dev.signet.caller.NetworkRange;
import dev.signet.caller.Networks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A client with everything parsed that a request is held against, or what stands for one that does not exist. Immutable.
 *
 * @param id what it sends as {@code appKey}
 * @param exists whether there is such a client
 * @param disabled whether it is refused, all the same
 * @param subject the {@code nameidentifier} claim; null is the base64 SHA-256 of the id
 * @param secrets in the order in which they were given
 * @param scopes what its tokens carry
 * @param roles what its tokens carry
 * @param lifetime how long its tokens live; null is as long as others'
 * @param networks where it may ask from; empty is anywhere
 * @param notBefore the second since the epoch at which the first of its tokens that still count was issued; 0 is all
 * @param limits how much it may call
 * @param work what one request for a token costs
 */
public record KnownClient(
        String id,
        boolean exists,
        boolean disabled,
        @Nullable String subject,
        List<Secret> secrets,
        List<String> scopes,
        List<String> roles,
        @Nullable Duration lifetime,
        Networks networks,
        long notBefore,
        ClientLimits limits,
        HashWork work) {

    /** No text is known whose SHA-256 is all zeros. */
    private static final String GENERATED = "sha256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private static final String CHOSEN =
            "pbkdf2-sha256:600000:AAAAAAAAAAAAAAAAAAAAAA==:" + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    private static final Networks ANYWHERE = new Networks(List.of());
    private static final Secret STAND_IN = Secret.of(GENERATED, null, null);

    /** Stands for one that does not exist, where nobody asks what it costs. */
    static final KnownClient NOBODY = standIn(HashWork.NONE);

    /**
     * One secret.
     *
     * @param hash of it
     * @param begin the first instant at which it is accepted
     * @param end the last one
     */
    public record Secret(SecretHash hash, Instant begin, Instant end) {

        /**
         * Parses one.
         *
         * @param hash as the clients file spells it
         * @param notBefore the first instant at which it is accepted; null is always
         * @param notAfter the last one; null is for ever
         * @return the secret
         * @throws IllegalArgumentException when the hash or the order of the times is wrong; the message has no hash in it
         */
        public static Secret of(String hash, @Nullable Instant notBefore, @Nullable Instant notAfter) {
            SecretHash parsed = SecretHash.parse(hash);
            if (notBefore != null && notAfter != null && !notBefore.isBefore(notAfter)) {
                throw new IllegalArgumentException(ClientRules.TIMES);
            }
            return new Secret(
                    parsed, notBefore == null ? Instant.MIN : notBefore, notAfter == null ? Instant.MAX : notAfter);
        }

        /**
         * Whether it is accepted at an instant; at either end of its time it is.
         *
         * @param now the instant
         * @return true where it is
         */
        public boolean isCurrent(Instant now) {
            return !now.isBefore(begin) && !now.isAfter(end);
        }
    }

    /**
     * A client that exists.
     *
     * @param id see above
     * @param disabled see above
     * @param subject see above
     * @param secrets see above
     * @param scopes see above
     * @param roles see above
     * @param lifetime see above
     * @param networks in CIDR notation, held against {@link ClientRules#networks} before
     * @param notBefore see above
     * @param limits see above
     * @return the client
     */
    public static KnownClient of(
            String id,
            boolean disabled,
            @Nullable String subject,
            List<Secret> secrets,
            List<String> scopes,
            List<String> roles,
            @Nullable Duration lifetime,
            List<String> networks,
            long notBefore,
            ClientLimits limits) {
        HashWork work = HashWork.NONE;
        for (Secret secret : secrets) {
            work = work.plus(secret.hash());
        }
        List<NetworkRange> ranges = new ArrayList<>();
        for (String network : networks) {
            ranges.add(Objects.requireNonNull(NetworkRange.parse(network), "held against the rules before"));
        }
        return new KnownClient(
                id,
                true,
                disabled,
                subject,
                List.copyOf(secrets),
                List.copyOf(scopes),
                List.copyOf(roles),
                lifetime,
                new Networks(ranges),
                notBefore,
                limits,
                work);
    }

    /** One of which nothing is known but that it may do nothing. */
    static KnownClient unreadable(String id) {
        return of(id, true, null, List.of(), List.of(), List.of(), null, List.of(), 0, ClientLimits.NONE);
    }

    /**
     * What stands for a client that does not exist, made with the work that the largest client takes to be parsed.
     *
     * @param most what the largest client needs
     * @return nobody
     */
    public static KnownClient standIn(HashWork most) {
        List<Secret> secrets = new ArrayList<>();
        for (int i = 0; i < most.secrets(); i++) {
            Secret parsed = Secret.of(i < most.derivations() ? CHOSEN : GENERATED, null, null);
            secrets.add(parsed.hash().cost() > 0 ? STAND_IN : parsed); // what is derived is not its own affair
        }
        return new KnownClient(
                "nobody",
                false,
                false,
                null,
                List.copyOf(secrets),
                List.of(),
                List.of(),
                null,
                ANYWHERE,
                0,
                ClientLimits.NONE,
                HashWork.NONE);
    }

    /**
     * The secret at a place, or what stands in for it behind the last.
     *
     * @param place from 0
     * @return the secret
     */
    public Secret secret(int place) {
        return place < secrets.size() ? secrets.get(place) : STAND_IN;
    }

    /**
     * Whether it may come from an address.
     *
     * @param remoteAddress the caller's
     * @return true in one of its networks, or where it has none
     */
    public boolean allows(String remoteAddress) {
        return networks.isEmpty() || networks.contains(remoteAddress);
    }
}
