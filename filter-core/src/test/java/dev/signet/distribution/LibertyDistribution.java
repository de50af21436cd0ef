package dev.signet.distribution;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;

/** Open Liberty with one of its features. */
abstract class LibertyDistribution extends Distribution {

    private static final String SERVER = "servers/signet/server.xml";

    private final String feature;

    LibertyDistribution(String name, String feature, int left) {
        super(name, "liberty", left);
        this.feature = feature;
    }

    @Override
    boolean endsBrokenAsWhole() {
        return true;
    }

    @Override
    String deployments() {
        return "servers/signet/apps";
    }

    @Override
    boolean undeploy(Base from, String context) throws IOException {
        from.edit(SERVER, text -> text.replace(webapp(context), "")); // which it looks at
        return true;
    }

    private static String webapp(String context) {
        return "<webApplication location=\"%s\" contextRoot=\"%s\"/>".formatted(Base.war(context), context);
    }

    @Override
    ProcessBuilder prepare(Base base) throws IOException {
        String webapps = Base.WEBAPPS.stream().map(LibertyDistribution::webapp).collect(Collectors.joining("\n  "));
        base.write(SERVER, """
                <server>
                  <featureManager><feature>%s</feature></featureManager>
                  <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="%d" httpsPort="-1">
                    <httpOptions noCacheCookiesControl="false"/> <!-- else every cookie forbids to keep the answer -->
                  </httpEndpoint>
                  %s
                </server>
                """.formatted(feature, base.port(), webapps));
        base.deploy(deployments());
        return base.command(
                Map.of("WLP_USER_DIR", base.folder().toString()),
                "sh",
                base.home().resolve("bin/server").toString(),
                "run",
                "signet");
    }
}
