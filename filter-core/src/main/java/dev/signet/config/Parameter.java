package dev.signet.config;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every parameter that an installer can type: its name, whose it is, how it is read, what holds where it is not given. The
 * one table; reading, spelling help, secrecy and the documents go by it.
 */
public enum Parameter {
    /** Name of the environment variable that holds the HMAC secret. */
    JWT_SECRET_ENV("jwt.secret-env", Form.SECRET),
    /** File that holds the HMAC secret. */
    JWT_SECRET_FILE("jwt.secret-file", Form.SECRET),
    /** The HMAC secret itself. */
    JWT_SECRET("jwt.secret", Form.SECRET),
    /** PEM file of public keys. */
    JWT_PUBLIC_KEY_FILE("jwt.public-key-file", Form.TEXT),
    /** PEM file of a private key; a key pasted in place of its file is not shown. */
    JWT_PRIVATE_KEY_FILE("jwt.private-key-file", Form.SECRET),
    /** File of a JWK set. */
    JWT_JWKS_FILE("jwt.jwks-file", Form.TEXT),
    /** Address of a JWK set. */
    JWT_JWKS_URL("jwt.jwks-url", Form.TEXT),
    /** Accepted algorithms. */
    JWT_ALGORITHMS("jwt.algorithms", Form.words("HS256")),
    /** Accepted {@code iss}. */
    JWT_ISSUER("jwt.issuer", Form.words()),
    /** Accepted {@code aud}. */
    JWT_AUDIENCE("jwt.audience", Form.words()),
    /** How far clocks may differ. */
    JWT_CLOCK_SKEW_SECONDS("jwt.clock-skew-seconds", Form.whole(5, 0, 600)),
    /** The longest token that is looked at. */
    JWT_MAX_TOKEN_BYTES("jwt.max-token-bytes", Form.whole(8192, 64, 1_048_576)),
    /** Whether a token must expire. */
    JWT_REQUIRE_EXP("jwt.require-exp", Form.flag(true)),
    /** Accepted {@code typ}. */
    JWT_TYPES("jwt.types", Form.words("JWT", "at+jwt")),
    /** Claims that name the user. */
    JWT_PRINCIPAL_CLAIMS(
            "jwt.principal-claims", Form.words("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name", "sub")),
    /** Claims that hold roles. */
    JWT_ROLE_CLAIMS(
            "jwt.role-claims", Form.words("http://schemas.microsoft.com/ws/2008/06/identity/claims/role", "roles")),
    /** Claims that hold scopes. */
    JWT_SCOPE_CLAIMS("jwt.scope-claims", Form.words("scope", "scp")),
    /** How many verified tokens are remembered. */
    JWT_CACHE_SIZE("jwt.cache-size", Form.whole(1024, 0, 65_536)),

    /** Who may call what, a line a rule. */
    ACCESS_RULES("access.rules", Form.TEXT),
    /** Whether anybody is refused. */
    ACCESS_MODE("access.mode", Form.choice("enforce", "report")),
    /** Who answers a CORS preflight. */
    ACCESS_PREFLIGHT("access.preflight", Form.choice("pass", "answer", "refuse")),
    /** Origins whose pages may read the answers. */
    CORS_ORIGINS("cors.origins", Form.words()),
    /** How long a browser may remember what it was told before a call; browsers themselves cut it to less. */
    CORS_MAX_AGE_SECONDS("cors.max-age-seconds", Form.whole(600, 0, 86_400)),
    /** Response headers that those pages may read. */
    CORS_EXPOSE("cors.expose", Form.words()),

    /** How much may be called, a line a limit. */
    LIMIT_RULES("limit.rules", Form.TEXT),

    /** Class of a token check. */
    CHECK_CLASS("check.class", Form.TEXT),
    /** Whether the clients of the moment count at every call. */
    CHECK_CLIENTS("check.clients", Form.flag("true where clients are visible, else false")),
    /** Whether their networks do. */
    CHECK_NETWORKS("check.networks", Form.flag(false)),
    /** File of what is taken back. */
    CHECK_REVOCATIONS_FILE("check.revocations-file", Form.TEXT),
    /** Where the filter finds the tables. */
    CHECK_DATA_SOURCE("check.data-source", Form.TEXT),

    /** Class of a listener to calls. */
    CALL_CLASS("call.class", Form.TEXT),

    /** Which calls are written as JSON. */
    AUDIT_LOG("audit.log", Form.choice("off", "refused", "all")),
    /** How many of them in a second. */
    AUDIT_PER_SECOND("audit.per-second", Form.whole(50, 1, 100_000)),

    /** Whether calls are measured. */
    METRICS_MICROMETER("metrics.micrometer", Form.choice("auto", "off")),
    /** How many clients have a tag of their own. */
    METRICS_CLIENTS("metrics.clients", Form.whole(0, 0, 1000)),

    /** How long a row that was read is believed. */
    DATA_SOURCE_REFRESH_SECONDS("data-source.refresh-seconds", Form.whole(5, 1, 60)),
    /** How long while no other can be read. */
    DATA_SOURCE_STALE_SECONDS("data-source.stale-seconds", Form.whole(60, 0, 3600)),
    /** How long a request waits for connection and answer. */
    DATA_SOURCE_TIMEOUT_MILLIS("data-source.timeout-millis", Form.whole(2000, 100, 30_000)),

    /** Networks of the proxies that are believed whom they speak for. */
    PROXY_TRUSTED("proxy.trusted", Form.words()),
    /** The header in which they say so. */
    PROXY_HEADER("proxy.header", Form.choice("X-Forwarded-For", "Forwarded")),

    /** Whether forged tokens are tried at start, and what one that passes means. */
    SELFTEST("selftest", Form.choice("warn", "off", "refuse")),

    /** Networks whose callers see more of the health than whether it is good. */
    HEALTH_NETWORKS("health.networks", Form.words("127.0.0.0/8", "::1/128")),

    /** Where the application describes itself. */
    PORTAL_OPENAPI("portal.openapi", Form.TEXT),
    /** Where partners get tokens. */
    PORTAL_TOKEN_PATH("portal.token-path", new Form.Text("/api/token", false)),
    /** Networks whose callers see the portal. */
    PORTAL_NETWORKS("portal.networks", Form.words("127.0.0.0/8", "::1/128")),
    /** What the interface is called. */
    PORTAL_TITLE("portal.title", Form.TEXT),
    /** Where partners reach it. */
    PORTAL_SERVERS("portal.servers", Form.words()),
    /** How long a description is used before it is asked for again. */
    PORTAL_CACHE_SECONDS("portal.cache-seconds", Form.whole(60, 1, 86_400)),

    /** Paths that are excluded: responses of the application's own have no envelope there. */
    ENVELOPE_EXCLUDE("envelope.exclude", Form.TEXT),
    /** How much of a response is held before it is streamed. */
    ENVELOPE_BUFFER_BYTES("envelope.buffer-bytes", Form.whole(65_536, 0, 16_777_216)),
    /** Whether a spliced body has to be one JSON value. */
    ENVELOPE_CHECK("envelope.check", Form.choice("json", "none")),
    /** Which status is on the wire. */
    ENVELOPE_HTTP_STATUS("envelope.http-status", Form.choice("200", "real")),
    /** How the timestamp is written. */
    ENVELOPE_TIMESTAMP("envelope.timestamp", Form.choice("string", "number")),
    /** Language of the messages. */
    ENVELOPE_LANGUAGE("envelope.language", Form.choice("zh", "en", "accept-language")),
    /** What becomes of plain text. */
    ENVELOPE_TEXT_PLAIN("envelope.text-plain", Form.choice("pass", "wrap")),
    /** What becomes of 204 and 205. */
    ENVELOPE_NO_CONTENT("envelope.no-content", Form.choice("wrap", "pass")),
    /** Response header that carries the original status and the code. */
    ENVELOPE_STATUS_HEADER("envelope.status-header", Form.TEXT),
    /** Which responses carry the id of the call. */
    ENVELOPE_REQUEST_ID("envelope.request-id", Form.choice("errors", "all", "off")),
    /** The header in which they do. */
    ENVELOPE_REQUEST_ID_HEADER("envelope.request-id-header", new Form.Text("X-Request-Id", false)),
    /** Whether an id that comes with the request counts. */
    ENVELOPE_REQUEST_ID_TRUST("envelope.request-id-trust", Form.flag(false)),
    /** Codes for statuses. */
    ERRORS_STATUSES("errors.statuses", Form.TEXT),
    /** Codes for exceptions. */
    ERRORS_EXCEPTIONS("errors.exceptions", Form.TEXT),
    /** What a caller may learn of why it is refused. */
    ERRORS_HINTS("errors.hints", Form.choice("off", "header", "message")),
    /** Codes for the reasons of refusals. */
    ERRORS_REASONS("errors.reasons", Form.TEXT),

    /** Class of a token issuer. */
    ISSUER_CLASS("issuer.class", Form.TEXT),
    /** The clients. */
    ISSUER_CLIENTS_FILE("issuer.clients-file", Form.TEXT),
    /** Where the endpoint finds the tables of clients. */
    ISSUER_DATA_SOURCE("issuer.data-source", Form.TEXT),
    /** How many slow hashes are computed at once; the other half of the processors answers those who have tokens. */
    ISSUER_SLOW_HASHES(
            "issuer.slow-hashes",
            new Form.Whole(
                    Math.min(1024, Math.max(1, Runtime.getRuntime().availableProcessors() / 2)),
                    1,
                    1024,
                    "half the processors, at least 1")),
    /** How long a token lives; a year at most: one that outlives it is a mistake of units. */
    ISSUER_LIFETIME_SECONDS("issuer.lifetime-seconds", Form.whole(7200, 1, 31_536_000)),
    /** Time zone of {@code expirationTime}. */
    ISSUER_ZONE("issuer.zone", new Form.Text("Asia/Shanghai", false)),
    /** How {@code nbf} is written. */
    ISSUER_NBF_FORMAT("issuer.nbf-format", Form.choice("number", "string")),
    /** Whether a token has a random number of its own. */
    ISSUER_JTI("issuer.jti", Form.flag(true));

    /** Who reads parameters; {@code jwt.*}, {@code proxy.*} and {@code data-source.*} are for all. */
    public enum Owner {
        /** The filter, which holds calls against the endpoint's clients, too. */
        FILTER(
                "filter",
                Set.of(
                        "jwt",
                        "proxy",
                        "data-source",
                        "access",
                        "cors",
                        "limit",
                        "check",
                        "call",
                        "audit",
                        "metrics",
                        "envelope",
                        "errors"),
                Set.of("issuer.clients-file", "issuer.data-source", "issuer.zone", "selftest")),
        /** The token endpoint. */
        ENDPOINT("token endpoint", Set.of("jwt", "proxy", "data-source", "issuer"), Set.of()),
        /** The JWK set, which may have the endpoint's parameters beside it, and needs those of keys. */
        JWK_SET("JWK set endpoint", Set.of("jwt", "proxy", "data-source", "issuer"), Set.of()),
        /** The health, which asks the others. */
        HEALTH("health endpoint", Set.of("health", "proxy"), Set.of()),
        /** What partners are handed. */
        PORTAL("partners' portal", Set.of("portal", "proxy"), Set.of());

        private final String words;

        @SuppressWarnings("ImmutableEnumChecker") // unmodifiable
        private final Set<String> groups;

        @SuppressWarnings("ImmutableEnumChecker") // unmodifiable
        private final Set<String> others;

        Owner(String words, Set<String> groups, Set<String> others) {
            this.words = words;
            this.groups = groups;
            this.others = others;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** What the name of a {@code <context-param>} starts with. */
    static final String CONTEXT_PREFIX = "signet.";

    private static final Map<String, Parameter> BY_NAME = Arrays.stream(values())
            .collect(Collectors.toMap(Parameter::text, parameter -> parameter, (a, b) -> a, LinkedHashMap::new));

    private final String text;

    @SuppressWarnings("ImmutableEnumChecker") // its lists are unmodifiable
    private final Form form;

    Parameter(String text, Form form) {
        this.text = text;
        this.form = form;
    }

    /**
     * The parameter of a name.
     *
     * @param text as typed, without the prefix of context-params
     * @return the parameter, or null where there is none
     */
    public static @Nullable Parameter named(String text) {
        return BY_NAME.get(text);
    }

    /**
     * All names that somebody reads.
     *
     * @param owner who
     * @return the names in alphabetical order
     */
    public static Set<String> names(Owner owner) {
        return Arrays.stream(values())
                .filter(parameter -> parameter.isFor(owner))
                .map(Parameter::text)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The name in web.xml.
     *
     * @return like {@code jwt.issuer}
     */
    public String text() {
        return text;
    }

    /**
     * Whether somebody reads it.
     *
     * @param owner who
     * @return true where it does
     */
    public boolean isFor(Owner owner) {
        int dot = text.indexOf('.');
        return dot >= 0 && owner.groups.contains(text.substring(0, dot)) || owner.others.contains(text);
    }

    /**
     * How its text is read.
     *
     * @return the form
     */
    public Form form() {
        return form;
    }

    /**
     * Whether its value may be a secret, which no message repeats.
     *
     * @return true for one that leads to a secret
     */
    public boolean isSecret() {
        return form instanceof Form.Text words && words.secret();
    }

    /**
     * What holds where it is not given, as one would type it.
     *
     * @return the text, or words about it; empty where there is nothing
     */
    public String absent() {
        return form.absentText();
    }

    @Override
    public String toString() {
        return text;
    }
}
