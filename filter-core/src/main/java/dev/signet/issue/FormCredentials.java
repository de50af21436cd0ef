package dev.signet.issue;

import static dev.signet.issue.UnreadableRequestException.malformed;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A form body ({@code application/x-www-form-urlencoded}); like {@code client_id=…&client_secret=…}. Read from the body
 * itself, because {@code getParameter} mixes in the query string and repairs what is malformed. Unrecognised fields and
 * empty pieces are ignored, one without a value counts as omitted, and none may be given twice (RFC 6749 §3.2).
 */
final class FormCredentials {

    private static final Set<String> CREDENTIALS = Set.of("appkey", "appsecret", "client_id", "client_secret");

    private FormCredentials() {}

    /**
     * The fields, without credentials when the form holds none.
     *
     * @param basic the readings of HTTP Basic, whose id the form may repeat; empty where there are none
     */
    static SentBody read(byte[] body, List<Credentials> basic) throws UnreadableRequestException {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String piece : new String(body, StandardCharsets.ISO_8859_1).split("&", -1)) {
            int equals = piece.indexOf('=');
            if (equals == 0) {
                throw malformed("a form field is not name=value");
            }
            String name = FormText.decode(equals < 0 ? piece : piece.substring(0, equals));
            String value = equals < 0 ? "" : FormText.decode(piece.substring(equals + 1));
            // an empty piece is no field: what two ampersands leave between them
            if (!piece.isEmpty() && fields.put(name, value) != null) {
                throw malformed("a form field is given twice");
            }
        }
        return body(fields, basic);
    }

    /** The same for a form that an earlier filter made the container read. */
    static SentBody read(Map<String, String[]> parameters, int longest, List<Credentials> basic)
            throws UnreadableRequestException {
        Map<String, String> fields = new LinkedHashMap<>();
        int length = 0;
        for (Map.Entry<String, String[]> parameter : parameters.entrySet()) {
            List<String> values = List.of(parameter.getValue());
            if (values.size() != 1) {
                throw malformed("a form field is given twice");
            }
            String value = values.get(0);
            length += parameter.getKey().length() + value.length();
            // the container has replaced what was not UTF-8
            if (value.indexOf('\uFFFD') >= 0) {
                throw malformed("invalid UTF-8");
            }
            fields.put(parameter.getKey(), value);
        }
        if (length > longest) {
            throw UnreadableRequestException.tooLong("the body is longer than " + longest + " bytes");
        }
        return body(fields, basic);
    }

    /** Whether a query string names a credential, in any spelling a container could read as one. */
    static boolean namesCredential(String query) throws UnreadableRequestException {
        for (String pair : query.split("[&;]", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            try {
                name = FormText.decode(name);
            } catch (UnreadableRequestException e) {
                // a credential cannot be ruled out
                throw malformed("a name in the query string cannot be decoded");
            }
            if (CREDENTIALS.contains(name.strip().toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    private static SentBody body(Map<String, String> fields, List<Credentials> basic)
            throws UnreadableRequestException {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        fields.forEach((name, value) -> parameters.put(name, List.of(value)));
        parameters.remove(""); // some containers have one for an empty piece
        return new SentBody(credentials(fields, basic), parameters);
    }

    private static @Nullable Credentials credentials(Map<String, String> fields, List<Credentials> basic)
            throws UnreadableRequestException {
        String grant = fields.getOrDefault("grant_type", "");
        if (!grant.isEmpty() && !grant.equals("client_credentials")) {
            throw malformed("a grant_type other than client_credentials");
        }
        boolean app = isGiven(fields, "appKey", "appSecret");
        boolean client = isGiven(fields, "client_id", "client_secret");
        if (app && client || !basic.isEmpty() && (app || isGiven(fields, "client_secret"))) {
            throw malformed("credentials in more than one way");
        }
        if (!basic.isEmpty()) {
            // many libraries send the id in both places; it is no second credential
            String repeated = fields.get("client_id");
            if (client && basic.stream().noneMatch(reading -> reading.isOf(repeated))) {
                throw malformed("a client_id other than that of HTTP Basic");
            }
            return null;
        }
        if (client || !app && (fields.containsKey("client_id") || fields.containsKey("client_secret"))) {
            return Credentials.of(fields.get("client_id"), fields.get("client_secret"));
        }
        return app || fields.containsKey("appKey") || fields.containsKey("appSecret")
                ? Credentials.of(fields.get("appKey"), fields.get("appSecret"))
                : null;
    }

    private static boolean isGiven(Map<String, String> fields, String... names) {
        return Stream.of(names).anyMatch(name -> !fields.getOrDefault(name, "").isEmpty());
    }
}
