package dev.signet;

import dev.signet.access.Limit;
import dev.signet.envelope.ErrorCode;
import dev.signet.jwt.Refusal;
import java.util.Locale;

/** Why a request is refused for another reason than its token; each has an entry in {@code errors.md}. */
enum RequestRefusal {
    /** The request URI is spelled in a way that containers disagree about. */
    SUSPICIOUS_URI(ErrorCode.MODEL_BINDING_FAILED),
    /** The token has none of the scopes that the rule asks for. */
    SCOPE_MISSING(ErrorCode.NOT_AUTHORISED),
    /** The token has none of the roles that the rule asks for. */
    ROLE_MISSING(ErrorCode.NOT_AUTHORISED),
    /** The rule lets nobody in. */
    DENIED(ErrorCode.NOT_AUTHORISED),
    /** The token check says that the token was taken back. */
    CHECK_REVOKED(ErrorCode.INVALID_TOKEN),
    /** The token check says that there is no such user. */
    CHECK_UNKNOWN_USER(ErrorCode.NO_SUCH_USER),
    /** The token check says that the user may not make this call. */
    CHECK_NOT_AUTHORISED(ErrorCode.NOT_AUTHORISED),
    /** The token check itself failed. */
    CHECK_FAILED(ErrorCode.SYSTEM_BUSY),
    /** The token is of our own issuer, and there is no such client. */
    CLIENT_UNKNOWN(ErrorCode.NO_SUCH_USER),
    /** The client is switched off. */
    CLIENT_DISABLED(ErrorCode.INVALID_TOKEN),
    /** The client's tokens of this age were taken back. */
    CLIENT_REVOKED(ErrorCode.INVALID_TOKEN),
    /** The token was taken back. */
    TOKEN_REVOKED(ErrorCode.INVALID_TOKEN),
    /** The client may not call from this address. */
    ADDRESS_NOT_ALLOWED(ErrorCode.NOT_AUTHORISED),
    /** Where the clients are kept cannot be asked now. */
    CHECK_UNAVAILABLE(ErrorCode.SYSTEM_BUSY),
    /** Where the clients should be kept is something else. */
    CHECK_MISCONFIGURED(ErrorCode.SERVER_ERROR),
    /** More calls in a time than a limit allows. */
    LIMIT_RATE(ErrorCode.SYSTEM_BUSY),
    /** More calls on a day than the client may make. */
    LIMIT_DAY(ErrorCode.SYSTEM_BUSY),
    /** More calls at once than the client may make. */
    LIMIT_CONCURRENT(ErrorCode.SYSTEM_BUSY),
    /** The filter is not set up. */
    NOT_SET_UP(ErrorCode.SERVER_ERROR);

    private final ErrorCode code;

    RequestRefusal(ErrorCode code) {
        this.code = code;
    }

    ErrorCode code() {
        return code;
    }

    /** The name in logs, in the request attribute and in the documents; like {@code scope-missing}. */
    String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static RequestRefusal of(Limit limit) {
        return switch (limit) {
            case RATE -> LIMIT_RATE;
            case DAY -> LIMIT_DAY;
            case CONCURRENT -> LIMIT_CONCURRENT;
        };
    }

    /** The few codes outside for the precise reasons inside. */
    static ErrorCode codeOf(Refusal refusal) {
        return switch (refusal.kind()) {
            case INVALID -> ErrorCode.INVALID_TOKEN;
            case EXPIRED -> ErrorCode.TOKEN_EXPIRED;
            case UNAVAILABLE -> ErrorCode.SYSTEM_BUSY;
        };
    }
}
