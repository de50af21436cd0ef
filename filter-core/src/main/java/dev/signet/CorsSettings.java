package dev.signet;

import dev.signet.config.Parameter;
import dev.signet.config.Parameters;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code cors.*} parameters, typed. Immutable.
 *
 * @param origins whose pages may read; none where this is switched off
 * @param exposed headers that they may read
 * @param maxAge in seconds
 */
record CorsSettings(List<String> origins, List<String> exposed, int maxAge) {

    static final String ANY = "*";

    /** RFC 9110 §5.6.2; {@code *} is one, but no header. */
    static final Pattern HEADER_NAME = Pattern.compile("(?!\\*$)[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** RFC 6454 §6.2, as browsers write it: whatever else names the same origin, none of them sends it. */
    private static final Pattern ORIGIN = Pattern.compile("([a-z][a-z0-9+.-]*)://"
            + "(?:[a-z0-9_-]+(?:\\.[a-z0-9_-]+)*|\\[[0-9a-f:]+(?:\\.[0-9.]+)?])"
            + "(?::([1-9][0-9]{0,4}))?");

    private static final String EXAMPLE =
            "origins as browsers send them, like https://shop.acme.com or http://localhost:8080 (scheme, host, port unless"
                    + " it is the scheme's default; lower case, no path, no trailing slash, no wildcard), separated by"
                    + " commas, or * alone";

    /** Reads them; every problem is noted, none ends the reading. */
    static CorsSettings read(Parameters parameters) {
        List<String> origins = parameters.list(Parameter.CORS_ORIGINS);
        if (!origins.equals(List.of(ANY)) && !origins.stream().allMatch(CorsSettings::isOrigin)) {
            parameters.problem(Parameter.CORS_ORIGINS, EXAMPLE);
        }
        List<String> exposed = parameters.list(Parameter.CORS_EXPOSE);
        if (!exposed.stream().allMatch(name -> HEADER_NAME.matcher(name).matches())) {
            parameters.problem(Parameter.CORS_EXPOSE, "names of headers separated by commas");
        }
        return new CorsSettings(origins, exposed, parameters.integer(Parameter.CORS_MAX_AGE_SECONDS));
    }

    private static boolean isOrigin(String text) {
        Matcher origin = ORIGIN.matcher(text);
        if (!origin.matches()) {
            return false;
        }
        int port = origin.group(2) == null ? 0 : Integer.parseInt(origin.group(2));
        int own = origin.group(1).equals("https") ? 443 : origin.group(1).equals("http") ? 80 : -1;
        return port <= 65_535 && port != own;
    }

    /** Whether any origin is allowed. */
    boolean isOn() {
        return !origins.isEmpty();
    }
}
