package dev.signet.distribution;

import java.io.IOException;
import java.util.Map;

/** Apache Tomcat, by itself or in a larger server. */
abstract class CatalinaDistribution extends Distribution {

    /** Each connection has a processor of its own, or a buffer that a twin enlarged serves other programs, too. */
    private static final String FRESH = "processorCache=\"0\"";

    /** What the bare webapp holds in a wrapper outlives a forward, as it does behind Signet. */
    private static final String KEPT = "<Context suspendWrappedResponseAfterForward=\"false\"/>";

    CatalinaDistribution(String name, int left) {
        super(name, name, left);
    }

    @Override
    ProcessBuilder prepare(Base base) throws IOException {
        base.copy("conf", "conf");
        base.edit(
                "conf/server.xml",
                text -> text.replace(
                                "<Connector port=\"8080\"",
                                "<Connector address=\"127.0.0.1\" " + FRESH + " port=\"" + base.port() + "\"")
                        .replace("<Server port=\"8005\"", "<Server port=\"-1\""));
        base.folder("logs");
        base.folder("temp");
        base.write("conf/Catalina/localhost" + Base.BARE + ".xml", KEPT);
        base.deploy("webapps");
        return base.command(
                Map.of("CATALINA_BASE", base.folder().toString()),
                "sh",
                base.home().resolve("bin/catalina.sh").toString(),
                "run");
    }
}
