package dev.signet.jwt;

import dev.signet.text.Shown;
import org.jspecify.annotations.Nullable;

/**
 * A token that was refused, with what an operator may know of it. Immutable and thread-safe; {@link #toString} is fit
 * for a log.
 */
public final class RefusedToken implements Verification {

    private final Refusal reason;
    private final @Nullable String token;
    private final @Nullable String issuer;
    private final @Nullable String keyId;
    private volatile @Nullable String fingerprint;

    private RefusedToken(Refusal reason, @Nullable String token, @Nullable String issuer, @Nullable String keyId) {
        this.reason = reason;
        this.token = token;
        this.issuer = issuer;
        this.keyId = keyId;
    }

    /**
     * A refusal with no token at hand.
     *
     * @param reason why
     * @return the refusal; its fingerprint is {@code "-"}
     */
    public static RefusedToken of(Refusal reason) {
        return new RefusedToken(reason, null, null, null);
    }

    static RefusedToken of(Refusal reason, @Nullable String token, @Nullable String issuer, @Nullable String keyId) {
        return new RefusedToken(reason, token, shown(issuer), shown(keyId));
    }

    /**
     * Why the token was refused.
     *
     * @return the precise reason, for the operator
     */
    public Refusal reason() {
        return reason;
    }

    /**
     * Who issued the token by its own word, for logs only.
     *
     * @return 64 printable characters and an ellipsis at most, or null where the payload was not read or names nobody
     */
    public @Nullable String issuer() {
        return issuer;
    }

    /**
     * The {@code kid} of the header, for logs only: anyone can write one.
     *
     * @return 64 printable characters and an ellipsis at most, or null where the header was not read or has none
     */
    public @Nullable String keyId() {
        return keyId;
    }

    /**
     * Whether there is a token that was short enough to be looked at.
     *
     * @return false where nothing was there to be refused
     */
    public boolean isThere() {
        return token != null;
    }

    /**
     * Names the token in a log without giving it away.
     *
     * @return eight hex digits of its SHA-256, or {@code "-"} where there is no token or it is too long to look at
     */
    public String fingerprint() {
        if (token == null) {
            return Fingerprint.NONE;
        }
        String known = fingerprint;
        if (known == null) {
            known = Fingerprint.of(token); // hashed only when somebody asks; a flood is refused without
            fingerprint = known;
        }
        return known;
    }

    /**
     * Reason, issuer, key id and fingerprint; never the token.
     *
     * @return like {@code "refused expired iss=YFJwtIssuer kid=- token=3f09a1c2"}
     */
    @Override
    public String toString() {
        return "refused " + reason.slug() + " iss=" + orNone(issuer) + " kid=" + orNone(keyId) + " token="
                + fingerprint();
    }

    private static @Nullable String shown(@Nullable String text) {
        return text == null ? null : Shown.of(text);
    }

    private static String orNone(@Nullable String text) {
        return text == null ? Fingerprint.NONE : text;
    }
}
