package dev.signet.envelope;

import jakarta.servlet.http.HttpServletResponse;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The headers that let pages of other origins read an answer (Fetch standard, CORS protocol), where they are set in front
 * of the application, and the application may set them as well. A browser withholds an answer in which one of them stands
 * twice, and a cache mixes up callers where {@code Vary} does not name {@code Origin}.
 *
 * @hidden public for the filter alone
 */
@SuppressWarnings("exports") // of annotations that are read at compile time alone
public final class CrossOrigin {

    /** Whose pages may read the answer: one origin, or all. */
    public static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

    /** Whether also an answer to a call with credentials. */
    public static final String ALLOW_CREDENTIALS = "Access-Control-Allow-Credentials";

    /** Which of its headers. */
    public static final String EXPOSE_HEADERS = "Access-Control-Expose-Headers";

    private static final String VARY = "Vary";

    private CrossOrigin() {}

    /**
     * What {@code setHeader} does for an application: it takes the place of what is set in front, but in {@code Vary}
     * {@code Origin} stays.
     *
     * @param response gets the header
     * @param name of any header
     * @param value its value
     */
    public static void set(HttpServletResponse response, @Nullable String name, @Nullable String value) {
        response.setHeader(name, value);
        if (VARY.equalsIgnoreCase(name)) {
            vary(response, "Origin");
        }
    }

    /**
     * What {@code addHeader} does for an application: it takes the place of what is set in front where only one value has
     * a meaning, and a list becomes a longer one.
     *
     * @param response gets the header
     * @param name of any header
     * @param value one more value
     */
    public static void add(HttpServletResponse response, @Nullable String name, @Nullable String value) {
        if (ALLOW_ORIGIN.equalsIgnoreCase(name) || ALLOW_CREDENTIALS.equalsIgnoreCase(name)) {
            response.setHeader(name, value);
        } else if (value != null && EXPOSE_HEADERS.equalsIgnoreCase(name)) {
            join(response, EXPOSE_HEADERS, value);
        } else if (value != null && VARY.equalsIgnoreCase(name)) {
            join(response, VARY, value);
        } else {
            response.addHeader(name, value);
        }
    }

    /**
     * Says that the answer depends on a header of the request.
     *
     * @param response whose {@code Vary} names it from now on, once
     * @param field name of the header
     */
    public static void vary(HttpServletResponse response, String field) {
        if (response.getHeader(VARY) == null) {
            response.setHeader(VARY, field);
        } else {
            join(response, VARY, field);
        }
    }

    /** Adds the words that a list does not have yet. */
    private static void join(HttpServletResponse response, String name, String more) {
        String present = String.join(", ", response.getHeaders(name));
        StringJoiner all = new StringJoiner(", ");
        if (!present.isBlank()) {
            all.add(present);
        }
        for (String word : more.split(",", -1)) {
            if (!word.isBlank() && !lists(all.toString(), word.strip())) {
                all.add(word.strip());
            }
        }
        response.setHeader(name, all.toString());
    }

    private static boolean lists(String all, String word) {
        for (String listed : all.split(",", -1)) {
            if (listed.strip().equalsIgnoreCase(word)) {
                return true;
            }
        }
        return false;
    }
}
