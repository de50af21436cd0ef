package dev.signet.portal;

import dev.signet.caller.Insiders;
import dev.signet.config.Parameter;
import dev.signet.config.Parameters;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The {@code portal.*} parameters, typed.
 *
 * @param source where the application describes itself; null where it does not
 * @param tokenPath of the token endpoint
 * @param insiders who may see the portal
 * @param open whether anybody may
 * @param title of the interface, or empty for the description's own
 * @param servers where partners reach it
 * @param fresh how long a description is used
 */
record PortalSettings(
        @Nullable String source,
        String tokenPath,
        Insiders insiders,
        boolean open,
        String title,
        List<String> servers,
        Duration fresh) {

    /** What stands in documents and in the source text of clients, so nothing that means anything there. */
    private static final String PLAIN = "[A-Za-z0-9._~-]+";

    private static final Pattern PATH = Pattern.compile("(/" + PLAIN + ")+");
    private static final Pattern SERVER =
            Pattern.compile("(https?://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+\\])(:\\d{1,5})?)?(/" + PLAIN + ")*/?");
    /** A path of them is a file's. */
    static final String FILES = "/WEB-INF/";

    private static final List<String> ANYONE = List.of("0.0.0.0/0", "::/0");

    /** What keeps a file from being shown; it is read when the first caller comes, so that may still change. */
    List<String> doubts(Parameters parameters) {
        if (source == null || !source.startsWith(FILES)) {
            return List.of();
        }
        String why;
        try {
            byte[] text = parameters.file(source);
            boolean isTooLong = text.length > Json.MOST_BYTES;
            if (!isTooLong && Dialect.of(Json.read(text)) != null) {
                return List.of();
            }
            why = isTooLong ? "it is longer than 4 MB" : "it is not an OpenAPI document of version 3.0 or 3.1";
        } catch (IOException e) {
            why = String.valueOf(e.getMessage());
        }
        return List.of(Parameter.PORTAL_OPENAPI + ": the description at " + source + " is unavailable: " + why
                + "; the portal responds with -1 until there is one");
    }

    /** Reads them; what cannot be read is noted. */
    static PortalSettings read(Parameters parameters) {
        String source = parameters.text(Parameter.PORTAL_OPENAPI);
        if (source != null && !source.startsWith("/")) {
            parameters.problem(
                    Parameter.PORTAL_OPENAPI, "a path of this webapp that begins with /, or a file below /WEB-INF/");
        }
        String token = Objects.requireNonNull(parameters.text(Parameter.PORTAL_TOKEN_PATH), "it has a default");
        if (!PATH.matcher(token).matches()) {
            parameters.problem(Parameter.PORTAL_TOKEN_PATH, "a path below the context path, like /api/token");
        }
        List<String> servers = parameters.list(Parameter.PORTAL_SERVERS);
        for (String server : servers) {
            if (!SERVER.matcher(server).matches()) {
                parameters.problem(Parameter.PORTAL_SERVERS, server, "an address like https://api.acme.com/v1");
            }
        }
        String title = parameters.text(Parameter.PORTAL_TITLE);
        return new PortalSettings(
                source,
                token,
                Insiders.read(parameters, Parameter.PORTAL_NETWORKS),
                parameters.list(Parameter.PORTAL_NETWORKS).containsAll(ANYONE),
                title == null ? "" : title,
                servers.stream()
                        .map(server -> server.length() > 1 && server.endsWith("/")
                                ? server.substring(0, server.length() - 1)
                                : server)
                        .toList(),
                Duration.ofSeconds(parameters.integer(Parameter.PORTAL_CACHE_SECONDS)));
    }
}
