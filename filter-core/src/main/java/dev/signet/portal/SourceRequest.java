package dev.signet.portal;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The request with which the application is asked for its description: always the same, whoever asked us, so that nothing of
 * one caller is in what others get. It is nobody's: without user, session, cookies, token or address.
 */
final class SourceRequest extends HttpServletRequestWrapper {

    private static final String HOST = "localhost";
    private static final Map<String, String> HEADERS = Map.of("host", HOST, "accept", Content.JSON);
    private static final String NOBODY = "0.0.0.0"; // no list of addresses has it

    /** What filters and containers leave of whoever has called. */
    private static final Set<String> OF_THE_CALLER =
            Set.of("dev.signet.token", "dev.signet.client", "jakarta.servlet.request.X509Certificate");

    private final String uri;
    private final @Nullable String query;
    private final Map<String, String[]> parameters = new LinkedHashMap<>();

    /**
     * Takes its place.
     *
     * @param path what is asked for, with its query
     */
    SourceRequest(HttpServletRequest request, String path) {
        super(request);
        int mark = path.indexOf('?');
        this.uri = request.getContextPath() + (mark < 0 ? path : path.substring(0, mark));
        this.query = mark < 0 ? null : path.substring(mark + 1);
        for (String pair : query == null ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            parameters.put(decoded(equals < 0 ? pair : pair.substring(0, equals)), new String[] {value});
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String getMethod() {
        return "GET";
    }

    /** As if it had been called itself: from this springdoc makes the address of the interface. */
    @Override
    public String getRequestURI() {
        return uri;
    }

    @Override
    public StringBuffer getRequestURL() {
        return new StringBuffer("http://" + HOST).append(uri);
    }

    @Override
    public @Nullable String getQueryString() {
        return query;
    }

    @Override
    public String getScheme() {
        return "http";
    }

    @Override
    public boolean isSecure() {
        return false;
    }

    /** Not the one that the caller has written into his header, for the description would keep it. */
    @Override
    public String getServerName() {
        return HOST;
    }

    @Override
    public int getServerPort() {
        return 80;
    }

    @Override
    public String getRemoteAddr() {
        return NOBODY;
    }

    @Override
    public String getRemoteHost() {
        return NOBODY;
    }

    @Override
    public int getRemotePort() {
        return 0;
    }

    @Override
    public @Nullable String getRemoteUser() {
        return null;
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        return null;
    }

    @Override
    public boolean isUserInRole(String role) {
        return false;
    }

    @Override
    public @Nullable String getAuthType() {
        return null;
    }

    @Override
    public Cookie @Nullable [] getCookies() {
        return null;
    }

    @Override
    public @Nullable String getRequestedSessionId() {
        return null;
    }

    @Override
    public boolean isRequestedSessionIdValid() {
        return false;
    }

    @Override
    public @Nullable HttpSession getSession(boolean create) {
        if (create) {
            throw new IllegalStateException("a description is for everybody and has no session");
        }
        return null;
    }

    @Override
    public @Nullable HttpSession getSession() {
        return getSession(true);
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return OF_THE_CALLER.contains(name) ? null : super.getAttribute(name);
    }

    @Override
    public @Nullable String getHeader(String name) {
        return HEADERS.get(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        String value = getHeader(name);
        return Collections.enumeration(value == null ? List.of() : List.of(value));
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(HEADERS.keySet());
    }

    @Override
    public long getDateHeader(String name) {
        return -1;
    }

    @Override
    public int getIntHeader(String name) {
        return -1;
    }

    @Override
    public Locale getLocale() {
        return Locale.getDefault();
    }

    @Override
    public Enumeration<Locale> getLocales() {
        return Collections.enumeration(List.of(getLocale()));
    }

    @Override
    public @Nullable String getParameter(String name) {
        String[] values = parameters.get(name);
        return values == null ? null : values[0];
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return Collections.unmodifiableMap(parameters);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(parameters.keySet());
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return parameters.get(name);
    }

    @Override
    public boolean isAsyncSupported() {
        return false;
    }

    @Override
    public AsyncContext startAsync() {
        throw new IllegalStateException("a description has to be there when the dispatch returns");
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        return startAsync();
    }
}
