package dev.signet.distribution;

import java.io.IOException;
import java.nio.file.Path;

/** Eclipse GlassFish 8, where there is a JDK that it runs on. */
class GlassFish8IT extends GlassFishDistribution {

    GlassFish8IT() {
        super("glassfish-8", 0);
    }

    @Override
    Path jdk() throws IOException {
        return Jdk.atLeast(21, "GlassFish 8");
    }
}
