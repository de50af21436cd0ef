package dev.signet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a browser asks before it sends a call to another origin (Fetch standard, CORS preflight). It sends none of the
 * caller's credentials with it, so that no token can be asked for; but anybody can send the same.
 */
enum Preflight {
    /** The application answers. */
    PASS,
    /** The filter answers, with the headers of {@link Cors}, or those that a CORS filter in front has set. */
    ANSWER,
    /** Nobody answers, as under a rule that denies. */
    REFUSE;

    /** RFC 6454 §7.1 of one origin: scheme, host, port where it is not the scheme's own. */
    private static final Pattern ORIGIN = Pattern.compile(
            "[A-Za-z][A-Za-z0-9+.-]*+://" + "(?:\\[[0-9A-Fa-f:.]++]|[A-Za-z0-9._~!$&'()*+,;=-]*+)(?::([0-9]{1,5}))?");

    /** RFC 9110 §9.1. */
    private static final Pattern METHOD = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]++");

    /**
     * The choice of that name.
     *
     * @param name {@code pass}, {@code answer} or {@code refuse}
     */
    static Preflight of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** Whether a request is one: with one readable {@code Origin} and one readable method. */
    static boolean is(HttpServletRequest request) {
        return is(request, request.getMethod());
    }

    /** The same of a request that came with another method than it has now, or with none. */
    static boolean is(HttpServletRequest request, @Nullable Object method) {
        return "OPTIONS".equals(method)
                && isOrigin(only(request.getHeaders("Origin")))
                && isMethod(only(request.getHeaders("Access-Control-Request-Method")));
    }

    private static boolean isOrigin(@Nullable String value) {
        if (value == null || value.equals("null")) {
            return value != null; // what browsers call the origin of a sandboxed frame or a file
        }
        Matcher origin = ORIGIN.matcher(value);
        return origin.matches() && (origin.group(1) == null || Integer.parseInt(origin.group(1)) <= 65_535);
    }

    private static boolean isMethod(@Nullable String value) {
        return value != null && METHOD.matcher(value).matches();
    }

    /** The value of a header that stands there once. */
    static @Nullable String only(@Nullable Enumeration<String> values) {
        if (values == null || !values.hasMoreElements()) {
            return null;
        }
        String value = values.nextElement();
        return values.hasMoreElements() ? null : value;
    }
}
