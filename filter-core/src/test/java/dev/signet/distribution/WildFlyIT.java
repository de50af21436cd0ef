package dev.signet.distribution;

/** WildFly 39. */
class WildFlyIT extends WildFlyDistribution {

    WildFlyIT() {
        super("wildfly", 0);
    }
}
