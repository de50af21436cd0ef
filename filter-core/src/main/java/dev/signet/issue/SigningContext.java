package dev.signet.issue;

import dev.signet.clients.KnownClient;
import dev.signet.clients.SecretHash;
import dev.signet.jwt.TokenSigner;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes and signs the claims of the document's sample, in its order. */
final class SigningContext implements TokenIssuer.Context {

    private static final String IDENTITY = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";
    private static final int JTI_BYTES = 16;

    private final IssuerSettings settings;
    private final List<String> issuers;
    private final List<String> audiences;
    private final TokenSigner signer;
    private final Clock clock;
    private final SecureRandom random;

    SigningContext(
            IssuerSettings settings,
            List<String> issuers,
            List<String> audiences,
            TokenSigner signer,
            Clock clock,
            SecureRandom random) {
        this.settings = settings;
        this.issuers = issuers;
        this.audiences = audiences;
        this.signer = signer;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public Duration lifetime() {
        return settings.lifetime();
    }

    @Override
    public IssuedToken issue(ClientStore.Client client) {
        return issue(StoredClients.known(client));
    }

    /** Makes the token of a client. */
    IssuedToken issue(KnownClient client) {
        long now = clock.instant().getEpochSecond();
        Duration lifetime = client.lifetime() == null ? settings.lifetime() : client.lifetime();
        long end = now + lifetime.toSeconds();
        return new IssuedToken(sign(claims(client, now, end)), Instant.ofEpochSecond(end));
    }

    @Override
    public String sign(Map<String, ?> claims) {
        return signer.sign(JsonText.of(claims));
    }

    private Map<String, Object> claims(KnownClient client, long now, long end) {
        Map<String, Object> claims = new LinkedHashMap<>();
        // the sample has nbf as a string and exp as a number; RFC 7519 §4.1.5 wants both as numbers
        claims.put("nbf", settings.nbfAsString() ? (Object) Long.toString(now) : (Object) now);
        claims.put("exp", end);
        claims.put(IDENTITY + "name", client.id());
        String subject = client.subject();
        claims.put(IDENTITY + "nameidentifier", subject == null ? defaultSubject(client.id()) : subject);
        if (!issuers.isEmpty()) {
            // several are accepted, one is ours: the first
            claims.put("iss", issuers.get(0));
        }
        if (!audiences.isEmpty()) {
            claims.put("aud", audiences.size() == 1 ? (Object) audiences.get(0) : (Object) audiences);
        }
        if (settings.jti()) {
            byte[] jti = new byte[JTI_BYTES];
            random.nextBytes(jti);
            claims.put("jti", HexFormat.of().formatHex(jti));
        }
        if (!client.scopes().isEmpty()) {
            claims.put("scope", String.join(" ", client.scopes()));
        }
        if (!client.roles().isEmpty()) {
            claims.put("roles", client.roles());
        }
        return claims;
    }

    private static String defaultSubject(String id) {
        return Base64.getEncoder().encodeToString(SecretHash.digest(id));
    }
}
