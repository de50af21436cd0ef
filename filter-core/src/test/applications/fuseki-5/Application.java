import dev.signet.framework.ForeignApplication;
import jakarta.servlet.Filter;
import org.apache.jena.fuseki.main.FusekiServer;
import org.apache.jena.fuseki.main.sys.FusekiModules;
import org.apache.jena.query.DatasetFactory;

/** Fuseki 5 with a dataset and its pages, on the Jetty 12 that it brings. */
public final class Application implements ForeignApplication {

    private FusekiServer running;

    @Override
    public int start(Filter signet) {
        FusekiServer.Builder builder = FusekiServer.create()
                .port(0)
                .loopback(true)
                .contextPath("/app")
                .fusekiModules(FusekiModules.empty())
                .staticFileBase(Application.class.getResource("/webapp").toString())
                .enablePing(true)
                .enableStats(true)
                .enableTasks(true)
                .add("/ds", DatasetFactory.createTxnMem(), true);
        if (signet != null) {
            builder.addFilter("/*", signet);
        }
        running = builder.start();
        return running.getHttpPort();
    }

    @Override
    public void close() {
        running.stop();
    }
}
