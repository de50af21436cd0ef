package dev.signet.issue;

import dev.signet.SignetConfig;
import dev.signet.SignetFilter;
import dev.signet.clients.SecretHash;
import dev.signet.clients.SlowHash;
import dev.signet.config.Beans;
import dev.signet.testing.MutableClock;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** A webapp with the token endpoint at /api/token and a protected /api/me, its clock in the hand of the test. */
final class TokenWebapp implements AutoCloseable {

    /** The time of the interface document's sample. */
    static final long SAMPLE_MILLIS = 1664344355485L;

    /** A client that exists in most tests, and its generated secret. */
    static final String ID = "acme";

    static final String SECRET = "sesame-Yk3vQ8rTz1LxW0bN";

    /** Its entry of the clients file. */
    static final String ENTRY = "{\"id\":\"acme\",\"secrets\":[{\"hash\":\"" + SecretHash.sha256(SECRET) + "\"}]}";

    /** One that a person has chosen a secret for, and its entry. */
    static final String CHOSEN_ID = "chosen";

    static final String CHOSEN_SECRET = "sesame-of-a-person";
    static final String CHOSEN_ENTRY =
            "{\"id\":\"chosen\",\"secrets\":[{\"hash\":\"" + pbkdf2(CHOSEN_SECRET, 10_000) + "\"}]}";

    /** The entry of a client with a Chinese id and secret. */
    static final String CHINESE_ENTRY =
            "{\"id\":\"客户\",\"secrets\":[{\"hash\":\"" + SecretHash.sha256("密码:sesame") + "\"}]}";

    static String pbkdf2(String secret, int iterations) {
        Base64.Encoder base64 = Base64.getEncoder();
        byte[] salt = new byte[16];
        return "pbkdf2-sha256:" + iterations + ":" + base64.encodeToString(salt) + ":"
                + base64.encodeToString(SlowHash.PBKDF2.derive(secret, salt, iterations, 32));
    }

    final MutableClock clock = new MutableClock(SAMPLE_MILLIS);
    private final SignetConfig.Builder filter = SignetConfig.builder()
            .set("jwt.secret", TestWebapp.SECRET)
            .set("access.rules", "* /api/token permit\nGET /permitted permit");
    private SlowHash slow = SlowHash.PBKDF2;
    private Beans beans = Beans.NONE;
    private final TestWebapp webapp = new TestWebapp().context("signet.jwt.secret", TestWebapp.SECRET);

    /** Sets a context-param of both, without the prefix. */
    TokenWebapp with(String name, String value) {
        webapp.context("signet." + name, value);
        if (name.startsWith("jwt.")) {
            filter.set(name, value);
        }
        return this;
    }

    /** Sets a parameter of the filter only. */
    TokenWebapp filter(String name, String value) {
        filter.set(name, value);
        return this;
    }

    /** Hands an object over in code, to the endpoint. */
    <T> TokenWebapp bean(Class<T> type, T bean) {
        beans = beans.with(type, bean);
        return this;
    }

    /** Sets an attribute of the ServletContext, before the start or behind it. */
    TokenWebapp attribute(Class<?> type, Object bean) {
        webapp.attribute(type.getName(), bean);
        return this;
    }

    /** Writes a clients file and names it. */
    TokenWebapp clients(Path file, String... entries) throws IOException {
        write(file, entries);
        return with("issuer.clients-file", file.toString());
    }

    static void write(Path file, String... entries) throws IOException {
        Files.writeString(file, "{\"clients\":[" + String.join(",", entries) + "]}");
    }

    /** Derives slow hashes in another way. */
    TokenWebapp slow(SlowHash other) {
        slow = other;
        return this;
    }

    /** The folder that holds WEB-INF. */
    TokenWebapp base(Path folder) {
        webapp.base(folder);
        return this;
    }

    /** Lets the caller say its address, as a container does that listens to a proxy. */
    TokenWebapp addressed() {
        return outside((request, response, chain) -> {
            String address = ((HttpServletRequest) request).getHeader("X-Address");
            chain.doFilter(
                    address == null
                            ? request
                            : new HttpServletRequestWrapper((HttpServletRequest) request) {
                                @Override
                                public String getRemoteAddr() {
                                    return address;
                                }
                            },
                    response);
        });
    }

    TokenWebapp outside(Filter outer) {
        webapp.outside(outer);
        return this;
    }

    TokenWebapp start() throws Exception {
        serve();
        webapp.start(new SignetFilter(filter.clock(clock).build()));
        return this;
    }

    /** Without the filter. */
    TokenWebapp startBare() throws Exception {
        serve();
        webapp.startBare();
        return this;
    }

    private void serve() {
        webapp.serveFromStart("/api/token", new TokenServlet(beans, clock, new SecureRandom(), slow))
                .serve("/api/me", (request, response) -> {
                    response.setContentType("application/json");
                    response.getWriter().print("\"" + request.getRemoteUser() + "\"");
                });
    }

    /** Asks for a token by JSON. */
    RawAnswer login(String id, String secret, String... headers) throws IOException {
        String[] all = new String[headers.length + 1];
        all[0] = "Content-Type: application/json";
        System.arraycopy(headers, 0, all, 1, headers.length);
        return webapp.send("POST", "/api/token", "{\"appKey\":\"" + id + "\",\"appSecret\":\"" + secret + "\"}", all);
    }

    /** Calls the protected path. */
    RawAnswer me(String token) throws IOException {
        return webapp.get("/api/me", "Authorization: Bearer " + token);
    }

    RawAnswer send(byte[] request) throws IOException {
        try (RawClient client = webapp.connect()) {
            return client.send(request);
        }
    }

    RawAnswer post(String path, String body, String... headers) throws IOException {
        return webapp.send("POST", path, body, headers);
    }

    RawAnswer get(String path, String... headers) throws IOException {
        return webapp.get(path, headers);
    }

    @Override
    public void close() {
        webapp.close();
    }
}
