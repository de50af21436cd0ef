package dev.signet;

import dev.signet.envelope.ErrorCode;
import dev.signet.jwt.GenuineToken;
import dev.signet.jwt.Refusal;
import dev.signet.jwt.RefusedToken;
import org.jspecify.annotations.Nullable;

/** What the gate says of a request. */
sealed interface Admission {

    /**
     * The application may be called.
     *
     * @param token the verified token, or null for a call that has none that counts
     * @param guard the rule that asks for a token, or null where none does
     */
    record Admitted(@Nullable GenuineToken token, @Nullable AccessRule guard) implements Admission {}

    /**
     * The application must not be called.
     *
     * @param code what the caller is told
     * @param reason what logs are told
     * @param detail who the token says it is from, for logs; never the token
     * @param token a verified token that is not enough, or null
     */
    record Refused(
            ErrorCode code,
            String reason,
            String detail,
            @Nullable GenuineToken token) implements Admission {

        /** The request attribute in which the application finds the reason. */
        static final String REASON = "dev.signet.reason";

        /** What a status that stays on the wire is accompanied by (RFC 6750 §3); null where no token would help. */
        @Nullable
        String challenge() {
            return switch (code.status()) {
                case 401 -> isAsked() ? "Bearer" : "Bearer error=\"invalid_token\"";
                case 403 -> "Bearer error=\"insufficient_scope\"";
                default -> null;
            };
        }

        /** Whether the caller has not tried a bearer token at all, and hears of no error. */
        private boolean isAsked() {
            return reason.equals(Refusal.NO_TOKEN.slug()) || reason.equals(Refusal.NOT_BEARER.slug());
        }

        static Refused of(RequestRefusal refusal, String detail) {
            return new Refused(refusal.code(), refusal.slug(), detail, null);
        }

        /** A verified token that does not meet a rule. */
        static Refused of(RequestRefusal refusal, AccessRule rule, GenuineToken token) {
            String detail = " rule=[" + rule + "] token=" + token.fingerprint();
            return new Refused(refusal.code(), refusal.slug(), detail, token);
        }

        static Refused of(RefusedToken token) {
            String detail = " iss=" + token.issuer() + " kid=" + token.keyId() + " token=" + token.fingerprint();
            return new Refused(
                    RequestRefusal.codeOf(token.reason()), token.reason().slug(), detail, null);
        }
    }
}
