package dev.signet.envelope;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The ids by which logs and callers speak of one call: that of the application or of a filter in front, one that a trusted
 * proxy has brought, or a random one, made when somebody first asks for it. Thread-safe.
 *
 * @hidden public for the filter alone
 */
@SuppressWarnings("exports") // of annotations that are read at compile time alone
public final class RequestIds {

    /** The request attribute in which it is kept, also for the access log. */
    public static final String ATTRIBUTE = "dev.signet.request-id";

    /** Which answers have one; the values of {@code envelope.request-id}. */
    public enum On {
        /** Those whose code is not 1. */
        ERRORS,
        /** Those that are neither excluded nor raw. */
        ALL,
        /** None. */
        OFF
    }

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{8,64}");

    /** W3C Trace Context §3.2: a trace id is not all zeros, and version ff is forbidden; later ones may have more fields. */
    private static final Pattern TRACEPARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

    private static final char[] BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".toCharArray(); // RFC 4648 §6
    private static final int LENGTH = 26; // 130 bits

    private final On on;
    private final String header;
    private final boolean trusting;
    private final SecureRandom random = new SecureRandom();

    /**
     * Takes what was chosen.
     *
     * @param on which answers have one
     * @param header in which they have it
     * @param trusting whether one that comes with the request counts
     */
    public RequestIds(On on, String header, boolean trusting) {
        this.on = on;
        this.header = header;
        this.trusting = trusting;
    }

    /**
     * The id of a call.
     *
     * @param request the request
     * @param response the response, which may have one already
     * @return the id, or null where calls have none
     */
    public @Nullable String of(HttpServletRequest request, HttpServletResponse response) {
        if (on == On.OFF) {
            return null;
        }
        String known = known(request);
        if (known != null) {
            return known;
        }
        String set = response.getHeader(header);
        String brought = isId(set) ? set : trusting ? brought(request) : null;
        String id = brought == null ? made() : brought;
        EnvelopeAttributes.set(request, ATTRIBUTE, id);
        return id;
    }

    /**
     * Where callers find the id of a failure.
     *
     * @return the header, or null where calls have no id
     */
    public @Nullable String shownHeader() {
        return on == On.OFF ? null : header;
    }

    /**
     * The id of a call for which somebody has asked.
     *
     * @param request the request
     * @return the id, or null where it has none so far, or one that is no id: somebody in front may have copied anything
     */
    public static @Nullable String known(HttpServletRequest request) {
        return EnvelopeAttributes.get(request, ATTRIBUTE) instanceof String id && isId(id) ? id : null;
    }

    private @Nullable String brought(HttpServletRequest request) {
        String sent = request.getHeader(header);
        if (isId(sent)) {
            return sent;
        }
        String parent = request.getHeader("traceparent");
        return parent == null ? null : traceId(parent);
    }

    private static @Nullable String traceId(String parent) {
        Matcher trace = TRACEPARENT.matcher(parent);
        boolean valid = trace.matches() && (trace.group(2) == null || !parent.startsWith("00"));
        return valid ? trace.group(1) : null;
    }

    private static boolean isId(@Nullable String text) {
        return text != null && ID.matcher(text).matches();
    }

    private String made() {
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        char[] id = new char[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            id[i] = BASE32[bytes[i] & 31];
        }
        return new String(id);
    }

    /** The header with the id. */
    String header() {
        return header;
    }

    /** Whether an envelope with this code has one. */
    boolean areOn(int code) {
        return on == On.ALL || on == On.ERRORS && code != ErrorCode.SUCCESS.code();
    }

    /** Whether an answer that is sent as it is has one. */
    boolean areOnAll() {
        return on == On.ALL;
    }
}
