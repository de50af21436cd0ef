package dev.signet.envelope;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The headers an application set, kept away from the container until it is known what the answer becomes.
 *
 * <p>Clearing them is then free: {@code reset()} on the container's response would also delete the CORS headers and
 * cookies of outer filters. Not thread-safe.
 */
final class ShadowHeaders {

    /** One call of a header setter; a cookie is formatted by the container. */
    private record Entry(
            String name,
            @Nullable String value,
            boolean replace,
            @Nullable Cookie cookie) {}

    private final List<Entry> entries = new ArrayList<>();
    private boolean changed;

    /** Whether a header was set since the last call. */
    boolean hasChanged() {
        boolean answer = changed;
        changed = false;
        return answer;
    }

    /** Sets a header; a null value removes it, as Servlet 6.1 defines. */
    void set(String name, @Nullable String value) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i).name.equalsIgnoreCase(name)) {
                entries.remove(i);
            }
        }
        changed = true;
        entries.add(new Entry(name, value, true, null));
    }

    void add(String name, String value) {
        changed = true;
        entries.add(new Entry(name, value, false, null));
    }

    void add(Cookie cookie) {
        entries.add(new Entry("Set-Cookie", null, false, cookie));
    }

    /** Whether the application took this header away, so that an outer filter's no longer shows. */
    boolean isRemoved(String name) {
        for (Entry entry : entries) {
            if (entry.replace && entry.value == null && entry.name.equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    void clear() {
        entries.clear();
    }

    /** Whether the application set this header, so that it is not the container's to answer. */
    boolean contains(String name) {
        return first(name) != null;
    }

    @Nullable
    String first(String name) {
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (entry.value != null && entry.name.equalsIgnoreCase(name)) {
                return entry.value;
            }
        }
        return null;
    }

    /** The values an observer would see, those of outer filters first unless they were replaced. */
    Collection<String> all(String name, Collection<String> outer) {
        List<String> values = new ArrayList<>(outer);
        for (Entry entry : entries) {
            if (entry.name.equalsIgnoreCase(name)) {
                if (entry.replace) {
                    values.clear();
                }
                if (entry.value != null) {
                    values.add(entry.value);
                }
            }
        }
        return values;
    }

    Collection<String> names(Collection<String> outer) {
        Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Set<String> names = new LinkedHashSet<>();
        for (String name : outer) {
            if (seen.add(name)) {
                names.add(name);
            }
        }
        for (Entry entry : entries) {
            if (entry.value != null && seen.add(entry.name)) {
                names.add(entry.name);
            }
        }
        return names;
    }

    /** Hands the headers whose lower-case name passes to the container. */
    void applyTo(HttpServletResponse response, Predicate<String> wanted) {
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (!wanted.test(entry.name.toLowerCase(Locale.ROOT))) {
                continue;
            }
            if (entry.cookie != null) {
                response.addCookie(entry.cookie);
            } else if (entry.replace) {
                response.setHeader(entry.name, entry.value);
            } else {
                response.addHeader(entry.name, entry.value);
            }
        }
    }

    /** Whether a header stays true when another body takes the place of its own. */
    static boolean survivesReplacing(String lowerCaseName) {
        return !describesBody(lowerCaseName);
    }

    private static boolean describesBody(String lowerCaseName) {
        return lowerCaseName.startsWith("content-") && !lowerCaseName.startsWith("content-security-policy")
                || isDigest(lowerCaseName)
                || switch (lowerCaseName) {
                    case "etag",
                            "last-modified",
                            "cache-control",
                            "expires",
                            "pragma",
                            "accept-ranges",
                            "trailer",
                            "transfer-encoding" -> true;
                    default -> false;
                };
    }

    /** Whether a header stays true when an envelope is put around the body. */
    static boolean survivesWrapping(String lowerCaseName) {
        return !isDigest(lowerCaseName)
                && switch (lowerCaseName) {
                    case "content-type",
                            "content-length",
                            "content-md5",
                            "content-range",
                            "content-encoding",
                            "accept-ranges",
                            "transfer-encoding" -> false;
                    default -> true;
                };
    }

    private static boolean isDigest(String lowerCaseName) {
        return lowerCaseName.equals("digest") || lowerCaseName.endsWith("-digest");
    }

    /** An HTTP date (RFC 9110 §5.6.7). */
    static String date(long epochMillis) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.ofEpochMilli(epochMillis).atZone(ZoneOffset.UTC));
    }
}
