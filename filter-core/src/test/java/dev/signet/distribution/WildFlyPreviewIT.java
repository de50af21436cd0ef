package dev.signet.distribution;

/** The preview of WildFly 39, of Servlet 6.1. */
class WildFlyPreviewIT extends WildFlyDistribution {

    WildFlyPreviewIT() {
        super("wildfly-preview", 0);
    }
}
