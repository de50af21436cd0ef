package dev.signet.distribution;

/** Eclipse Jetty 11, of Servlet 5.0. */
class Jetty11IT extends JettyDistribution {

    Jetty11IT() {
        super("jetty-11", "jetty-11", "deploy", 0);
    }
}
