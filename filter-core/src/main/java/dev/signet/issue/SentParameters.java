package dev.signet.issue;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What an issuer of the application's own may want to know of a request besides the credentials, which are not in it. */
final class SentParameters {

    private static final Set<String> SECRETS = Set.of("appsecret", "client_secret");

    private SentParameters() {}

    /**
     * The parameters of the body, then those of the query string: who can only lengthen an address changes nothing that the
     * body says.
     *
     * @param body each with its values, the secret among them
     * @param query the query string; null where there is none
     */
    static Map<String, List<String>> of(Map<String, List<String>> body, String query) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        body.forEach((name, values) -> add(all, name, values));
        for (String piece : query.split("&", -1)) {
            int equals = piece.indexOf('=');
            try {
                String name = FormText.decode(equals < 0 ? piece : piece.substring(0, equals));
                String value = equals < 0 ? "" : FormText.decode(piece.substring(equals + 1));
                // of a form that an earlier filter had read, the container has put the query string into the body
                if (!name.isEmpty() && !body.getOrDefault(name, List.of()).contains(value)) {
                    add(all, name, List.of(value));
                }
            } catch (UnreadableRequestException e) {
                // nobody knows what it says, and no credential may stand there
            }
        }
        return all;
    }

    private static void add(Map<String, List<String>> all, String name, List<String> values) {
        if (!SECRETS.contains(name.toLowerCase(Locale.ROOT))) {
            all.computeIfAbsent(name, absent -> new ArrayList<>()).addAll(values);
        }
    }

    /**
     * The headers.
     *
     * @param basic whether the credentials are in one of them
     */
    static Map<String, List<String>> headers(HttpServletRequest request, boolean basic) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : Collections.list(request.getHeaderNames())) {
            if (!basic || !name.equalsIgnoreCase("Authorization")) {
                headers.put(name, Collections.list(request.getHeaders(name)));
            }
        }
        return headers;
    }
}
