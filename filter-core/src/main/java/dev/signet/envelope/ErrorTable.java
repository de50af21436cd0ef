package dev.signet.envelope;

import jakarta.servlet.ServletException;
import jakarta.servlet.UnavailableException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which code and message a status or an exception has: the table of the contract, extended and overridden by
 * {@code errors.statuses} and {@code errors.exceptions}. Immutable and thread-safe.
 */
final class ErrorTable {

    private static final Map<Integer, ErrorCode> BY_CODE = new HashMap<>();

    static {
        for (ErrorCode code : ErrorCode.values()) {
            BY_CODE.put(code.code(), code);
        }
    }

    private final Map<Integer, CustomError> statuses;
    private final Map<String, CustomError> exceptions;
    private final Map<Integer, String> messages = new HashMap<>();

    ErrorTable(Map<Integer, CustomError> statuses, Map<String, CustomError> exceptions) {
        this.statuses = Map.copyOf(statuses);
        this.exceptions = Map.copyOf(exceptions);
        exceptions.values().forEach(this::remember);
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

    Failure ofStatus(int status) {
        CustomError custom = statuses.get(status);
        return custom != null
                ? new Failure(custom.code(), custom.message(), status)
                : new Failure(ErrorCode.ofStatus(status).code(), null, status);
    }

    /** The failure an exception means; {@code errors.exceptions} first, by the nearest superclass, then its causes. */
    Failure ofException(Throwable thrown) {
        Failure found = find(thrown);
        return found != null ? found : ofStatus(500);
    }

    /** Whether some line or built-in name speaks of this exception, so that it is an answer and not an accident. */
    boolean names(Throwable thrown) {
        return find(thrown) != null;
    }

    private @Nullable Failure find(Throwable thrown) {
        Set<Throwable> seen = new HashSet<>(); // causes may form a circle
        for (Throwable t = thrown; t != null && seen.add(t); t = next(t)) {
            for (Class<?> type = t.getClass(); type != null; type = type.getSuperclass()) {
                CustomError custom = exceptions.get(type.getName());
                if (custom != null) {
                    return new Failure(custom.code(), custom.message(), statusOf(custom.code()));
                }
                if (type == ApiException.class) {
                    ApiException api = (ApiException) t;
                    return new Failure(api.code(), api.getMessage(), statusOf(api.code()));
                }
                if (type == UnavailableException.class && ((UnavailableException) t).isPermanent()) {
                    return Failure.of(ErrorCode.NOT_FOUND); // as every container answers it
                }
                ErrorCode known = ExceptionNames.CODES.get(type.getName());
                if (known != null) {
                    return Failure.of(known);
                }
            }
        }
        return null;
    }

    private static @Nullable Throwable next(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return cause == null && thrown instanceof ServletException servlet ? servlet.getRootCause() : cause;
    }

    private static int statusOf(int code) {
        ErrorCode known = BY_CODE.get(code);
        return known == null ? 500 : known.status();
    }

    /** The message of a code; a code nobody described is an unknown error. */
    String message(int code, Language language) {
        String custom = messages.get(code);
        if (custom != null) {
            return custom;
        }
        ErrorCode known = BY_CODE.getOrDefault(code, ErrorCode.UNKNOWN_ERROR);
        return language == Language.ENGLISH ? known.english() : known.chinese();
    }
}
