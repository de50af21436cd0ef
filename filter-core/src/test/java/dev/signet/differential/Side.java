package dev.signet.differential;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** One webapp that programs are played on, one after the other, and that is asked for what was heard. */
final class Side implements AutoCloseable {

    /** The context that everything is told with, for that of an oracle may be another one, which is as long. */
    private static final String CONTEXT = "/app/";

    private static final int WIRE_MILLIS = 1_200;
    private static final int EAR_MILLIS = 10_000; // it is the webapp that gives up waiting

    private static final AtomicLong NUMBERS = new AtomicLong(); // two sides may be the same webapp

    private final String context;
    private final StageClient wire;
    private final StageClient ear;
    private String number = "";

    Side(Stage.Place place, StageClient.Opener opener) {
        context = place.context();
        wire = opener.open(place.port(), WIRE_MILLIS);
        ear = new WireClient(place.port(), EAR_MILLIS);
    }

    boolean plays(Program program) {
        return wire.plays(program);
    }

    /** Sends the request that plays a program. */
    void begin(Program program, Twin.Flavour flavour) throws IOException {
        begin("GET", program, flavour);
    }

    /** The same with another method. */
    void begin(String method, Program program, Twin.Flavour flavour) throws IOException {
        number = Long.toString(NUMBERS.incrementAndGet());
        String line = "X-Program: " + URLEncoder.encode(program.toString(), StandardCharsets.UTF_8);
        List<String> headers = new ArrayList<>(List.of(line, "X-Number: " + number));
        if (flavour != null) {
            headers.add("X-Twin: " + flavour);
        }
        if (program.has(Call::declaresLength)) {
            headers.add("Connection: close"); // a container that promised too much then hangs up at once
        }
        wire.begin(method, context + "/play", headers);
    }

    /** Reads its answer, and what the application has heard. */
    Played end(Program program) throws IOException {
        WireAnswer answer = inContext(wire.end());
        if (program.has(call -> call.verb().equals("buffer"))) {
            hangUp();
        }
        ear.begin("GET", context + "/play", List.of("X-Hear: " + number));
        WireAnswer log = ear.end();
        return switch (log.status()) {
            case 200 -> new Played(Heard.parse(program, inContext(log.text())), answer, true);
            case FrontFilter.NOT_ENDED -> new Played(List.of(), answer, false);
            default -> throw new IOException("nothing heard of " + program + ": " + log);
        };
    }

    private WireAnswer inContext(WireAnswer answer) {
        Map<String, List<String>> headers = new LinkedHashMap<>(answer.headers());
        headers.computeIfPresent(
                "location",
                (name, values) -> values.stream().map(this::inContext).toList());
        byte[] body =
                inContext(new String(answer.body(), ISO_8859_1)).getBytes(ISO_8859_1); // some pages tell a location
        return new WireAnswer(answer.status(), headers, body, answer.end());
    }

    private String inContext(String text) {
        return text.replace(context + "/", CONTEXT);
    }

    /** The next program has a connection of its own. */
    void hangUp() throws IOException {
        wire.close();
    }

    @Override
    public void close() throws IOException {
        wire.close();
        ear.close();
    }
}
