package dev.signet.distribution;

import java.io.IOException;
import java.util.Map;

/** WildFly 39, standalone. It binds to the loopback address by itself. */
class WildFlyIT extends Distribution {

    WildFlyIT() {
        super("wildfly", 5);
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
