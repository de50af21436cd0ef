package dev.signet.distribution;

import java.io.IOException;
import java.util.Map;

/** Apache Tomcat 11. */
class TomcatIT extends Distribution {

    TomcatIT() {
        super("tomcat");
    }

    @Override
    ProcessBuilder prepare(Base base) throws IOException {
        base.copy("conf", "conf");
        base.edit(
                "conf/server.xml",
                text -> text.replace(
                                "<Connector port=\"8080\"",
                                "<Connector address=\"127.0.0.1\" port=\"" + base.port() + "\"")
                        .replace("<Server port=\"8005\"", "<Server port=\"-1\""));
        base.folder("logs");
        base.folder("temp");
        base.deploy("webapps");
        return base.command(
                Map.of("CATALINA_BASE", base.folder().toString()),
                "sh",
                base.home().resolve("bin/catalina.sh").toString(),
                "run");
    }
}
