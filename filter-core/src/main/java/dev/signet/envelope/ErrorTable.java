package dev.signet.envelope;

import dev.signet.envelope.EnvelopeOptions.CustomError;
import dev.signet.envelope.EnvelopeOptions.Message;
import jakarta.servlet.UnavailableException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which code and message a status or an exception has: the table of the contract, extended and overridden by
 * {@code errors.statuses} and {@code errors.exceptions}. Immutable and thread-safe.
 */
final class ErrorTable {

    /** There before anything goes wrong, so that it can be told when there is no memory left. */
    static final Meaning NO_MEMORY = new Meaning(Verdict.SERVER_ERROR, Meaning.Kind.ACCIDENT);

    private static final Map<Integer, ErrorCode> BY_CODE = new HashMap<>();

    static {
        for (ErrorCode code : ErrorCode.values()) {
            BY_CODE.put(code.code(), code);
        }
    }

    private final Map<Integer, CustomError> statuses;
    private final Map<String, CustomError> exceptions;
    private final Map<String, CustomError> reasons;
    private final Map<Integer, Message> messages = new HashMap<>();

    ErrorTable(
            Map<Integer, CustomError> statuses, Map<String, CustomError> exceptions, Map<String, CustomError> reasons) {
        this.statuses = Map.copyOf(statuses);
        this.exceptions = Map.copyOf(exceptions);
        this.reasons = Map.copyOf(reasons);
        exceptions.values().forEach(this::remember);
        reasons.values().forEach(this::remember);
        statuses.values().forEach(this::remember);
    }

    private void remember(CustomError error) {
        // a message for one status or exception does not change what a code of the contract says elsewhere
        if (error.message() != null && !BY_CODE.containsKey(error.code())) {
            messages.put(error.code(), error.message());
        }
    }

    /** The code of the contract with this number, or null where it is none of them. */
    static @Nullable ErrorCode known(int code) {
        return BY_CODE.get(code);
    }

    Verdict ofStatus(int status) {
        CustomError custom = statuses.get(status);
        return custom != null
                ? new Verdict(custom.code(), custom.message(), status)
                : new Verdict(ErrorCode.ofStatus(status).code(), null, status);
    }

    /** What a caller is told who is refused for a reason; the status is that of the code which the table has for it. */
    Verdict ofRefusal(ErrorCode code, String reason, @Nullable String challenge, String hint) {
        CustomError custom = reasons.get(reason);
        return custom == null
                ? new Verdict(code.code(), null, code.status(), challenge, hint)
                : new Verdict(custom.code(), custom.message(), code.status(), challenge, hint);
    }

    /** What an exception means; {@code errors.exceptions} first, by the nearest superclass, then its causes. */
    Meaning ofException(Throwable thrown) {
        boolean backend = false; // an HTTP client's: what is behind it is about another request than the caller's
        for (Throwable at : Causes.of(thrown)) {
            backend |= ExceptionStatuses.isOfClient(at);
            Meaning found = ofOne(at, backend);
            if (found != null) {
                return found;
            }
        }
        return new Meaning(ofStatus(500), Meaning.Kind.ACCIDENT);
    }

    private @Nullable Meaning ofOne(Throwable thrown, boolean backend) {
        boolean tells = true;
        for (Class<?> type = thrown.getClass(); type != null; type = type.getSuperclass()) {
            CustomError custom = exceptions.get(type.getName());
            if (custom != null) {
                return Meaning.meant(new Verdict(custom.code(), custom.message(), statusOf(custom.code())));
            }
            if (type == ApiException.class) {
                ApiException api = (ApiException) thrown;
                String message = api.getMessage();
                return Meaning.meant(
                        new Verdict(api.code(), message == null ? null : Message.of(message), statusOf(api.code())));
            }
            if (type == UnavailableException.class && ((UnavailableException) thrown).isPermanent()) {
                return Meaning.meant(ofStatus(404)); // as every container answers it
            }
            tells &= !ExceptionStatuses.isWrapper(type);
            Meaning known = tells ? ofStatus(ExceptionStatuses.of(type, thrown), backend) : null;
            if (known != null) {
                return known;
            }
        }
        return ofStatus(Thrower.statusOfRequest(thrown), backend);
    }

    private @Nullable Meaning ofStatus(int status, boolean backend) {
        if (status == 0 || status < 500 && backend) {
            return null;
        }
        return new Meaning(ofStatus(status), status < 500 ? Meaning.Kind.CALLERS_MISTAKE : Meaning.Kind.MEANT);
    }

    private static int statusOf(int code) {
        ErrorCode known = BY_CODE.get(code);
        return known == null ? 500 : known.status();
    }

    /** The message of a code; a code nobody described is an unknown error. */
    String message(int code, Language language) {
        Message custom = messages.get(code);
        if (custom != null) {
            return custom.in(language);
        }
        ErrorCode known = BY_CODE.getOrDefault(code, ErrorCode.UNKNOWN_ERROR);
        return language == Language.ENGLISH ? known.english() : known.chinese();
    }
}
