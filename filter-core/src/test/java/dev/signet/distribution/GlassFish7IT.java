package dev.signet.distribution;

/** Eclipse GlassFish 7. */
class GlassFish7IT extends GlassFishDistribution {

    GlassFish7IT() {
        super("glassfish-7", 0);
    }
}
