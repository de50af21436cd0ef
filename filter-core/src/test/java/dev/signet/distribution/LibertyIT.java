package dev.signet.distribution;

import java.io.IOException;
import java.util.Map;

/** Open Liberty with Servlet 6.0. */
class LibertyIT extends Distribution {

    LibertyIT() {
        super("liberty");
    }

    @Override
    ProcessBuilder prepare(Base base) throws IOException {
        base.write("servers/signet/server.xml", """
                <server>
                  <featureManager><feature>servlet-6.0</feature></featureManager>
                  <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="%d" httpsPort="-1"/>
                  <webApplication location="app.war" contextRoot="/app"/>
                  <webApplication location="bare.war" contextRoot="/bare"/>
                </server>
                """.formatted(base.port()));
        base.deploy("servers/signet/apps");
        return base.command(
                Map.of("WLP_USER_DIR", base.folder().toString()),
                "sh",
                base.home().resolve("bin/server").toString(),
                "run",
                "signet");
    }
}
