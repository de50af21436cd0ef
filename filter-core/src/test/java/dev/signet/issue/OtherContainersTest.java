package dev.signet.issue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.SignetConfig;
import dev.signet.SignetFilter;
import dev.signet.clients.SlowHash;
import dev.signet.testing.MutableClock;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows of token-requests.txt on containers that read bodies and parameters in ways of their own. */
class OtherContainersTest {

    /** Its parser makes one blank of two, and answers a broken escape in a query itself, before any filter. */
    private static final Set<String> UNDERTOWS_OWN = Set.of("Basic with two blanks", "a query that cannot be decoded");

    @TempDir
    private Path folder;

    private final MutableClock clock = new MutableClock(TokenWebapp.SAMPLE_MILLIS);

    /** Calls getParameter where a row asks for it, then Signet. */
    private static final class ConsumingFilter implements Filter {

        private final SignetFilter signet;

        ConsumingFilter(SignetFilter signet) {
            this.signet = signet;
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            if (((HttpServletRequest) request).getHeader("X-Consume") != null) {
                request.getParameter("any");
            }
            signet.doFilter(request, response, chain);
        }
    }

    private Filter filter() {
        return new ConsumingFilter(new SignetFilter(SignetConfig.builder()
                .set("jwt.secret", TestWebapp.SECRET)
                .set("access.rules", "* /api/token permit")
                .clock(clock)
                .build()));
    }

    private String clients() throws IOException {
        Path file = folder.resolve("clients.json");
        TokenWebapp.write(file, TokenWebapp.ENTRY, TokenWebapp.CHINESE_ENTRY);
        return file.toString();
    }

    private Set<String> differences(TokenHost host) throws Exception {
        Map<String, String> parameters = Map.of("jwt.secret", TestWebapp.SECRET, "issuer.clients-file", clients());
        TokenServlet endpoint = new TokenServlet(clock, new SecureRandom(), SlowHash.PBKDF2);
        try (TokenHost.Running running = host.start(parameters, filter(), endpoint)) {
            return differences(running.port());
        }
    }

    @Test
    void answerWhenTomcatThenAsOnJetty() throws Exception {
        assertEquals(Set.of(), differences(TokenHost.TOMCAT));
    }

    @Test
    void answerWhenUndertowThenAsOnJetty() throws Exception {
        assertEquals(UNDERTOWS_OWN, differences(TokenHost.UNDERTOW));
    }

    private static Set<String> differences(int port) throws IOException {
        Set<String> differences = new TreeSet<>();
        for (RequestCase row : RequestCase.all()) {
            try (RawClient client = new RawClient(port)) {
                RawAnswer answer = client.send(row.request());
                if (answer.status() != 200 || answer.code() != row.code()) {
                    differences.add(row.name());
                }
            } catch (RuntimeException | IOException e) {
                differences.add(row + ": " + e);
            }
        }
        return differences;
    }
}
