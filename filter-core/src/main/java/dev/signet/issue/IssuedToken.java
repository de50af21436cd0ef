package dev.signet.issue;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A token that may be handed out, when it ends, and what else the client is told. Immutable.
 *
 * @param token the token as the client will send it back, without {@code Bearer}
 * @param expiresAt the first instant at which it is no longer valid: the {@code exp} claim (RFC 7519 §4.1.4)
 * @param further members of the answer's {@code data} behind {@code token} and {@code expirationTime}, in their order;
 *     unmodifiable, all the way down
 */
public record IssuedToken(String token, Instant expiresAt, Map<String, Object> further) {

    /**
     * Takes a token, its end and further members.
     *
     * @param token see above
     * @param expiresAt see above
     * @param further names and values: strings, booleans, whole numbers, decimal numbers, and lists and maps of these, at most
     *     16 deep. No name may be blank, {@code token} or {@code expirationTime}
     * @throws IllegalArgumentException when the token is blank, or a member is of another kind; the message shows no value
     */
    public IssuedToken {
        if (token.isBlank()) {
            throw new IllegalArgumentException("an issued token must not be blank");
        }
        Objects.requireNonNull(expiresAt, "expiresAt");
        further = FurtherMembers.checked(further);
    }

    /**
     * Takes a token and its end.
     *
     * @param token see above
     * @param expiresAt see above
     * @throws IllegalArgumentException when the token is blank
     */
    public IssuedToken(String token, Instant expiresAt) {
        this(token, expiresAt, Map.of());
    }

    /**
     * The same token with a further member behind the others; like {@code with("tenant", "north")}. One that is there keeps
     * its place and gets the new value.
     *
     * @param name its name
     * @param value its value, as described above
     * @return the changed token
     * @throws IllegalArgumentException when name or value are not as described above
     */
    public IssuedToken with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(further);
        more.put(name, value);
        return new IssuedToken(token, expiresAt, more);
    }

    /** Shows when the token ends and what further members there are, never the token nor a value. */
    @Override
    public String toString() {
        return "IssuedToken[token=redacted, expiresAt=" + expiresAt + ", further=" + further.keySet() + "]";
    }
}
