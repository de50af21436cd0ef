package dev.signet.jwt;

import java.util.Locale;

/** Why a token was refused, precisely and for the operator; a caller only ever learns the {@link Kind}. */
public enum Refusal {
    /** The request carries no token. */
    NO_TOKEN(Kind.INVALID),
    /** The request carries more than one Authorization header. */
    SEVERAL_TOKENS(Kind.INVALID),
    /** The Authorization header is of another scheme than Bearer. */
    NOT_BEARER(Kind.INVALID),
    /** The scheme is there, the token is empty or blank. */
    BLANK_TOKEN(Kind.INVALID),
    /** The text after {@code "Bearer "} is not a token68 of RFC 9110 §11.2. */
    NOT_TOKEN68(Kind.INVALID),
    /** The token is longer than {@code jwt.max-token-bytes}. */
    TOO_LONG(Kind.INVALID),
    /** The token is not three parts with two dots between them. */
    NOT_THREE_PARTS(Kind.INVALID),
    /** A part is not the one canonical base64url spelling of its bytes (RFC 4648 §3.5, no padding). */
    NOT_CANONICAL_BASE64URL(Kind.INVALID),
    /** The header is not one strict JSON object, or its {@code kid} is not a string. */
    HEADER_NOT_JSON(Kind.INVALID),
    /** The header's {@code typ} is not one of {@code jwt.types}. */
    TYPE_NOT_ALLOWED(Kind.INVALID),
    /** The header has a {@code crit}, or a {@code b64} other than true (RFC 7797 §7). */
    CRITICAL_HEADER(Kind.INVALID),
    /** The header's {@code alg} is absent, not one of {@code jwt.algorithms}, or not the algorithm of the key. */
    ALGORITHM_NOT_ALLOWED(Kind.INVALID),
    /** No key answers to the header's {@code kid}. */
    UNKNOWN_KEY(Kind.INVALID),
    /** The signature is not one of our key over these bytes. */
    SIGNATURE_WRONG(Kind.INVALID),
    /** The payload is not one strict JSON object. */
    PAYLOAD_NOT_JSON(Kind.INVALID),
    /** An {@code exp}, {@code nbf} or {@code iat} is not a NumericDate. */
    TIME_NOT_READABLE(Kind.INVALID),
    /** An {@code exp}, {@code nbf} or {@code iat} is given in milliseconds instead of seconds. */
    TIME_IN_MILLISECONDS(Kind.INVALID),
    /** There is no {@code exp} although {@code jwt.require-exp} is true. */
    EXPIRY_MISSING(Kind.INVALID),
    /** The moment of {@code nbf} has not come. */
    NOT_YET_VALID(Kind.INVALID),
    /** The {@code iss} is absent or not one of {@code jwt.issuer}. */
    ISSUER_WRONG(Kind.INVALID),
    /** The {@code aud} is absent or names none of {@code jwt.audience}. */
    AUDIENCE_WRONG(Kind.INVALID),
    /** A principal, role, scope, {@code iss}, {@code aud} or {@code jti} claim is of the wrong JSON type. */
    CLAIM_NOT_READABLE(Kind.INVALID),
    /** The token is genuine and right in everything else, and its {@code exp} has passed. */
    EXPIRED(Kind.EXPIRED),
    /** The key is unavailable at the moment, so nothing is known about the token. */
    KEY_UNAVAILABLE(Kind.UNAVAILABLE);

    /** What a caller may learn of a refusal. */
    public enum Kind {
        /** The token is not one of ours; another of the same making will not help. */
        INVALID,
        /** The token was genuine and only needs to be renewed. */
        EXPIRED,
        /** Nobody can tell at the moment; the same token may be fine later. */
        UNAVAILABLE
    }

    private final Kind kind;
    private final String slug = name().toLowerCase(Locale.ROOT).replace('_', '-');

    Refusal(Kind kind) {
        this.kind = kind;
    }

    /**
     * What a caller may learn of this refusal.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * The name of this refusal in logs and documents, like {@code "signature-wrong"}.
     *
     * @return lower-case words joined by hyphens
     */
    public String slug() {
        return slug;
    }
}
