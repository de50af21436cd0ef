package dev.signet.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.container.Container;
import dev.signet.testing.RawClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An application that has set {@code jakarta.servlet.error.exception} gets the table, never the container's page. */
class ErrorAttributeTest {

    private static final List<String> WAYS = List.of("now", "forward", "inside", "thread", "dispatch", "non-blocking");

    /** What is answered, the code, the data. */
    private static final List<List<String>> ANSWERS = List.of(
            List.of("error500", "-30", "null"),
            List.of("error404", "404", "null"),
            List.of("status500", "-30", "null"),
            List.of("status422", "12004", "{\"a\":1}"),
            List.of("fine", "1", "{\"a\":1}"),
            List.of("throw", "-30", "null"));

    private static final Hosts HOSTS = new Hosts(Hosts.webapp(Map.of("/next", "Intact", "/attribute", "ErrorAttribute"))
            .behind(Hosts.classNames("ErrorAttribute$Left", "signet")));

    @AfterAll
    static void stop() throws Exception {
        HOSTS.close();
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void answerWhenErrorAttributeIsSetThenAsTheTableSays(Container container) throws Exception {
        List<Row> rows = new ArrayList<>();
        for (String how : WAYS) {
            for (List<String> answer : ANSWERS) {
                rows.add(new Row(
                        "/attribute?how=" + how + "&what=" + answer.get(0),
                        200,
                        answer.get(1),
                        answer.get(2),
                        List.of()));
            }
        }
        assertEquals("", Row.play(rows, container, HOSTS));
    }

    /** Within the chain of the request only: nobody can look behind an asynchronous end. */
    @ParameterizedTest
    @EnumSource(Container.class)
    void answerWhenItIsOursThenNoErrorAttributeIsLeft(Container container) throws Exception {
        List<String> wrong = new ArrayList<>();
        try (RawClient client = HOSTS.connect(container)) {
            client.get("/app/attribute?how=left");
            for (String how : List.of("now", "forward", "inside")) {
                for (List<String> answer : ANSWERS) {
                    client.get("/app/attribute?how=" + how + "&what=" + answer.get(0));
                    String left = client.get("/app/attribute?how=left").text();
                    if (!left.isEmpty()) {
                        wrong.add(how + " " + answer.get(0) + ": " + left);
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
    }
}
