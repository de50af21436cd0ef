package dev.signet.distribution;

import java.io.IOException;
import java.util.Map;

/** Eclipse Jetty, with what it needs to deploy war files. */
abstract class JettyDistribution extends Distribution {

    private final String module;

    JettyDistribution(String name, String home, String module, int left) {
        super(name, home, left);
        this.module = module;
    }

    @Override
    ProcessBuilder prepare(Base base) throws IOException {
        base.write("start.d/signet.ini", "--module=http," + module);
        base.folder("resources");
        base.folder("work"); // where it unpacks the webapps
        base.deploy("webapps");
        return base.command(
                Map.of(),
                base.jdk().resolve("bin/java").toString(),
                "-jar",
                base.home().resolve("start.jar").toString(),
                "jetty.http.host=127.0.0.1",
                "jetty.http.port=" + base.port());
    }
}
