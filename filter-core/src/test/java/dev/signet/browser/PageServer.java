package dev.signet.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Serves one page, at a port of its own, and takes what its script has found out. */
final class PageServer implements AutoCloseable {

    private final HttpServer server;
    private final CompletableFuture<String> found = new CompletableFuture<>();
    private volatile byte[] page = {};

    PageServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream body = exchange.getRequestBody()) {
            if (exchange.getRequestMethod().equals("POST")) {
                found.complete(new String(body.readAllBytes(), StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(204, -1);
            } else {
                exchange.getResponseHeaders().set("Content-Type", "text/html;charset=UTF-8");
                exchange.sendResponseHeaders(200, page.length);
                exchange.getResponseBody().write(page);
            }
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** The page runs this script, whose value is sent here. */
    void script(String value) {
        page = ("<!DOCTYPE html><script>(async () => { const found = await (" + value
                        + ")(); await fetch('/found', {method: 'POST', body: found}); })()</script>")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** What the script has found out. */
    String found() throws Exception {
        return found.get(60, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
