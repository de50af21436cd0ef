package dev.signet.framework;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/** What Fuseki answers: queries in every format, updates, its pages and its administration. */
class FusekiIT {

    @AfterAll
    static void stop() throws Exception {
        FrameworkTables.stop();
    }

    @TestFactory
    Stream<DynamicContainer> everyLineOfFuseki() throws Exception {
        return FrameworkTables.on("fuseki.txt", FusekiIT.class, FrameworkServer.FUSEKI_5);
    }
}
