package dev.signet.distribution;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;

/** Open Liberty with one of its features. */
abstract class LibertyDistribution extends Distribution {

    private final String feature;

    LibertyDistribution(String name, String feature, int left) {
        super(name, "liberty", left);
        this.feature = feature;
    }

    @Override
    ProcessBuilder prepare(Base base) throws IOException {
        String webapps = Base.WEBAPPS.stream()
                .map(context -> "<webApplication location=\"%s.war\" contextRoot=\"%s\"/>"
                        .formatted(context.substring(1), context))
                .collect(Collectors.joining("\n  "));
        base.write("servers/signet/server.xml", """
                <server>
                  <featureManager><feature>%s</feature></featureManager>
                  <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="%d" httpsPort="-1">
                    <httpOptions noCacheCookiesControl="false"/> <!-- else every cookie forbids to keep the answer -->
                  </httpEndpoint>
                  %s
                </server>
                """.formatted(feature, base.port(), webapps));
        base.deploy("servers/signet/apps");
        return base.command(
                Map.of("WLP_USER_DIR", base.folder().toString()),
                "sh",
                base.home().resolve("bin/server").toString(),
                "run",
                "signet");
    }
}
