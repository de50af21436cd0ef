package dev.signet.issue;

import dev.signet.caller.NetworkRange;
import dev.signet.caller.Networks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A client with everything parsed that a request is held against, or what stands for one that does not exist. Immutable.
 *
 * @param client as it was given
 * @param exists whether there is such a client
 * @param secrets in its order
 * @param networks where it may ask from; empty is anywhere
 * @param work what one request costs
 */
record KnownClient(ClientStore.Client client, boolean exists, List<Secret> secrets, Networks networks, HashWork work) {

    /** No text is known whose SHA-256 is all zeros. */
    private static final ClientStore.Secret GENERATED =
            new ClientStore.Secret("sha256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");

    private static final ClientStore.Secret CHOSEN = new ClientStore.Secret(
            "pbkdf2-sha256:600000:AAAAAAAAAAAAAAAAAAAAAA==:" + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    private static final Networks ANYWHERE = new Networks(List.of());
    private static final Secret STAND_IN = Secret.of(GENERATED);
    private static final ClientStore.Client NOBODY = new ClientStore.Client("nobody", GENERATED);

    /** One secret; without times it is accepted always. */
    record Secret(SecretHash hash, Instant begin, Instant end) {

        static Secret of(ClientStore.Secret secret) {
            Instant notBefore = secret.notBefore();
            Instant notAfter = secret.notAfter();
            return new Secret(
                    SecretHash.parse(secret.hash()),
                    notBefore == null ? Instant.MIN : notBefore,
                    notAfter == null ? Instant.MAX : notAfter);
        }

        /** At either end of its time it is. */
        boolean isCurrent(Instant now) {
            return !now.isBefore(begin) && !now.isAfter(end);
        }
    }

    static KnownClient of(ClientStore.Client client) {
        List<Secret> secrets = new ArrayList<>();
        HashWork work = HashWork.NONE;
        for (ClientStore.Secret given : client.secrets()) {
            Secret secret = Secret.of(given);
            secrets.add(secret);
            work = work.plus(secret.hash());
        }
        List<NetworkRange> networks = new ArrayList<>();
        for (String network : client.networks()) {
            networks.add(Objects.requireNonNull(NetworkRange.parse(network), "checked when the client was made"));
        }
        return new KnownClient(client, true, List.copyOf(secrets), new Networks(networks), work);
    }

    /** What stands for a client that does not exist, made with the work that the largest client takes to be parsed. */
    static KnownClient standIn(HashWork most) {
        List<Secret> secrets = new ArrayList<>();
        for (int i = 0; i < most.secrets(); i++) {
            Secret parsed = Secret.of(i < most.derivations() ? CHOSEN : GENERATED);
            secrets.add(parsed.hash().cost() > 0 ? STAND_IN : parsed); // what is derived is not its own affair
        }
        return new KnownClient(NOBODY, false, List.copyOf(secrets), ANYWHERE, HashWork.NONE);
    }

    /** The secret at a place, or what stands in for it behind the last. */
    Secret secret(int place) {
        return place < secrets.size() ? secrets.get(place) : STAND_IN;
    }

    boolean allows(String remoteAddress) {
        return networks.isEmpty() || networks.contains(remoteAddress);
    }
}
