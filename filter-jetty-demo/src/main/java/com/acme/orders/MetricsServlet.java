package com.acme.orders;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** What Prometheus reads: everything that is measured in Micrometer's global registry. */
public final class MetricsServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Made beside the start of the webapp, which need not wait for it. */
    private final transient CompletableFuture<PrometheusMeterRegistry> registry =
            CompletableFuture.supplyAsync(MetricsServlet::register);

    /** Made by the container. */
    public MetricsServlet() {}

    private static PrometheusMeterRegistry register() {
        PrometheusMeterRegistry made = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Metrics.addRegistry(made);
        return made;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;version=0.0.4;charset=utf-8");
        registry.join().scrape(response.getOutputStream());
    }

    @Override
    public void destroy() {
        PrometheusMeterRegistry made = registry.join();
        Metrics.removeRegistry(made);
        made.close();
    }
}
