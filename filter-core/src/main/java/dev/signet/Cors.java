package dev.signet;

import dev.signet.envelope.CrossOrigin;
import dev.signet.envelope.CrossOriginResponse;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pages of which other origins may read the answers, and what their browsers are told about that (Fetch standard, CORS
 * protocol). A refusal that a page cannot read is no answer, so this stands in front of everything that answers.
 *
 * <p>A filter in front that has allowed an origin has had its say: its headers stay as they are. Immutable and thread-safe.
 */
final class Cors {

    private static final String ALLOW_METHODS = "Access-Control-Allow-Methods";
    private static final String REQUEST_METHOD = "Access-Control-Request-Method";
    private static final String REQUEST_HEADERS = "Access-Control-Request-Headers";

    private final Set<String> origins; // empty where this is switched off
    private final boolean any;
    private final String exposed; // may be empty
    private final String maxAge;

    Cors(CorsSettings settings) {
        this.origins = Set.copyOf(settings.origins());
        this.any = origins.contains(CorsSettings.ANY);
        this.exposed = String.join(", ", settings.exposed());
        this.maxAge = Integer.toString(settings.maxAge());
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
        return Preflight.only(request.getHeaders("Origin")) == null ? null : any ? CorsSettings.ANY : origin;
    }

    /** The headers that a preflight asks for; empty where it asks for none, or for what is no name. */
    private static String headers(HttpServletRequest preflight) {
        List<String> names = new ArrayList<>();
        for (String line : Collections.list(preflight.getHeaders(REQUEST_HEADERS))) {
            for (String name : line.split(",", -1)) {
                if (name.isBlank()) {
                    continue;
                }
                if (!CorsSettings.HEADER_NAME.matcher(name.strip()).matches()) {
                    return "";
                }
                names.add(name.strip());
            }
        }
        return String.join(", ", names);
    }
}
