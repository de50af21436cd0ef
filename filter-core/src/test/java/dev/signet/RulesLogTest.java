package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.testing.TestWebapp;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the log says of the rules when a webapp starts. */
class RulesLogTest {

    private final Logger logger = Logger.getLogger("dev.signet.SignetFilter");
    private final List<String> lines = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            if (line.getMessage().startsWith("access")) {
                lines.add(line.getLevel() + " " + line.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
        logger.setLevel(Level.ALL);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
        logger.setLevel(null);
    }

    @Test
    void initWhenThereAreRulesThenOneLineEach() throws Exception {
        new TestWebapp().with("access.rules", """
                        # open
                        GET     /health   permit

                        POST    /a/**     scope  a , b
                        *       /b/*      role x
                        """).start().close();
        assertEquals(
                List.of(
                        "INFO access rule 1: GET,HEAD /health permit",
                        "INFO access rule 2: POST /a/** scope a,b",
                        "INFO access rule 3: * /b/* role x",
                        "INFO access otherwise: * /** authenticated"),
                lines);
    }

    @Test
    void initWhenThereAreNoRulesThenEverythingNeedsAToken() throws Exception {
        new TestWebapp().start().close();
        assertEquals(List.of("INFO access otherwise: * /** authenticated"), lines);
    }

    @Test
    void initWhenRulesCanNeverMatchThenWarnedAbout() throws Exception {
        new TestWebapp().with("access.rules", """
                        GET     /api/**        permit
                        POST    /api/**        authenticated
                        GET     /api/admin/**  role admin
                        GET,POST /api/x        deny
                        """).start().close();
        assertEquals(
                List.of(
                        "WARNING access.rules: rule 3 [GET,HEAD /api/admin/** role admin] can never match, because every"
                                + " request it names is already matched by rule 1 [GET,HEAD /api/** permit];"
                                + " move it up or remove it",
                        "WARNING access.rules: rule 4 [GET,HEAD,POST /api/x deny] can never match, because every"
                                + " request it names is already matched by rule 1 [GET,HEAD /api/** permit]"
                                + " and rule 2 [POST /api/** authenticated]; move it up or remove it"),
                lines.stream().filter(line -> line.startsWith("WARNING")).toList());
    }
}
