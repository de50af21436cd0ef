package dev.signet.distribution;

import java.io.IOException;
import java.util.Map;

/** WildFly, standalone. It binds to the loopback address by itself. */
abstract class WildFlyDistribution extends Distribution {

    WildFlyDistribution(String name, int left) {
        super(name, name, left);
    }

    @Override
    ProcessBuilder prepare(Base base) throws IOException {
        base.copy("standalone", ".");
        base.deploy("deployments");
        return base.command(
                Map.of(),
                "sh",
                base.home().resolve("bin/standalone.sh").toString(),
                "-Djboss.server.base.dir=" + base.folder(),
                "-Djboss.http.port=" + base.port(),
                "-Djboss.https.port=" + Base.freePort(),
                "-Djboss.management.http.port=" + Base.freePort());
    }
}
