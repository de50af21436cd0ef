package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.event.CallListener;
import dev.signet.issue.TokenServlet;
import dev.signet.testing.HeardCalls;
import dev.signet.testing.TestWebapp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls in the JDK's Flight Recorder. */
class FlightTest {

    private static final List<String> NAMES = List.of("dev.signet.Call", "dev.signet.Token");

    private final HeardCalls heard = new HeardCalls();

    @Test
    void recordingWhenItAsksForCallsThenHasThemAndElseNobodyHears(@TempDir Path folder) throws Exception {
        Path clients = folder.resolve("clients.json");
        Files.writeString(
                clients,
                "{\"clients\":[{\"id\":\"acme\",\"secrets\":[{\"hash\":\"sha256:" + "A".repeat(43) + "=\"}]}]}");
        Path file = folder.resolve("calls.jfr");
        try (TestWebapp app = new TestWebapp()
                .without("jwt.secret")
                .context("signet.jwt.secret", TestWebapp.SECRET)
                .context("signet.issuer.clients-file", clients.toString())
                .with("access.rules", "* /token permit")
                .attribute(CallListener.class.getName(), heard)
                .serve("/token", new TokenServlet())
                .start()) {
            app.get("/before?secret=1");
            heard.next();
            try (Recording recording = new Recording()) {
                NAMES.forEach(recording::enable);
                recording.start();
                app.get("/orders?secret=1");
                heard.next(); // who hears last
                app.send(
                        "POST",
                        "/token",
                        "appKey=acme&appSecret=wrong-one",
                        "Content-Type: application/x-www-form-urlencoded");
                heard.next();
                recording.stop();
                recording.dump(file);
            }
            app.get("/after");
            heard.next();
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file).stream()
                .filter(event -> NAMES.contains(event.getEventType().getName()))
                .toList();
        assertEquals(3, events.size(), events.toString());
        RecordedEvent call = events.stream() // threads have buffers of their own
                .filter(event ->
                        event.hasField("path") && event.getString("path").equals("/orders"))
                .findAny()
                .orElseThrow();
        assertEquals("dev.signet.Call", call.getEventType().getName());
        assertEquals("REFUSED", call.getString("outcome"));
        assertEquals("no-token", call.getString("reason"));
        assertEquals(10003, call.getInt("code"));
        assertTrue(call.getDuration("took").toNanos() > 0);
        RecordedEvent token = events.stream()
                .filter(event -> event.getEventType().getName().equals("dev.signet.Token"))
                .findAny()
                .orElseThrow();
        assertEquals("acme", token.getString("client"));
        assertFalse(token.getBoolean("granted"));
        assertFalse(events.toString().contains("secret=1"), events.toString());
    }
}
