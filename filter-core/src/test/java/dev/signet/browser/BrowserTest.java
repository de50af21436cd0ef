package dev.signet.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signet.testing.TestWebapp;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a page in Chromium can read of a webapp at another port. */
class BrowserTest {

    /** A line for each call: what the page has read of it, or that the browser withheld it. */
    private static final String SCRIPT = """
            async () => {
              const app = 'http://127.0.0.1:PORT/app';
              const token = {'Authorization': 'TOKEN'};
              const lines = [];
              const call = async (name, path, init) => {
                try {
                  const answer = await fetch(app + path, init);
                  const text = await answer.text();
                  const code = (text.match(/"code":(-?[0-9]+)/) || [])[1];
                  lines.push(`${name} ${answer.status} ${code || text} ${answer.headers.get('X-Request')} `
                      + answer.headers.get('X-Hidden'));
                } catch (withheld) {
                  lines.push(name + ' withheld');
                }
              };
              await call('simple', '/orders');
              await call('token', '/orders', {headers: token});
              await call('put', '/orders', {method: 'PUT', headers: {...token, 'Content-Type': 'application/json',
                  'X-Own': '1'}, body: '{}'});
              await call('credentials', '/orders', {headers: token, credentials: 'include'});
              await call('missing', '/missing', {headers: token});
              await call('thrown', '/thrown', {headers: token});
              await call('denied', '/never', {headers: token});
              await call('excluded', '/docs/plain', {headers: token});
              await call('excluded error', '/docs/missing', {headers: token});
              return lines.join('\\n');
            }
            """;

    @TempDir
    private Path folder;

    private final Queue<String> calls = new ConcurrentLinkedQueue<>();

    private TestWebapp webapp(String origin) {
        return new TestWebapp()
                .with("access.rules", "* /never deny")
                .with("envelope.exclude", "/docs/**")
                .with("cors.origins", origin)
                .with("cors.expose", "X-Request")
                .serve("/*", (request, response) -> {
                    calls.add(request.getMethod() + " " + request.getPathInfo());
                    response.setHeader("X-Request", "7");
                    response.setHeader("X-Hidden", "8");
                    switch (request.getPathInfo()) {
                        case "/thrown" -> throw new IllegalStateException("thrown");
                        case "/missing", "/docs/missing" -> response.sendError(404);
                        case "/docs/plain" -> response.getWriter().print("plain");
                        default -> {
                            response.setContentType("application/json");
                            response.getWriter().print("[1]");
                        }
                    }
                });
    }

    /** What a page of this host reads, where {@code origin} is allowed; {@code PAGE} in it stands for the page's port. */
    private String read(String host, String origin) throws Exception {
        Optional<Path> program = Browser.installed();
        assumeTrue(program.isPresent(), "there is no Chromium on this machine");
        try (PageServer pages = new PageServer();
                TestWebapp app = webapp(origin.replace("PAGE", String.valueOf(pages.port())))
                        .start()) {
            pages.script(SCRIPT.replace("PORT", String.valueOf(app.port()))
                    .replace("TOKEN", TestWebapp.bearer("").replace("Authorization: ", "")));
            try (Browser browser =
                    Browser.open(program.get(), folder, "http://" + host + ":" + pages.port() + "/page")) {
                return pages.found();
            }
        }
    }

    @Test
    void fetchWhenTheOriginIsAllowedThenThePageReadsEveryAnswer() throws Exception {
        String found = read("127.0.0.1", "http://127.0.0.1:PAGE");
        assertEquals("""
                simple 200 10003 null null
                token 200 1 7 null
                put 200 1 7 null
                credentials 200 1 7 null
                missing 200 404 7 null
                thrown 200 -30 7 null
                denied withheld
                excluded 200 plain 7 null
                """, found.substring(0, found.indexOf("excluded error")));
        assertEquals(
                "excluded error 404",
                found.substring(found.indexOf("excluded error")).substring(0, "excluded error 404".length()));
    }

    @Test
    void fetchWhenEveryOriginIsAllowedThenNotWithCredentials() throws Exception {
        String found = read("127.0.0.1", "*");
        assertEquals("""
                simple 200 10003 null null
                token 200 1 7 null
                put 200 1 7 null
                credentials withheld
                """, found.substring(0, found.indexOf("missing")));
    }

    @Test
    void fetchWhenTheOriginIsAnotherThenThePageReadsNothingAndSendsNoToken() throws Exception {
        String found = read("localhost", "http://127.0.0.1:PAGE, http://localhost:1");
        assertEquals(
                "simple withheld,token withheld,put withheld,credentials withheld,missing withheld,thrown withheld,"
                        + "denied withheld,excluded withheld,excluded error withheld",
                found.replace('\n', ','));
        assertEquals(0, calls.size());
    }
}
