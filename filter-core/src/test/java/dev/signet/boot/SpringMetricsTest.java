package dev.signet.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Signet's meters under Spring Boot's actuator, where nothing was configured for them. */
@ExtendWith(SpringServers.class)
class SpringMetricsTest {

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MVC")
    void getWhenPrometheusScrapesThenCallsAreThere(SpringServer server) throws Exception {
        try (RawClient client = server.connect()) {
            assertEquals(404, client.get("/app/nothing/here").code());
            RawAnswer scraped = client.get("/app/actuator/prometheus");
            assertEquals(200, scraped.status());
            assertTrue(
                    scraped.text().contains("signet_calls_seconds_count{code=\"404\","),
                    () -> scraped.toString() + scraped.text());
            assertTrue(scraped.text().contains("signet_cache_size"), scraped::text);
        }
    }
}
