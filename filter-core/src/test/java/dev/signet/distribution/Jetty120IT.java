package dev.signet.distribution;

/** Eclipse Jetty 12.0 with Servlet 6.0. */
class Jetty120IT extends JettyDistribution {

    Jetty120IT() {
        super("jetty-12.0-ee10", "jetty-12.0", "ee10-deploy", 0);
    }
}
