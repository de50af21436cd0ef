package dev.signet.portal;

import dev.signet.issue.TokenServlet;
import dev.signet.testing.LogCapture;
import dev.signet.testing.TestWebapp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A webapp with the portal as its document says. */
final class PortalWebapp {

    /** Of the client that may get tokens. */
    static final String KEY = "acme";

    static final String SECRET = "VbW1yv0kq3Zs8ncR5tJ7xA\\\"'$(x)"; // whatever a shell or a literal would make of it

    /** Of an application, with markup wherever text is. */
    static final String DESCRIPTION = """
            {"openapi":"3.0.1","info":{"title":"Orders <img src=x onerror=alert(1)> [a](javascript:b) | `c`","version":"1"},
            "servers":[{"url":"http://asked.example:8080/app"}],
            "paths":{"/orders":{"get":{"summary":"# All <b>orders</b>","responses":{"200":{"description":"All","content":{
            "application/json":{"schema":{"type":"array","items":{"type":"string"}}}}}}}}}}""";

    private PortalWebapp() {}

    /** With the portal at {@code /open/*}, which has these init-params. */
    static TestWebapp with(String... parameters) {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            all.put(parameters[i], parameters[i + 1]);
        }
        return new TestWebapp()
                .with(
                        "access.rules",
                        "* /open/** permit\n* /api/token permit\n* /public permit\nGET /admin/** role admin")
                .with("envelope.exclude", "/open/**")
                .serveFromStart("/open/*", new PortalServlet(), all);
    }

    /** Adds the token endpoint, whose only client is {@link #KEY}. */
    static TestWebapp withTokens(TestWebapp webapp, Path folder) throws IOException, GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(SECRET.getBytes(StandardCharsets.UTF_8));
        Path clients = Files.writeString(
                folder.resolve("clients.json"),
                "{\"clients\":[{\"id\":\"%s\",\"secrets\":[{\"hash\":\"sha256:%s\"}]}]}"
                        .formatted(KEY, Base64.getEncoder().encodeToString(hash)));
        return webapp.serveFromStart(
                "/api/token",
                new TokenServlet(),
                Map.of("jwt.secret", TestWebapp.SECRET, "issuer.clients-file", clients.toString()));
    }

    /** A description of the application, at any path. */
    static TestWebapp.Behaviour describing(String text) {
        return (request, response) -> {
            response.setContentType("application/json");
            response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        };
    }

    /** What the log says of the portal. */
    static List<String> warnings(LogCapture logs) {
        return logs.lines().stream().filter(line -> line.contains("portal")).toList();
    }
}
