package dev.signet.spring.boot.test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/**
 * A token that the application under test accepts; like {@code SignetTokens.of("acme").scope("orders:write")}.
 *
 * <p>It has the issuer, the audience and the names of claims that the application asks for, and is valid from now for an hour.
 * It is made anew for each call, when it is used, on the thread of the test. Immutable.
 *
 * <pre>{@code
 * mockMvc.perform(get("/orders").with(SignetTokens.of("acme")))
 * restClient.get().uri("/orders").header("Authorization", SignetTokens.of("acme").bearer())
 * }</pre>
 */
public final class SignetTokens implements RequestPostProcessor {

    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final String NAME = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name";

    private final String client;
    private final List<String> scopes;
    private final List<String> roles;
    private final Map<String, Object> claims;
    private final Duration ends;

    private SignetTokens(
            String client, List<String> scopes, List<String> roles, Map<String, Object> claims, Duration ends) {
        this.client = client;
        this.scopes = scopes;
        this.roles = roles;
        this.claims = claims;
        this.ends = ends;
    }

    /**
     * A token of a caller without scopes and roles.
     *
     * @param client whom the token names
     * @return the token
     */
    public static SignetTokens of(String client) {
        return new SignetTokens(Objects.requireNonNull(client, "client"), List.of(), List.of(), Map.of(), LIFETIME);
    }

    /**
     * The same with more scopes.
     *
     * @param more like {@code orders:write}
     * @return the token
     */
    public SignetTokens scope(String... more) {
        return new SignetTokens(client, joined(scopes, more), roles, claims, ends);
    }

    /**
     * The same with more roles.
     *
     * @param more like {@code admin}
     * @return the token
     */
    public SignetTokens role(String... more) {
        return new SignetTokens(client, scopes, joined(roles, more), claims, ends);
    }

    /**
     * The same with another claim, or another value of one that it has.
     *
     * @param name of the claim
     * @param value what can be written as JSON
     * @return the token
     */
    public SignetTokens claim(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(claims);
        more.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        return new SignetTokens(client, scopes, roles, more, ends);
    }

    /**
     * The same, but its hour was over an hour ago: the application answers 10002.
     *
     * @return the token
     */
    public SignetTokens expired() {
        return new SignetTokens(client, scopes, roles, claims, LIFETIME.negated());
    }

    private static List<String> joined(List<String> some, String... more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }

    /**
     * The token itself.
     *
     * @return a compact JWS (RFC 7515 §7.1)
     */
    public String value() {
        ReplacedKeys keys = ApplicationUnderTest.keys();
        Instant end = Instant.now().plus(ends);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("nbf", end.minus(LIFETIME).getEpochSecond());
        all.put("exp", end.getEpochSecond());
        all.put(keys.first("jwt.principal-claims", NAME), client);
        all.put("iss", keys.first("jwt.issuer", "test"));
        all.put("aud", keys.first("jwt.audience", "test"));
        all.put("jti", UUID.randomUUID().toString());
        if (!scopes.isEmpty()) {
            all.put(keys.first("jwt.scope-claims", "scope"), String.join(" ", scopes));
        }
        if (!roles.isEmpty()) {
            all.put(keys.first("jwt.role-claims", "roles"), roles);
        }
        all.putAll(claims);
        return KeyOfTheRun.sign(keys.first("jwt.types", "JWT"), all);
    }

    /**
     * What an {@code Authorization} header has.
     *
     * @return the token behind {@code Bearer} (RFC 6750 §2.1)
     */
    public String bearer() {
        return "Bearer " + value();
    }

    /**
     * Sends it with a request of MockMvc.
     *
     * @param request the request
     * @return the request
     */
    @Override
    public MockHttpServletRequest postProcessRequest(MockHttpServletRequest request) {
        request.addHeader("Authorization", bearer());
        return request;
    }

    /** Whose it is; never the token. */
    @Override
    public String toString() {
        return "SignetTokens[" + client + ", scopes=" + scopes + ", roles=" + roles + "]";
    }
}
