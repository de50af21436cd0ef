package dev.signet.envelope;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The headers that let pages of other origins read an answer (Fetch standard, CORS protocol), where they are set in front
 * of the application, and the application may set them as well. A browser withholds an answer in which one of them stands
 * twice, and a cache mixes up callers where {@code Vary} does not name {@code Origin}.
 *
 * @hidden public for the filter alone
 */
public final class CrossOrigin {

    /** Whose pages may read the answer: one origin, or all. */
    public static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

    /** Whether also an answer to a call with credentials. */
    public static final String ALLOW_CREDENTIALS = "Access-Control-Allow-Credentials";

    /** Which of its headers. */
    public static final String EXPOSE_HEADERS = "Access-Control-Expose-Headers";

    private static final String VARY = "Vary";
    private static final String ORIGIN = "Origin";

    private CrossOrigin() {}

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
            response.setHeader(VARY, joined(present(response, VARY), field));
        }
    }

    /** What {@code setHeader} does for the application: its value takes the place of ours, but Origin stays in Vary. */
    static void set(HttpServletResponse response, @Nullable String name, @Nullable String value) {
        if (VARY.equalsIgnoreCase(name)) {
            response.setHeader(VARY, value == null ? ORIGIN : joined(value, ORIGIN));
        } else {
            response.setHeader(name, value);
        }
    }

    /** What {@code addHeader} does for the application: of what may have one value it has the last word; lists grow. */
    static void add(HttpServletResponse response, @Nullable String name, @Nullable String value) {
        String list =
                VARY.equalsIgnoreCase(name) ? VARY : EXPOSE_HEADERS.equalsIgnoreCase(name) ? EXPOSE_HEADERS : null;
        if (list != null && value != null) {
            response.setHeader(list, joined(present(response, list), value));
        } else if (ALLOW_ORIGIN.equalsIgnoreCase(name) || ALLOW_CREDENTIALS.equalsIgnoreCase(name)) {
            response.setHeader(name, value);
        } else {
            response.addHeader(name, value);
        }
    }

    private static String present(HttpServletResponse response, String name) {
        return String.join(",", response.getHeaders(name));
    }

    /** The words of two lists, each once. */
    private static String joined(String list, String more) {
        List<String> all = new ArrayList<>();
        for (String word : (list + ',' + more).split(",", -1)) {
            String field = word.strip();
            if (!field.isEmpty() && all.stream().noneMatch(field::equalsIgnoreCase)) {
                all.add(field);
            }
        }
        return String.join(", ", all);
    }
}
