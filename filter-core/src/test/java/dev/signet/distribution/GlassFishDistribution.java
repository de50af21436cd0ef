package dev.signet.distribution;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;

/** Eclipse GlassFish. */
abstract class GlassFishDistribution extends Distribution {

    private static final Pattern PORT = Pattern.compile("(?<=port=\"|_PORT\" value=\"|telnet\\.port=)\\d+");

    /** Its own message broker would listen on every address. */
    private static final String NO_BROKER = """
            <jms-service type="REMOTE" default-jms-host="nowhere">
              <jms-host name="nowhere" host="127.0.0.1" port="1"/>
            </jms-service>
            """;

    GlassFishDistribution(String name, int left) {
        super(name, name, left);
    }

    @Override
    boolean endsBrokenAsWhole() {
        return true;
    }

    @Override
    String deployments() {
        return "domain1/autodeploy";
    }

    @Override
    ProcessBuilder prepare(Base base) throws IOException {
        base.copy("glassfish/domains/domain1", "domain1");
        base.edit(
                "domain1/config/domain.xml",
                text -> PORT.matcher(text)
                        .replaceAll(port -> String.valueOf(port.group().equals("8080") ? base.port() : Base.freePort()))
                        .replace("address=\"0.0.0.0\"", "address=\"127.0.0.1\"")
                        .replace("<network-listener port=", "<network-listener address=\"127.0.0.1\" port=")
                        .replaceFirst("(?=<admin-service )", NO_BROKER));
        base.deploy(deployments());
        return base.command(
                Map.of(),
                "bash", // asadmin of GlassFish 8 is written for it
                base.home().resolve("glassfish/bin/asadmin").toString(),
                "start-domain",
                "--verbose",
                "--domaindir",
                base.folder().toString(),
                "domain1");
    }
}
