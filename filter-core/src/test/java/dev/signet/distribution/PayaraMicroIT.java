package dev.signet.distribution;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Payara Micro 6. */
class PayaraMicroIT extends Distribution {

    PayaraMicroIT() {
        super("payara-micro", "payara-micro", 10);
    }

    @Override
    boolean endsBrokenAsWhole() {
        return true;
    }

    @Override
    String deployments() {
        return "wars";
    }

    @Override
    boolean undeploy(Base from, String context) {
        return false;
    }

    @Override
    ProcessBuilder prepare(Base base) throws IOException {
        base.deploy(deployments());
        Path loopback = base.write(
                "loopback.txt",
                "set configs.config.server-config.network-config.network-listeners.network-listener"
                        + ".http-listener.address=127.0.0.1\n");
        return base.command(
                Map.of(),
                base.jdk().resolve("bin/java").toString(),
                "-Xmx512m",
                "-Djava.io.tmpdir=" + base.folder("tmp"), // where it unpacks itself
                "-jar",
                base.home().toString(),
                "--rootdir",
                base.folder("root").toString(),
                "--nohazelcast",
                "--disablephonehome",
                "--prebootcommandfile",
                loopback.toString(),
                "--port",
                String.valueOf(base.port()),
                "--deploymentdir",
                base.folder("wars").toString());
    }
}
