package dev.signet.issue;

import dev.signet.clients.SecretHash;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Issuers and client stores as an installer could plug them in. */
public final class Plugins {

    private Plugins() {}

    /** Knows one user, signs claims of its own, and falls over for another. */
    public static final class OwnIssuer implements TokenIssuer {

        private Context context;

        /** As an application would write it. */
        public OwnIssuer() {}

        @Override
        public void init(Context given) {
            context = given;
        }

        @Override
        public IssuedToken issue(TokenRequest request) {
            return switch (request.appKey()) {
                case "signs" -> {
                    Map<String, Object> claims = new LinkedHashMap<>();
                    claims.put("sub", request.remoteAddress());
                    claims.put("exp", context.clock().instant().getEpochSecond() + 60);
                    claims.put("roles", List.of("a", "b"));
                    claims.put("nested", Map.of("deep", List.of(1, true, "x")));
                    yield new IssuedToken(
                            context.sign(claims), context.clock().instant().plus(context.lifetime()));
                }
                case "issues" ->
                    context.issue(new ClientStore.Client("issues", new ClientStore.Secret(SecretHash.sha256("x")))
                            .withRights(List.of("s"), List.of("r")));
                case "dates" -> new IssuedToken(context.sign(Map.of("exp", Instant.EPOCH)), Instant.MAX);
                case "throws" -> throw new IllegalStateException("the directory is down");
                default -> null;
            };
        }
    }

    /** Cannot be set up. */
    public static final class FailingInit implements TokenIssuer {

        /** As an application would write it. */
        public FailingInit() {}

        @Override
        public void init(Context given) throws Exception {
            throw new IOException("no directory");
        }

        @Override
        public IssuedToken issue(TokenRequest request) {
            throw new AssertionError("never called");
        }
    }

    /** A store with one client; falls over for another. */
    public static final class OwnStore implements ClientStore {

        /** As an application would write it. */
        public OwnStore() {}

        @Override
        public Client find(String id) {
            if (id.equals("throws")) {
                throw new IllegalStateException("the database is down");
            }
            return id.equals("acme") ? new Client("acme", new Secret(SecretHash.sha256(TokenWebapp.SECRET))) : null;
        }
    }

    /** A second one. */
    public static final class OtherStore implements ClientStore {

        /** As an application would write it. */
        public OtherStore() {}

        @Override
        public Client find(String id) {
            throw new AssertionError("never called");
        }
    }
}
