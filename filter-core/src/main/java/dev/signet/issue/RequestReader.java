package dev.signet.issue;

import static dev.signet.issue.UnreadableRequestException.malformed;
import static dev.signet.issue.UnreadableRequestException.tooLong;
import static dev.signet.issue.UnreadableRequestException.unsupported;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Reads a POST: exactly one of JSON, form and HTTP Basic, nothing of it from the query string. */
final class RequestReader {

    private static final int LONGEST_BODY = 8192;

    private enum BodyKind {
        NONE,
        JSON,
        FORM
    }

    private RequestReader() {}

    /**
     * The request, well-formed; throws with the reason when it is not.
     *
     * @param address the caller's
     * @return what it may mean, the likeliest first; more than one only where HTTP Basic can be read in two ways
     */
    static List<TokenRequest> read(HttpServletRequest request, String address) throws UnreadableRequestException {
        String query = request.getQueryString();
        if (query != null && FormCredentials.namesCredential(query)) {
            // they are in the access logs of every proxy by now
            throw malformed("credentials in the query string");
        }
        List<Credentials> basic = BasicCredentials.read(request);
        SentBody body = body(request, basic);
        if (!basic.isEmpty() && body.credentials() != null) {
            throw malformed("credentials in more than one way");
        }
        List<Credentials> readings = body.credentials() != null ? List.of(body.credentials()) : basic;
        if (readings.isEmpty()) {
            throw malformed("no credentials");
        }
        Map<String, List<String>> parameters = SentParameters.of(body.parameters(), query == null ? "" : query);
        Map<String, List<String>> headers = SentParameters.headers(request, !basic.isEmpty());
        return readings.stream()
                .map(reading -> new TokenRequest(reading.id(), reading.secret(), address, parameters, headers))
                .toList();
    }

    private static SentBody body(HttpServletRequest request, List<Credentials> basic)
            throws UnreadableRequestException {
        BodyKind kind = kind(request);
        byte[] body = bytes(request);
        return switch (kind) {
            case JSON -> body.length == 0 ? SentBody.EMPTY : JsonCredentials.read(body);
            case FORM -> body.length == 0 ? consumedForm(request, basic) : FormCredentials.read(body, basic);
            case NONE -> {
                if (body.length > 0) {
                    throw unsupported("a body without Content-Type");
                }
                yield SentBody.EMPTY;
            }
        };
    }

    private static BodyKind kind(HttpServletRequest request) throws UnreadableRequestException {
        List<String> types = Collections.list(request.getHeaders("Content-Type"));
        if (types.isEmpty()) {
            return BodyKind.NONE;
        }
        if (types.size() > 1) {
            throw malformed("more than one Content-Type header");
        }
        if (request.getHeader("Content-Encoding") != null) {
            throw unsupported("a Content-Encoding");
        }
        BodyType type = BodyType.parse(types.get(0));
        if (!type.isUtf8()) {
            throw unsupported("a charset other than UTF-8");
        }
        if (type.name().equals("application/json")) {
            return BodyKind.JSON;
        }
        if (type.name().equals("application/x-www-form-urlencoded")) {
            return BodyKind.FORM;
        }
        throw unsupported("a Content-Type other than application/json and application/x-www-form-urlencoded");
    }

    private static byte[] bytes(HttpServletRequest request) throws UnreadableRequestException {
        byte[] body;
        try {
            body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
        } catch (IOException e) {
            throw malformed("the body ended early");
        } catch (RuntimeException e) {
            // containers differ in the type for a broken chunk; and a reader may be in use already
            throw malformed("the body cannot be read");
        }
        if (body.length > LONGEST_BODY) {
            throw tooLong("the body is longer than " + LONGEST_BODY + " bytes");
        }
        return body;
    }

    /**
     * A form that an earlier filter consumed by {@code getParameter} is left in the parameters only. Those of the query
     * string are among them, but none that names a credential: that was refused before.
     */
    private static SentBody consumedForm(HttpServletRequest request, List<Credentials> basic)
            throws UnreadableRequestException {
        try {
            return FormCredentials.read(request.getParameterMap(), LONGEST_BODY, basic);
        } catch (RuntimeException e) {
            throw malformed("the form that was consumed by an earlier filter is malformed");
        }
    }
}
