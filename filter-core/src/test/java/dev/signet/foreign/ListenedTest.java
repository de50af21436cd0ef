package dev.signet.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.signet.container.Container;
import dev.signet.testing.Http2Client;
import dev.signet.testing.RawClient;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the listeners of asynchronous cycles hear, in which order, and what they may then do, is as without Signet. */
class ListenedTest {

    private static final Hosts HOSTS = new Hosts(Hosts.webapp(Map.of("/next", "Intact", "/listened", "Listened")));

    private static final String JETTY = "JETTY_EE10 JETTY_EE11";

    /** Steps, and the containers that answer nothing, go on for ever, or whose threads race. */
    private static final List<String> STEPS = List.of(
            "begin,throw | TOMCAT_10",
            "begin,throw&onError=complete | UNDERTOW",
            "begin,throw&onError=dispatch | UNDERTOW",
            "begin,throw&onError=dispatch&back=begin,complete | UNDERTOW",
            "begin,dispatch,throw | UNDERTOW " + JETTY,
            "begin,dispatch,throw&onError=complete | UNDERTOW " + JETTY,
            "begin,complete,throw",
            "begin,dispatch&back=throw",
            "begin,dispatch&back=throw-io",
            "begin,dispatch&back=throw-servlet",
            "begin,dispatch&back=throw-error",
            "pair,dispatch&back=throw",
            "begin,dispatch&back=throw&onError=throw",
            "begin,dispatch&back=throw&onError=print",
            "begin,dispatch&back=throw&onError=error",
            "begin,dispatch&back=throw&onError=complete",
            "begin,dispatch&back=throw&onError=dispatch | UNDERTOW",
            "begin,dispatch&back=begin,throw | TOMCAT_10 UNDERTOW",
            "begin,dispatch&back=begin,throw&onError=complete | UNDERTOW",
            "begin,dispatch&back=begin,throw&onError=dispatch | UNDERTOW",
            "begin,dispatch&back=begin,complete,throw | UNDERTOW",
            "begin,dispatch&back=begin,dispatch&again=throw | UNDERTOW",
            "begin,dispatch&back=error",
            "begin,dispatch&back=fail",
            "pair,dispatch&back=error",
            "begin,dispatch&back=error&onError=complete",
            "begin,dispatch&back=error&onError=dispatch",
            "begin,dispatch&back=error,throw",
            "begin,dispatch&back=begin,error | TOMCAT_10 UNDERTOW",
            "begin,dispatch&back=begin,error,complete | UNDERTOW",
            "begin,dispatch&back=begin,complete,error | UNDERTOW",
            "begin,dispatch&back=begin,dispatch&again=error | UNDERTOW",
            "begin,error,complete",
            "begin,error,dispatch",
            "begin,dispatch,error",
            "error,begin,dispatch",
            "begin,error,dispatch&onError=complete",
            "begin,error,dispatch&onError=print",
            "begin,error,throw | TOMCAT_10 UNDERTOW",
            "fail,begin,throw | TOMCAT_10 UNDERTOW",
            "begin,elsewhere | UNDERTOW",
            "brief",
            "brief&onTimeout=complete",
            "brief&onTimeout=dispatch&back=throw",
            "brief&onTimeout=throw");

    private static int calls;

    @AfterAll
    static void stop() throws Exception {
        HOSTS.close();
    }

    static Stream<Arguments> steps() {
        return STEPS.stream()
                .map(line -> line.split(" *\\| *"))
                .flatMap(row -> Container.allBut(row.length < 2 ? List.of() : List.of(row[1].split(" ")))
                        .map(container -> Arguments.of(container, row[0])));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void listenersWhenACycleFailsThenToldAsBare(Container container, String steps) throws Exception {
        String id = "call-" + ++calls;
        String bare;
        try (RawClient client = HOSTS.connectBare(container)) {
            client.get("/app/listened?id=" + id + "&take=" + steps);
            await(client);
            bare = heard(() -> HOSTS.connectBare(container), id);
        }
        try (RawClient client = HOSTS.connect(container)) {
            assertEquals(
                    200, client.get("/app/listened?id=" + id + "&take=" + steps).status());
            await(client);
            assertEquals(bare, heard(() -> HOSTS.connect(container), id));
        }
    }

    static Stream<Arguments> stepsOfOthers() {
        return steps().filter(one -> !String.valueOf(one.get()[0]).startsWith("TOMCAT"));
    }

    /** On Tomcat some hear of the end more than once, which only the end of a connection would show. */
    @ParameterizedTest
    @MethodSource("stepsOfOthers")
    void listenersWhenACycleFailsOverHttp2ThenToldAsBare(Container container, String steps) throws Exception {
        String id = "call-" + ++calls;
        String target = "/app/listened?id=" + id + "&take=" + steps;
        String bare;
        try (Http2Client client = new Http2Client(HOSTS.barePort(container))) {
            client.get(target);
            bare = heard(() -> HOSTS.connectBare(container), id);
        }
        try (Http2Client client = new Http2Client(HOSTS.port(container))) {
            assertEquals(200, client.get(target).status());
            assertEquals(bare, heard(() -> HOSTS.connect(container), id));
        }
    }

    /** Until the connection takes another request, or has its end: some listeners hear of the end more than once. */
    private static void await(RawClient client) throws Exception {
        try {
            client.get("/app/next");
        } catch (IOException e) { // it was closed
            return;
        }
    }

    private static String heard(Callable<RawClient> connect, String id) throws Exception {
        long start = System.nanoTime();
        while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(10)) {
            try (RawClient another = connect.call()) { // some take no more than a hundred requests of one
                String told = another.get("/app/listened?heard=" + id).text().replaceAll("(?s)^\\{.*\"data\":", "");
                if (told.contains("onComplete")) {
                    return told.replaceAll("(?s)^\"|\".*", "");
                }
            }
        }
        return fail("not ended: " + id);
    }
}
