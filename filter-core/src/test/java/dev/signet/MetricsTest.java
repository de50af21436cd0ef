package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.event.CallListener;
import dev.signet.event.Hearing;
import dev.signet.issue.TokenServlet;
import dev.signet.testing.HeardCalls;
import dev.signet.testing.LogCapture;
import dev.signet.testing.TestWebapp;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.logging.Level;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls as meters. */
class MetricsTest {

    private final HeardCalls heard = new HeardCalls();

    private TestWebapp webapp(Object registry) {
        return new TestWebapp()
                .with("access.rules", "* /code permit\n* /token permit")
                .attribute(CallListener.class.getName(), heard) // who hears last, so that all is measured when it has
                .attribute(Hearing.REGISTRY, registry)
                .serve("/json", (request, response) -> {
                    response.setContentType("application/json");
                    response.getWriter().print("[1]");
                })
                .serve(
                        "/code",
                        (request, response) ->
                                request.setAttribute("dev.signet.code", Integer.valueOf(request.getParameter("n"))));
    }

    private void get(TestWebapp app, String path, String header) throws Exception {
        app.get(path, header);
        heard.next();
    }

    @Test
    void scrapeWhenPrometheusThenCallsTokensAndReadings(@TempDir Path folder) throws Exception {
        Path clients = folder.resolve("clients.json");
        Files.writeString(
                clients,
                "{\"clients\":[{\"id\":\"acme\",\"secrets\":[{\"hash\":\"sha256:" + "A".repeat(43) + "=\"}]}]}");
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (TestWebapp app = webapp(registry)
                .without("jwt.secret")
                .context("signet.jwt.secret", TestWebapp.SECRET)
                .context("signet.issuer.clients-file", clients.toString())
                .serve("/token", new TokenServlet())
                .start()) {
            String bearer =
                    TestWebapp.bearer(",\"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name\":\"acme\"");
            get(app, "/json", bearer);
            get(app, "/json", bearer);
            get(app, "/json", "X-None: 1");
            app.send(
                    "POST",
                    "/token",
                    "appKey=acme&appSecret=wrong-one",
                    "Content-Type: application/x-www-form-urlencoded");
            heard.next();
            String scraped = registry.scrape();
            for (String line : new String[] {
                "signet_calls_seconds_count{code=\"1\",outcome=\"wrapped\",reason=\"none\",rule=\"* /** authenticated\"} 2",
                "signet_calls_seconds_count{code=\"10003\",outcome=\"refused\",reason=\"no-token\",rule=\"* /** authenticated\"} 1",
                "signet_calls_seconds_count{code=\"15000\",outcome=\"token-refused\",reason=\"secret-wrong\",rule=\"* /token permit\"} 1",
                "signet_tokens_total{outcome=\"refused\",reason=\"secret-wrong\"} 1.0",
                "signet_cache_total{result=\"hit\"} 1.0",
                "signet_cache_total{result=\"miss\"} 1.0",
                "signet_cache_size 1.0",
                "signet_clients 1.0",
                "signet_keys_age_seconds NaN"
            }) {
                assertTrue(scraped.contains(line + "\n"), () -> line + " in " + scraped);
            }
            app.close();
            String after = registry.scrape();
            assertTrue(after.contains("signet_calls_seconds_count"), after);
            assertFalse(after.contains("signet_clients"), after); // nothing keeps the webapp in memory
        }
    }

    /** A registry that two webapps share, as in a server's own class loader. */
    @Test
    void readingsWhenTwoFiltersShareARegistryThenEachTakesAwayItsOwn() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (TestWebapp first = webapp(registry).start()) {
            TestWebapp second = webapp(registry).start();
            second.close();
            assertEquals(1, registry.find("signet.cache.size").gauges().size(), "the first one's");
            first.close();
            assertEquals(0, registry.find("signet.cache.size").gauges().size());
            try (TestWebapp third = webapp(registry).start()) {
                get(third, "/json", TestWebapp.bearer(""));
                assertEquals(1.0, registry.get("signet.cache.size").gauge().value());
            }
        }
    }

    @Test
    void tagsWhenCallersAndCodesAreManyThenBounded() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (TestWebapp app = webapp(registry).with("metrics.clients", "2").start()) {
            for (int i = 0; i < 5; i++) {
                get(app, "/json", TestWebapp.bearer(",\"sub\":\"c" + i + "\""));
            }
            for (int i = 0; i < 120; i++) {
                get(app, "/code?n=" + (20_000 + i), "X-None: 1");
            }
            get(app, "/json", "X-None: 1");
            assertEquals(Set.of("c0", "c1", "other", "none"), tags(registry, "client"));
            Set<String> codes = tags(registry, "code");
            assertTrue(codes.size() <= 101 && codes.contains("other"), codes.toString());
        }
    }

    private static Set<String> tags(MeterRegistry registry, String tag) {
        return registry.find("signet.calls").timers().stream()
                .map(timer -> timer.getId().getTag(tag))
                .collect(Collectors.toSet());
    }

    @Test
    void registryWhenNoneIsHandedOverThenTheGlobalOneWhileSomebodyReadsIt() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        SignetConfig config = SignetConfig.builder()
                .set("jwt.secret", TestWebapp.SECRET)
                .callListener(heard)
                .build();
        Metrics.addRegistry(registry);
        try (TestWebapp app = webapp(null).start(new SignetFilter(config))) {
            get(app, "/json", TestWebapp.bearer(""));
            assertNotNull(registry.find("signet.calls").timer());
            assertNull(registry.find("signet.calls").timer().getId().getTag("client"));
        } finally {
            Metrics.removeRegistry(registry);
        }
    }

    @Test
    void registryWhenGivenToTheBuilderOrSwitchedOffThenThatOneOrNone() throws Exception {
        for (String how : new String[] {"auto", "off"}) {
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            SignetConfig config = SignetConfig.builder()
                    .set("jwt.secret", TestWebapp.SECRET)
                    .set("metrics.micrometer", how)
                    .meterRegistry(registry)
                    .callListener(heard)
                    .build();
            try (TestWebapp app = webapp(null).start(new SignetFilter(config))) {
                get(app, "/json", TestWebapp.bearer(""));
                assertEquals(how.equals("auto"), registry.find("signet.calls").timer() != null);
            }
        }
    }

    @Test
    void registryWhenItIsSomethingElseThenAProblem() throws Exception {
        try (LogCapture log = LogCapture.open(Level.INFO);
                TestWebapp app = webapp("a registry").start()) {
            assertEquals(503, app.get("/json").status());
            assertTrue(
                    log.lines(Level.SEVERE)
                            .get(0)
                            .contains("dev.signet.meter-registry: what is handed over is a java.lang.String, not a"
                                    + " io.micrometer.core.instrument.MeterRegistry that Signet can see"),
                    log.lines()::toString);
        }
    }
}
