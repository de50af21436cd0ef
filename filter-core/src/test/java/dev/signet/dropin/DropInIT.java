package dev.signet.dropin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.RawClient;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A webapp on disk with the jar in WEB-INF/lib and the lines of the README in web.xml, on servers that offer an old
 * Jackson and an old Nimbus to every webapp.
 */
class DropInIT {

    @TempDir
    Path webapp;

    @ParameterizedTest
    @CsvSource({
        "JETTY_12_1, all, true",
        "JETTY_12_1, all, false",
        "JETTY_12_1, plain, false",
        "TOMCAT_10_0, all, true",
        "TOMCAT_10_0, plain, false",
        "TOMCAT_10_1, all, true",
        "TOMCAT_11_0, all, true",
        "TOMCAT_11_0, all, false",
        "TOMCAT_11_0, plain, false"
    })
    void webappSpeaksTheContractAndLeavesNothingBehind(WebappServer server, String jar, boolean parentFirst)
            throws Exception {
        Shop.layOut(webapp, jar.equals("all"));
        try (WebappServer.Running running = server.start(webapp, parentFirst)) {
            try (RawClient client = new RawClient(running.port())) {
                new Shop("/app").speaksTheContract(client);
            }
            WeakReference<ClassLoader> loader = running.undeploy();
            try (RawClient client = new RawClient(running.port())) {
                client.get("/app/api/orders"); // a server may remember its latest request until there is another
            }
            leavesNothingBehind(loader);
        }
    }

    /** Neither a thread nor a value of one of the server's threads may hold the webapp's class loader. */
    private static void leavesNothingBehind(WeakReference<ClassLoader> loader) throws ReflectiveOperationException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            ClassLoader context = thread.getContextClassLoader();
            assertFalse(context != null && loader.refersTo(context), thread::getName);
        }
        assertEquals(List.of(), ThreadLocals.ofClassesFrom(loader), "kept by threads of the server");
        for (int i = 0; i < 20 && !loader.refersTo(null); i++) {
            System.gc();
        }
        assertTrue(loader.refersTo(null), "the class loader of the webapp is still held");
    }
}
