package dev.signet.distribution;

/** Open Liberty with Servlet 6.0 alone. */
class LibertyServletIT extends LibertyDistribution {

    LibertyServletIT() {
        super("liberty-servlet", "servlet-6.0", 0);
    }
}
