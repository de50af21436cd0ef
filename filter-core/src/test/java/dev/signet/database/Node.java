package dev.signet.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.signet.HealthServlet;
import dev.signet.SignetConfig;
import dev.signet.SignetFilter;
import dev.signet.issue.ClockedServlets;
import dev.signet.issue.TokenServlet;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.TestWebapp;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;

/** One of several servers with the same application: the token endpoint at /api/token, and a protected /api/me. */
final class Node implements AutoCloseable {

    static final String ISSUER = "YFJwtIssuer";

    private static final String RULES = "* /api/token permit\nGET /health permit";

    /** The attribute that holds the data source. */
    static final String ATTRIBUTE = "com.acme.pool";

    /** More than the slowest machine needs, where a test is not about that. */
    private static final String PATIENCE = "10000";

    private final TestWebapp webapp;
    private final List<AutoCloseable> with;

    private Node(TestWebapp webapp, List<AutoCloseable> with) {
        this.webapp = webapp;
        this.with = with;
    }

    /** As an installer has it: parameters alone, the clock of the machine, and a pool that the container has made. */
    static Node installed(RealDatabase database, String... parameters) throws Exception {
        HikariDataSource pool = pool(database.source());
        TestWebapp webapp = webapp().attribute(ATTRIBUTE, pool)
                .context("signet.jwt.secret", TestWebapp.SECRET)
                .context("signet.jwt.issuer", ISSUER)
                .context("signet.issuer.data-source", ATTRIBUTE)
                .serveFromStart("/api/token", new TokenServlet());
        for (int i = 0; i < parameters.length; i += 2) {
            webapp.context("signet." + parameters[i], parameters[i + 1]);
        }
        return new Node(webapp.with("access.rules", RULES).start(), List.of(pool));
    }

    /** One whose time is the test's, with a pool of its own. */
    static Node clocked(RealDatabase database, Clock clock, String... parameters) throws Exception {
        HikariDataSource pool = pool(database.source());
        Node node = clocked((Object) pool, clock, parameters);
        return new Node(node.webapp, List.of(pool));
    }

    /**
     * One whose time is the test's.
     *
     * @param attribute what is in the place of the data source; null for nothing
     */
    static Node clocked(Object attribute, Clock clock, String... parameters) throws Exception {
        SignetConfig.Builder filter = SignetConfig.builder()
                .clock(clock)
                .set("jwt.secret", TestWebapp.SECRET)
                .set("jwt.issuer", ISSUER)
                .set("check.data-source", ATTRIBUTE)
                .set("data-source.timeout-millis", PATIENCE)
                .set("access.rules", RULES);
        TestWebapp webapp = webapp().context("signet.jwt.secret", TestWebapp.SECRET)
                .context("signet.jwt.issuer", ISSUER)
                .context("signet.issuer.data-source", ATTRIBUTE)
                .context("signet.data-source.timeout-millis", PATIENCE)
                .serveFromStart("/api/token", ClockedServlets.tokens(clock));
        for (int i = 0; i < parameters.length; i += 2) {
            filter.set(parameters[i], parameters[i + 1]);
            if (parameters[i].startsWith("data-source.")) {
                webapp.context("signet." + parameters[i], parameters[i + 1]);
            }
        }
        if (attribute != null) {
            webapp.attribute(ATTRIBUTE, attribute);
        }
        return new Node(webapp.start(new SignetFilter(filter.build())), List.of());
    }

    private static TestWebapp webapp() {
        return new TestWebapp()
                .without("jwt.secret") // it is the context's
                .outside((request, response, chain) -> {
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
                })
                .serveFromStart("/health", new HealthServlet())
                .serve("/api/me", (request, response) -> {
                    response.setContentType("application/json");
                    response.getWriter().print("\"" + request.getRemoteUser() + "\"");
                });
    }

    /** What most applications have; it gives up soon, so that it does so before Signet does. */
    static HikariDataSource pool(DataSource source) {
        return pool(source, true);
    }

    /**
     * The same.
     *
     * @param commits whether every statement is committed by itself
     */
    static HikariDataSource pool(DataSource source, boolean commits) {
        HikariConfig config = new HikariConfig();
        config.setAutoCommit(commits);
        config.setDataSource(source);
        // else HikariCP asks its first connection, and if that is killed meanwhile, it remembers -1 and never has
        // another
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(3_000);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    /** Puts something into the place of the data source. */
    void put(Object attribute) {
        webapp.attribute(ATTRIBUTE, attribute);
    }

    int port() {
        return webapp.port();
    }

    /** Asks for a token; the id is spelled as in JSON. */
    RawAnswer login(String id, String secret, String... headers) throws IOException {
        String[] all = new String[headers.length + 1];
        all[0] = "Content-Type: application/json";
        System.arraycopy(headers, 0, all, 1, headers.length);
        return webapp.send("POST", "/api/token", "{\"appKey\":\"" + id + "\",\"appSecret\":\"" + secret + "\"}", all);
    }

    /** The token that a client gets. */
    String token(String id, String secret) throws IOException {
        RawAnswer answer = login(id, secret);
        assertEquals(1, answer.code(), answer::text);
        return answer.json().path("data").path("token").asText();
    }

    /** What a probe is told. */
    RawAnswer health() throws IOException {
        return webapp.get("/health");
    }

    /** Calls with a token. */
    RawAnswer me(String token, String... headers) throws IOException {
        String[] all = new String[headers.length + 1];
        all[0] = "Authorization: Bearer " + token;
        System.arraycopy(headers, 0, all, 1, headers.length);
        return webapp.get("/api/me", all);
    }

    int call(String token) throws IOException {
        return me(token).code();
    }

    @Override
    public void close() throws Exception {
        webapp.close();
        for (AutoCloseable one : with) {
            one.close();
        }
    }
}
