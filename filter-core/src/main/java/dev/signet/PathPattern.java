package dev.signet;

/**
 * A path pattern of the access rules: {@code /a}, {@code /a/*} (one segment) or {@code /a/**} ({@code /a} and all below).
 *
 * <p>Case-sensitive, relative to the context path, no regular expressions. Immutable and thread-safe.
 *
 * @param prefix the path in front of the wildcard, without a trailing slash for the wildcard forms
 * @param depth how much may follow
 */
record PathPattern(String prefix, Depth depth) {

    enum Depth {
        EXACT,
        ONE_SEGMENT,
        ALL
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException when it cannot be read; the message says what is allowed
     */
    static PathPattern parse(String text) {
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
        for (String foreign : new String[] {"*", "?", "{", "}", ";", "\\", "%", "//", "/./", "/../"}) {
            if ((pattern.prefix + "/").contains(foreign) && !(pattern.prefix + "/").equals(foreign)) {
                boolean trailingSlash = foreign.equals("//") && pattern.prefix.indexOf("//") < 0;
                if (!trailingSlash) {
                    throw new IllegalArgumentException(
                            "a pattern is /a, /a/* or /a/**, spelled as the decoded path, without " + foreign);
                }
            }
        }
        return pattern;
    }

    /** Whether this pattern means the path. */
    boolean matches(String path) {
        if (!path.startsWith(prefix)) {
            return false;
        }
        int rest = prefix.length();
        return switch (depth) {
            case EXACT -> path.length() == rest;
            case ONE_SEGMENT -> path.length() > rest + 1 && path.charAt(rest) == '/' && path.indexOf('/', rest + 1) < 0;
            case ALL -> path.length() == rest || path.charAt(rest) == '/';
        };
    }

    /** Whether this pattern means the path, or the path with one slash more: what a strong requirement protects. */
    boolean protects(String path) {
        if (matches(path)) {
            return true;
        }
        return depth != Depth.ALL
                && path.length() > 1
                && path.endsWith("/")
                && matches(path.substring(0, path.length() - 1));
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
