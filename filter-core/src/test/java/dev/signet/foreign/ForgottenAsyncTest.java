package dev.signet.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.container.Container;
import dev.signet.container.Webapp;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Signet registered in code without the ASYNC dispatcher, which the servlet API does not tell it. */
class ForgottenAsyncTest {

    private static final Hosts HOSTS = new Hosts(
            Hosts.webapp(Map.of("/counted", "CountedCalls", "/count", "CountedCalls$Count", "/steps", "Steps"))
                    .behind(List.of(Webapp.SIGNET_WITHOUT_ASYNC)));

    @AfterAll
    static void stop() throws Exception {
        HOSTS.close();
    }

    /** To break an answer by a dispatch of our own would call the application, not Signet. */
    @ParameterizedTest
    @EnumSource(Container.class)
    void answerWhenItBreaksOnAnotherThreadThenTheApplicationIsCalledOnce(Container container) throws Exception {
        for (String type : List.of("application/json", "text/html")) {
            int before = calls(container);
            try (RawClient client = HOSTS.connect(container)) {
                RawAnswer answer = client.get("/app/counted?type=" + type);
                assertTrue(answer.body().length > 300_000);
                assertFalse(answer.text().contains("timestamp"), "it never parses");
            }
            assertEquals(before + 1, calls(container), type);
        }
    }

    /** Nobody is there to end the answer, so what the target writes goes out as it is. */
    @ParameterizedTest
    @EnumSource(Container.class)
    void answerWhenDispatchedThenTheTargetsBodyIsNotLost(Container container) throws Exception {
        try (RawClient client = HOSTS.connect(container)) {
            RawAnswer answer = client.get("/app/steps?id=" + container + "&take=begin,dispatch");
            assertEquals("200 \"printed\"", answer.status() + " " + answer.text());
            assertEquals("200", String.valueOf(client.get("/app/count").status()));
        }
    }

    private static int calls(Container container) throws Exception {
        try (RawClient client = HOSTS.connect(container)) {
            return Integer.parseInt(client.get("/app/count").data());
        }
    }
}
