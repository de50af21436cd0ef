package dev.signet;

import dev.signet.config.Parameter;
import dev.signet.config.Parameters;
import dev.signet.envelope.CrossOrigin;
import dev.signet.envelope.CrossOriginResponse;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The pages of which other origins may read the answers, and what their browsers are told about that (Fetch standard, CORS
 * protocol). A refusal that a page cannot read is no answer, so this stands in front of everything that answers.
 *
 * <p>A filter in front that has allowed an origin has had its say: its headers stay as they are. Immutable and thread-safe.
 */
final class Cors {

    private static final String ANY = "*";
    private static final String ALLOW_METHODS = "Access-Control-Allow-Methods";
    private static final String REQUEST_METHOD = "Access-Control-Request-Method";
    private static final String REQUEST_HEADERS = "Access-Control-Request-Headers";

    /** RFC 6454 §6.2, as browsers write it: whatever else names the same origin, none of them sends it. */
    private static final Pattern ORIGIN = Pattern.compile("([a-z][a-z0-9+.-]*)://"
            + "(?:[a-z0-9_-]+(?:\\.[a-z0-9_-]+)*|\\[[0-9a-f:]+(?:\\.[0-9.]+)?])"
            + "(?::([1-9][0-9]{0,4}))?");

    private static final String EXAMPLE =
            "origins as browsers send them, like https://shop.acme.com or http://localhost:8080 (scheme, host, port where"
                    + " it is not the scheme's own; lower case, no path, no slash behind it, no wildcard), separated by"
                    + " commas, or * alone";

    /** RFC 9110 §5.6.2; {@code *} is one, but no header. */
    private static final Pattern HEADER_NAME = Pattern.compile("(?!\\*$)[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private final Set<String> origins; // empty where this is switched off
    private final boolean any;
    private final String exposed; // may be empty
    private final String maxAge;

    private Cors(List<String> origins, List<String> exposed, int maxAge) {
        this.origins = Set.copyOf(origins);
        this.any = origins.contains(ANY);
        this.exposed = String.join(", ", exposed);
        this.maxAge = Integer.toString(maxAge);
    }

    /** Reads {@code cors.*}; every problem is noted, none ends the reading. */
    static Cors read(Parameters parameters) {
        List<String> origins = parameters.list(Parameter.CORS_ORIGINS);
        if (!origins.equals(List.of(ANY)) && !origins.stream().allMatch(Cors::isOrigin)) {
            parameters.problem(Parameter.CORS_ORIGINS, EXAMPLE);
        }
        List<String> exposed = parameters.list(Parameter.CORS_EXPOSE);
        if (!exposed.stream().allMatch(name -> HEADER_NAME.matcher(name).matches())) {
            parameters.problem(Parameter.CORS_EXPOSE, "names of headers separated by commas");
        }
        return new Cors(origins, exposed, parameters.integer(Parameter.CORS_MAX_AGE_SECONDS));
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

    /** Says on an answer that begins whether the page that asked may read it. */
    void open(HttpServletRequest request, HttpServletResponse response) {
        if (!isOn()) {
            return;
        }
        CrossOrigin.vary(response, "Origin");
        String allowed = allowed(request);
        if (allowed == null || response.containsHeader(CrossOrigin.ALLOW_ORIGIN)) {
            return;
        }
        response.setHeader(CrossOrigin.ALLOW_ORIGIN, allowed);
        if (!any) {
            response.setHeader(CrossOrigin.ALLOW_CREDENTIALS, "true");
        }
        if (!exposed.isEmpty()) {
            response.setHeader(CrossOrigin.EXPOSE_HEADERS, exposed);
        }
    }

    /** Answers an admitted preflight, whose answer is open: the call may come as it was asked for. */
    void answer(HttpServletRequest preflight, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_NO_CONTENT); // Fetch: any ok status will do
        if (!isOn()) {
            return;
        }
        CrossOrigin.vary(response, REQUEST_METHOD);
        CrossOrigin.vary(response, REQUEST_HEADERS);
        String allowed = allowed(preflight);
        if (allowed == null
                || !allowed.equals(response.getHeader(CrossOrigin.ALLOW_ORIGIN))
                || response.containsHeader(ALLOW_METHODS)) {
            return;
        }
        response.setHeader(ALLOW_METHODS, preflight.getHeader(REQUEST_METHOD)); // one token, or it were no preflight
        String headers = headers(preflight);
        if (!headers.isEmpty()) {
            response.setHeader("Access-Control-Allow-Headers", headers);
        }
        response.setHeader("Access-Control-Max-Age", maxAge);
    }

    /** The response for an application whose answer is excluded, and is open. */
    ServletResponse excluded(HttpServletRequest request, ServletResponse response) {
        return isOn() && response instanceof HttpServletResponse http
                ? new CrossOriginResponse(http, reset -> open(request, reset))
                : response;
    }

    /** What the page's origin is told; null where it is not allowed, or not one. */
    private @Nullable String allowed(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        if (origin == null || !any && !origins.contains(origin)) {
            return null;
        }
        return Preflight.only(request.getHeaders("Origin")) == null ? null : any ? ANY : origin;
    }

    /** The headers that a preflight asks for; empty where it asks for none, or for what is no name. */
    private static String headers(HttpServletRequest preflight) {
        List<String> names = new ArrayList<>();
        for (String line : Collections.list(preflight.getHeaders(REQUEST_HEADERS))) {
            for (String name : line.split(",", -1)) {
                if (name.isBlank()) {
                    continue;
                }
                if (!HEADER_NAME.matcher(name.strip()).matches()) {
                    return "";
                }
                names.add(name.strip());
            }
        }
        return String.join(", ", names);
    }
}
