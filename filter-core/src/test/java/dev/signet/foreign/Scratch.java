package dev.signet.foreign;

import dev.signet.container.Container;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;

final class Scratch {
    static void bare(Hosts hosts, String... targets) throws Exception {
        for (String target : targets) {
            for (Container container : Container.values()) {
                String seen;
                try (RawClient client = hosts.connectBare(container)) {
                    RawAnswer a = client.get("/app" + target);
                    seen = a.status() + " " + a.headers().get("content-type") + " " + (a.whole() ? "" : "CUT ")
                            + Row.shortened(a.text().replace("\r", "").replace("\n", "\\n"));
                } catch (java.io.IOException | RuntimeException e) {
                    seen = e.toString();
                }
                System.out.println("BARE " + target + " " + container + " " + seen);
            }
        }
    }
}
