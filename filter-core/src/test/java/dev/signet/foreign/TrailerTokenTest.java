package dev.signet.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.container.Container;
import dev.signet.container.Webapp;
import dev.signet.testing.Http2Client;
import dev.signet.testing.Http2Stream;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A trailer comes behind the decision, and must not be used for authentication (RFC 9110 §6.5.1). */
class TrailerTokenTest {

    private static final Hosts HOSTS = new Hosts(webapp());

    private static Webapp webapp() {
        return Hosts.webapp(Map.of("/*", "Trailed"), "access.rules", "* /** authenticated");
    }

    @AfterAll
    static void stop() throws Exception {
        HOSTS.close();
    }

    private static String bearer(String subject) {
        return TestWebapp.bearer(",\"sub\":\"" + subject + "\"");
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void http2WhenTheTokenIsInATrailerThenThereIsNone(Container container) throws Exception {
        try (Http2Client client = new Http2Client(HOSTS.port(container))) {
            Http2Stream stream = client.begin("POST", "/app/a", new byte[0]);
            stream.sendTrailers(bearer("mallory"));
            assertEquals(10003, stream.end().code());
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void http2WhenAnotherTokenIsInATrailerThenTheCallerIsTheSame(Container container) throws Exception {
        try (Http2Client client = new Http2Client(HOSTS.port(container))) {
            Http2Stream stream = client.begin("POST", "/app/a", new byte[0], bearer("acme"));
            stream.sendTrailers(bearer("mallory"));
            assertEquals("[\"acme\",1]", stream.end().data());
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void http1WhenTheTokenIsInATrailerThenThereIsNone(Container container) throws Exception {
        try (RawClient client = new RawClient(HOSTS.port(container))) {
            assertEquals(10003, client.send(chunked("X-None: 1")).code());
        }
        try (RawClient client = new RawClient(HOSTS.port(container))) {
            RawAnswer answer = client.send(chunked(bearer("acme")));
            assertEquals("[\"acme\",1]", answer.data(), answer::text);
        }
    }

    private static byte[] chunked(String header) {
        String request = "POST /app/a HTTP/1.1\r\nHost: localhost\r\n" + header
                + "\r\nTransfer-Encoding: chunked\r\nTrailer: Authorization\r\n\r\n2\r\n{}\r\n0\r\n"
                + bearer("mallory") + "\r\n\r\n";
        return request.getBytes(StandardCharsets.US_ASCII);
    }
}
