package dev.signet.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.container.Scenarios;
import dev.signet.testing.HttpVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is played on every container: {@code /app} with Signet in front, {@code /bare} the same without. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Distribution {

    private final String name;
    private RunningServer server;

    /** A container that the build has put below {@code target/distributions} under this name. */
    Distribution(String name) {
        this.name = name;
    }

    /** Lays out the base, deploys what is in it, and says how the server is started in the foreground. */
    abstract ProcessBuilder prepare(Base base) throws IOException;

    @BeforeAll
    void start() throws Exception {
        Base base = Base.of(name);
        server = RunningServer.start(prepare(base), base.port(), Path.of("target", "distributions", name + ".log"));
        server.awaitWebapps();
    }

    @AfterAll
    void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void everyRowInEveryMode() throws Exception {
        ContainerCauses causes = ContainerCauses.of(name);
        List<Scenarios.Failure> failures = Scenarios.play(server.port(), HttpVersion.HTTP_1_1, causes::tries);

        List<String> wrong = new ArrayList<>(causes.outdated(failures));
        for (Scenarios.Failure failure : causes.unexplained(failures)) {
            wrong.add(failure + "\n    bare: " + Scenarios.describe(server.port(), "/bare", failure));
        }
        assertEquals("", String.join("\n", wrong));
    }

    // The differential programs of dev.signet.differential are played here: bare at /bare, behind Signet at /app.
}
