package dev.signet.access;

import java.util.List;

/**
 * A path pattern of the access rules: {@code /a}, {@code /a/*} (one segment) or {@code /a/**} ({@code /a} and all below).
 *
 * <p>Case-sensitive, relative to the context path, no regular expressions. Immutable and thread-safe.
 *
 * @param prefix the path in front of the wildcard, without a trailing slash for the wildcard forms
 * @param depth how much may follow
 */
public record PathPattern(String prefix, Depth depth) {

    public enum Depth {
        EXACT,
        ONE_SEGMENT,
        ALL
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException when it cannot be read; the message says what is allowed
     */
    public static PathPattern parse(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("a pattern starts with /");
        }
        PathPattern pattern;
        if (text.endsWith("/**")) {
            pattern = new PathPattern(text.substring(0, text.length() - 3), Depth.ALL);
        } else if (text.endsWith("/*")) {
            pattern = new PathPattern(text.substring(0, text.length() - 2), Depth.ONE_SEGMENT);
        } else {
            pattern = new PathPattern(text, Depth.EXACT);
        }
        for (String foreign : List.of("*", "?", "{", "}", ";", "\\", "%", "//")) {
            if (pattern.prefix.contains(foreign)) {
                throw new IllegalArgumentException(
                        "a pattern is /a, /a/* or /a/**, spelled as the decoded path, without " + foreign);
            }
        }
        if (SuspiciousUri.isDetour(pattern.prefix, 0) || pattern.depth != Depth.EXACT && pattern.prefix.endsWith("/")) {
            throw new IllegalArgumentException(
                    "no request has such a path: . and .. and // are refused before any rule");
        }
        return pattern;
    }

    /** The paths of a URL pattern of web.xml (Servlet 6.0 §12.2), where {@code /*} is all below. */
    public static PathPattern ofMapping(String mapping) {
        return mapping.endsWith("/*")
                ? new PathPattern(mapping.substring(0, mapping.length() - 2), Depth.ALL)
                : new PathPattern(mapping, Depth.EXACT);
    }

    /** Whether this pattern means the path that begins at {@code start}. */
    public boolean matches(String text, int start) {
        return text.startsWith(prefix, start) && matches(text, start, text.length());
    }

    /** Whether this pattern means the path, or the path with one slash more: what a strong requirement protects. */
    boolean protects(String text, int start) {
        if (!text.startsWith(prefix, start)) {
            return false;
        }
        int end = text.length();
        return matches(text, start, end)
                || end - start > prefix.length() && text.charAt(end - 1) == '/' && matches(text, start, end - 1);
    }

    /** What follows the prefix decides. */
    private boolean matches(String text, int start, int end) {
        int rest = start + prefix.length();
        return switch (depth) {
            case EXACT -> end == rest;
            case ONE_SEGMENT -> {
                int slash = text.indexOf('/', rest + 1);
                yield end > rest + 1 && text.charAt(rest) == '/' && (slash < 0 || slash >= end);
            }
            case ALL -> end == rest || text.charAt(rest) == '/';
        };
    }

    /** Whether every path that the other pattern names is named by this one. */
    boolean covers(PathPattern other) {
        return switch (depth) {
            case EXACT -> isSameAs(other);
            case ONE_SEGMENT -> isSameAs(other) || other.depth == Depth.EXACT && matches(other.prefix, 0);
            case ALL -> other.prefix.equals(prefix) || other.prefix.startsWith(prefix + "/");
        };
    }

    /** Whether all it names lies in a folder; the root is none. */
    public boolean isBelow(String folder) {
        return !folder.isEmpty() && (prefix.equals(folder) || prefix.startsWith(folder + "/"));
    }

    /** Whether a URL pattern (Servlet 6.0 §12.2) may match a path that this one names; true in doubt. */
    public boolean meets(String mapping) {
        if (mapping.endsWith("/*")) {
            String folder = ofMapping(mapping).prefix;
            return prefix.equals(folder) || prefix.startsWith(folder + "/") || matches(folder, 0);
        }
        if (mapping.startsWith("*.")) {
            return depth != Depth.EXACT || prefix.endsWith(mapping.substring(1));
        }
        return mapping.length() < 2 || matches(mapping, 0); // the default servlet and the root are their own matter
    }

    /** By hand: the JDK's own comparison of records would hold the webapp's class loader after an undeploy. */
    private boolean isSameAs(PathPattern other) {
        return prefix.equals(other.prefix) && depth == other.depth;
    }

    @Override
    public String toString() {
        return switch (depth) {
            case EXACT -> prefix;
            case ONE_SEGMENT -> prefix + "/*";
            case ALL -> prefix + "/**";
        };
    }
}
