package dev.signet.portal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.envelope.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sample clients, a file each, with the addresses and codes of this webapp in them. */
final class ClientSamples {

    /** What a client is called by whoever saves it. */
    private static final Map<String, String> FILES = new LinkedHashMap<>();

    static {
        FILES.put("java", "OpenApiClient.java");
        FILES.put("python", "open_api_client.py");
        FILES.put("node", "open-api-client.mjs");
        FILES.put("csharp", "OpenApiClient.cs");
        FILES.put("php", "open-api-client.php");
        FILES.put("go", "open_api_client.go");
        FILES.put("curl", "open-api-client.sh");
    }

    /** What means nothing in the source text of any language, however it is quoted there. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/._~:\\[\\]-]*");

    private ClientSamples() {}

    static List<String> languages() {
        return List.copyOf(FILES.keySet());
    }

    static @Nullable String file(String language) {
        return FILES.get(language);
    }

    /**
     * One of them.
     *
     * @param language one of {@link #languages}
     * @param base what stands in front of every path; only what is plain is written
     * @param tokenPath of the token endpoint
     * @param call a path that a newcomer can call
     */
    static String text(String language, String base, String tokenPath, String call, Contract contract) {
        return template(language)
                .replace("@BASE@", PLAIN.matcher(base).matches() ? base : "https://api.example.com")
                .replace("@TOKEN_PATH@", tokenPath)
                .replace("@CALL@", PLAIN.matcher(call).matches() ? call : "/")
                .replace(
                        "@EXPIRED@",
                        String.valueOf(contract.ofReason("expired", ErrorCode.TOKEN_EXPIRED)
                                .number()))
                .replace("@REQUEST_ID@", requestId(contract));
    }

    /** The header with the id of a call; where the filter sends none, another may. */
    static String requestId(Contract contract) {
        String header = contract.requestIdHeader();
        return header == null ? "X-Request-Id" : header;
    }

    private static String template(String language) {
        String name = "clients/" + language + ".txt";
        try (InputStream in = ClientSamples.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("this jar has no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The first operation that needs no more than a token; the root where there is none.
     *
     * @param isForAny whether any token will do for a path
     */
    static String firstCall(JsonNode document, Predicate<String> isForAny) {
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            JsonNode get = path.getValue().path("get");
            boolean simple = path.getKey().startsWith("/")
                    && PLAIN.matcher(path.getKey()).matches();
            if (simple
                    && get.isObject()
                    && !needsMore(path.getValue())
                    && !needsMore(get)
                    && isForAny.test(path.getKey())) {
                return path.getKey();
            }
        }
        return "/";
    }

    private static boolean needsMore(JsonNode described) {
        for (JsonNode parameter : described.path("parameters")) {
            if (parameter.path("required").asBoolean() || parameter.has(References.REF)) {
                return true;
            }
        }
        return false;
    }
}
