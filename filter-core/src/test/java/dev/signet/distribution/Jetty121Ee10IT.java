package dev.signet.distribution;

/** Eclipse Jetty 12.1 with Servlet 6.0. */
class Jetty121Ee10IT extends JettyDistribution {

    Jetty121Ee10IT() {
        super("jetty-12.1-ee10", "jetty-12.1", "ee10-deploy", 0);
    }
}
