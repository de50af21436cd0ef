package dev.signet;

import dev.signet.access.AccessRule;
import dev.signet.access.Claim;
import dev.signet.access.Limit;
import dev.signet.envelope.ErrorCode;
import dev.signet.jwt.GenuineToken;
import dev.signet.jwt.Refusal;
import dev.signet.jwt.RefusedToken;
import dev.signet.jwt.Verification;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the gate says of a request. */
sealed interface Admission {

    /** The rule that decided; null where none did. */
    @Nullable
    AccessRule rule();

    /** The token that came with the request, if it is genuine, also where that is not enough. */
    @Nullable
    GenuineToken verified();

    /** What logs may have of the token; null where there was none. */
    @Nullable
    String fingerprint();

    /** What the call takes of its limits until it has ended. */
    Claim claim();

    /** Why the call is refused, or would be; null where nothing speaks against it. */
    @Nullable
    String reason();

    /**
     * The application may be called.
     *
     * @param token the verified token, or null for a call that has none that counts
     * @param rule the rule that decided, or null where none did
     * @param reported why the call would be refused if it were serious, or null
     * @param claim what the call takes of its limits until it has ended
     */
    record Admitted(
            @Nullable GenuineToken token,
            @Nullable AccessRule rule,
            @Nullable String reported,
            Claim claim) implements Admission {

        /** As long as nobody has said anything. */
        static final Admitted BY_NOBODY = new Admitted(null, null, null, Claim.NONE);

        /** By a rule, and with a token that counts, or without one. */
        static Admitted of(@Nullable GenuineToken token, @Nullable AccessRule rule) {
            return new Admitted(token, rule, null, Claim.NONE);
        }

        /** The same, but it would be refused if it were serious. */
        Admitted reported(String reason) {
            return new Admitted(token, rule, reason, claim);
        }

        /** The same, and it takes something of its limits. */
        Admitted holding(Claim taken) {
            return taken == Claim.NONE ? this : new Admitted(token, rule, reported, taken);
        }

        /** The rule, where it asks for a token; else null. */
        @Nullable
        AccessRule guard() {
            return rule == null || rule.isOpen() ? null : rule;
        }

        @Override
        public @Nullable GenuineToken verified() {
            return token;
        }

        @Override
        public @Nullable String fingerprint() {
            return token == null ? null : token.fingerprint();
        }

        @Override
        public @Nullable String reason() {
            return reported;
        }
    }

    /**
     * The application must not be called.
     *
     * @param code what the caller is told
     * @param reason what logs are told
     * @param detail who the token says it is from, for logs; never the token
     * @param token a verified token that is not enough, or null
     * @param looked what became of the token that came with the request, or null where none was looked at
     * @param rule the rule that asks for more, or null where none was asked
     * @param retryAfter the seconds after which the caller may try again; 0 where nobody knows that it may
     */
    record Refused(
            ErrorCode code,
            String reason,
            String detail,
            @Nullable GenuineToken token,
            @Nullable Verification looked,
            @Nullable AccessRule rule,
            long retryAfter)
            implements Admission {

        private static final int TOO_MANY_REQUESTS = 429;

        private static final Set<String> HINTS = Stream.of(
                        Refusal.NO_TOKEN,
                        Refusal.NOT_BEARER,
                        Refusal.BLANK_TOKEN,
                        Refusal.TOO_LONG,
                        Refusal.EXPIRED,
                        Refusal.NOT_YET_VALID)
                .map(Refusal::slug)
                .collect(Collectors.toUnmodifiableSet());

        /** The HTTP status before it becomes 200. */
        int status() {
            return retryAfter > 0 ? TOO_MANY_REQUESTS : code.status();
        }

        /** What a status that stays on the wire is accompanied by (RFC 6750 §3); null where no token would help. */
        @Nullable
        String challenge() {
            return switch (status()) {
                case 401 -> isAsked() ? "Bearer" : "Bearer error=\"invalid_token\"";
                case 403 -> "Bearer error=\"insufficient_scope\"";
                default -> null;
            };
        }

        /** Whether the caller has not tried a bearer token at all, and hears of no error. */
        private boolean isAsked() {
            return reason.equals(Refusal.NO_TOKEN.slug()) || reason.equals(Refusal.NOT_BEARER.slug());
        }

        @Override
        public Claim claim() {
            return Claim.NONE;
        }

        @Override
        public @Nullable GenuineToken verified() {
            return looked instanceof GenuineToken genuine ? genuine : null;
        }

        @Override
        public @Nullable String fingerprint() {
            if (looked instanceof RefusedToken refused) {
                return refused.isThere() ? refused.fingerprint() : null;
            }
            return looked instanceof GenuineToken genuine ? genuine.fingerprint() : null;
        }

        /** What the caller may learn of the reason: what it knows itself, or can mend; nothing of how tokens are looked at. */
        String hint() {
            return HINTS.contains(reason) || reason.startsWith("limit-") ? reason : "invalid";
        }

        /** Whom the token names, if it is genuine. */
        @Nullable
        String client() {
            GenuineToken genuine = verified();
            return genuine == null ? null : genuine.principal();
        }

        /** The same by a rule. */
        Refused by(AccessRule asking) {
            return new Refused(code, reason, detail, token, looked, asking, retryAfter);
        }

        /** Whatever the token. */
        static Refused of(RequestRefusal refusal) {
            return new Refused(refusal.code(), refusal.slug(), "", null, null, null, 0);
        }

        /** By what is known of who has a verified token. */
        static Refused of(RequestRefusal refusal, GenuineToken token) {
            String detail = refusal == RequestRefusal.CHECK_FAILED ? "" : " token=" + token.fingerprint();
            return new Refused(refusal.code(), refusal.slug(), detail, null, token, null, 0);
        }

        /** A verified token that does not meet a rule. */
        static Refused of(RequestRefusal refusal, AccessRule rule, GenuineToken token) {
            String detail = " token=" + token.fingerprint();
            return new Refused(refusal.code(), refusal.slug(), detail, token, token, rule, 0);
        }

        /** A call beyond a limit, with its verified token, if that was looked at. */
        static Refused of(Claim claim, Limit limit, @Nullable GenuineToken token) {
            RequestRefusal refusal = RequestRefusal.of(limit);
            String detail = " limit=[" + claim.of() + "]" + (token == null ? "" : " token=" + token.fingerprint());
            return new Refused(refusal.code(), refusal.slug(), detail, token, token, null, claim.seconds());
        }

        static Refused of(RefusedToken token) {
            String detail = " iss=" + token.issuer() + " kid=" + token.keyId() + " token=" + token.fingerprint();
            return new Refused(
                    RequestRefusal.codeOf(token.reason()), token.reason().slug(), detail, null, token, null, 0);
        }
    }
}
