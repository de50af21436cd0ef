package dev.signet.distribution;

/** Eclipse Jetty 12.1 with Servlet 6.1. */
class Jetty121Ee11IT extends JettyDistribution {

    Jetty121Ee11IT() {
        super("jetty-12.1-ee11", "jetty-12.1", "ee11-deploy", 0);
    }
}
