package dev.signet;

import static dev.signet.HealthServletTest.assertAnswer;
import static dev.signet.HealthServletTest.details;
import static dev.signet.HealthServletTest.webapp;

import dev.signet.testing.MutableClock;
import dev.signet.testing.TestWebapp;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What probes are answered when a database with clients comes and goes. */
class DatabaseHealthTest {

    /** A database that can be asked, or not. */
    private static final class Source {

        private volatile boolean away;

        private <T> T made(Class<T> type) {
            return type.cast(Proxy.newProxyInstance(
                    Source.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                        if (method.getName().equals("getConnection") && away) {
                            throw new SQLException("nobody there");
                        }
                        return switch (method.getName()) {
                            case "getConnection" -> made(Connection.class);
                            case "createStatement" -> made(Statement.class);
                            case "executeQuery" -> made(ResultSet.class);
                            case "getAutoCommit" -> true;
                            case "getNetworkTimeout" -> 0;
                            case "next" -> false;
                            default -> null;
                        };
                    }));
        }
    }

    @Test
    void getWhenTheDatabaseIsAwayThenDownBehindStaleSeconds() throws Exception {
        Source source = new Source();
        MutableClock clock = new MutableClock(1_770_000_000_000L);
        SignetFilter filter = new SignetFilter(SignetConfig.builder()
                .set("jwt.secret", TestWebapp.SECRET)
                .set("jwt.issuer", "us")
                .set("access.rules", "GET /health permit")
                .set("check.data-source", "clients")
                .set("data-source.stale-seconds", "60")
                .clock(clock)
                .build());
        String up = details("UP", "\"UP\"", "\"UP\"", "\"UP\"", "\"enforce\"", "");
        String down = details("DOWN", "\"UP\"", "\"DOWN\"", "\"DOWN\"", "\"enforce\"", "");
        try (TestWebapp app =
                webapp().attribute("clients", source.made(DataSource.class)).start(filter)) {
            assertAnswer(200, up, app.get("/health"));
            source.away = true;
            assertAnswer(200, up, app.get("/health")); // asked a moment ago
            clock.advance(Duration.ofSeconds(5));
            assertAnswer(200, up, app.get("/health")); // what was read last is still believed
            clock.advance(Duration.ofSeconds(59));
            assertAnswer(200, up, app.get("/health"));
            clock.advance(Duration.ofSeconds(1));
            assertAnswer(503, down, app.get("/health"));
            source.away = false;
            clock.advance(Duration.ofSeconds(5));
            assertAnswer(200, up, app.get("/health"));
        }
    }

    @Test
    void getWhenTheDatabaseWasNeverThereThenDownAtOnce() throws Exception {
        Source source = new Source();
        source.away = true;
        try (TestWebapp app = webapp().with("jwt.issuer", "us")
                .with("check.data-source", "clients")
                .attribute("clients", source.made(DataSource.class))
                .start()) {
            assertAnswer(503, details("DOWN", "\"UP\"", "\"DOWN\"", "\"DOWN\"", "\"enforce\"", ""), app.get("/health"));
        }
    }
}
