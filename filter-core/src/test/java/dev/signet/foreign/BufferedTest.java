package dev.signet.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.container.Container;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A body that a wrapper of the application has kept is whole, however the dispatch went on. */
class BufferedTest {

    private static final Hosts HOSTS = new Hosts(
            Hosts.webapp(Map.of("/next", "Intact", "/buffered", "Buffered", "/buffered/target", "Buffered$Target"))
                    .behind(Hosts.classNames("signet", "Buffered$Buffering")));

    private static final List<String> WAYS =
            List.of("plain", "include", "inside", "complete-first", "thread", "dispatch");

    @AfterAll
    static void stop() throws Exception {
        HOSTS.close();
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void answerWhenAFilterBuffersItThenWhole(Container container) throws Exception {
        List<Row> rows = new ArrayList<>();
        for (String how : WAYS) {
            String target = "/buffered?buffer&how=" + how + "&type=";
            rows.add(new Row(target + "application/json", 200, "1", "{\"body\":true}", List.of()));
            String code = how.equals("include") ? "1" : "-"; // the type of what is included is not taken
            rows.add(new Row(target + "text/html", 200, code, "{\"body\":true}", List.of()));
        }
        assertEquals("", Row.play(rows, container, HOSTS));
    }

    @ParameterizedTest
    @EnumSource(value = Container.class, mode = EnumSource.Mode.EXCLUDE, names = "TOMCAT_11")
    void forwardWhenAWrapperBuffersItThenWhole(Container container) throws Exception {
        assertEquals("", Row.play(forwards("{\"body\":true}", "[{\"body\":true}]"), container, HOSTS));
    }

    /** It closes its own response below every wrapper at the end of a forward, so that its bare answers are empty. */
    @Test
    void forwardWhenAWrapperBuffersItOnTomcat11ThenWholeOrAsBare() throws Exception {
        List<Row> whole = forwards("{\"body\":true}", "[{\"body\":true}]");
        List<Row> bare = forwards("null", "null");
        for (int i = 0; i < whole.size(); i++) {
            String complaint = Row.play(List.of(whole.get(i)), Container.TOMCAT_11, HOSTS);
            if (!complaint.isEmpty()) {
                Row lost = bare.get(i);
                Row empty = lost.code().equals("-")
                        ? new Row(lost.target(), lost.status(), lost.code(), "", List.of())
                        : lost;
                assertEquals("", Row.play(List.of(empty), Container.TOMCAT_11, HOSTS), complaint);
            }
        }
    }

    private static List<Row> forwards(String forwarded, String rendered) {
        List<Row> rows = new ArrayList<>();
        for (String type : List.of("application/json", "text/html")) {
            String code = type.equals("text/html") ? "-" : "1";
            rows.add(new Row("/buffered?buffer&how=forward&type=" + type, 200, code, forwarded, List.of()));
            rows.add(new Row("/buffered?how=render-forward&type=" + type, 200, code, rendered, List.of()));
        }
        return rows;
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void includeWhenAWrapperRendersItThenWhole(Container container) throws Exception {
        List<Row> rows = List.of(
                new Row("/buffered?how=render-include&type=text/html", 200, "-", "[{\"body\":true}]", List.of()),
                new Row(
                        "/buffered?how=render-include&type=application/json",
                        200,
                        "1",
                        "[{\"body\":true}]",
                        List.of()));
        assertEquals("", Row.play(rows, container, HOSTS));
    }
}
