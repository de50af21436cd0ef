package dev.signet.envelope;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import jakarta.servlet.ServletException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;
import org.springframework.web.server.ResponseStatusException;

/** Which exceptions are the caller's mistake, and which are another server's. */
class ExceptionMeaningTest extends AnswerCases {

    private static final List<Case> CASES = List.of(
            throwing("a status of Spring's", new ResponseStatusException(HttpStatus.UNPROCESSABLE_ENTITY), 12004),
            throwing("a status without a code", new ResponseStatusException(HttpStatus.CONFLICT), -20),
            throwing("a status of the server's", new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE), -1),
            throwing("a status of JAX-RS", new ClientErrorException(415), 12004),
            throwing("a status behind another exception", new ServletException(new ClientErrorException(403)), 16000),
            throwing("a redirect that is thrown", new jakarta.ws.rs.RedirectionException(302, null), -30),
            throwing("another server's 400", new HttpClientErrorException(HttpStatus.BAD_REQUEST), -30),
            throwing("another server's JSON", new RestClientException("unreadable", unreadable()), -30),
            throwing("another server's silence", new RestClientException("slow", new TimeoutException()), -1),
            throwing("the caller's JSON", unreadable(), 12004),
            throwing("causes that form a circle", circle(), -30),
            new Case("another server's 401 by way of JAX-RS", (q, r) -> askAnother(401), a -> is(a, -30, "null")),
            new Case("another server's 404 by way of JAX-RS", (q, r) -> askAnother(404), a -> is(a, -30, "null")));

    @TestFactory
    Stream<DynamicTest> everyCase() {
        return run(CASES);
    }

    private static Case throwing(String name, Exception thrown, int code) {
        return new Case(
                name,
                (q, r) -> {
                    if (thrown instanceof ServletException e) {
                        throw e;
                    }
                    throw (RuntimeException) thrown;
                },
                a -> assertEquals(code, a.code()));
    }

    private static HttpMessageNotReadableException unreadable() {
        return new HttpMessageNotReadableException("no JSON", new HttpInputMessage() {
            @Override
            public InputStream getBody() {
                return InputStream.nullInputStream();
            }

            @Override
            public HttpHeaders getHeaders() {
                return new HttpHeaders();
            }
        });
    }

    private static RuntimeException circle() {
        RuntimeException one = new IllegalStateException();
        one.initCause(new IllegalStateException(one));
        return one;
    }

    private static void askAnother(int status) throws java.io.IOException {
        HttpServer another = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        another.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        another.start();
        try (Client client = ClientBuilder.newClient()) {
            client.target("http://localhost:" + another.getAddress().getPort())
                    .request()
                    .get(String.class);
        } finally {
            another.stop(0);
        }
    }
}
