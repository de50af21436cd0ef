package dev.signet.descriptor;

/** URL patterns of mappings (Servlet 6.0 §12.2). */
public final class UrlPatterns {

    private UrlPatterns() {}

    /**
     * Whether two may match the same path; true in doubt.
     *
     * @param one pattern
     * @param other pattern
     * @return false only where no path is matched by both
     */
    public static boolean meet(String one, String other) {
        if (one.equals(other) || isAnywhere(one) || isAnywhere(other)) {
            return true;
        }
        if (one.startsWith("*.") || other.startsWith("*.")) {
            String extension = one.startsWith("*.") ? one.substring(1) : other.substring(1);
            String path = one.startsWith("*.") ? other : one;
            return path.endsWith("/*") || path.endsWith(extension);
        }
        return isBelow(one, other) || isBelow(other, one);
    }

    /** The default servlet and the root are found at whatever is left. */
    private static boolean isAnywhere(String pattern) {
        return pattern.equals("/*") || pattern.length() < 2;
    }

    private static boolean isBelow(String one, String folder) {
        if (!folder.endsWith("/*")) {
            return false;
        }
        String prefix = folder.substring(0, folder.length() - 2);
        return one.equals(prefix) || one.startsWith(prefix + "/");
    }
}
