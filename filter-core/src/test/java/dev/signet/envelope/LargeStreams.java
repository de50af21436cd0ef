package dev.signet.envelope;

import dev.signet.testing.TestWebapp;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A server in a JVM of its own that answers with a hundred megabytes; it ends when its standard input does. */
public final class LargeStreams {

    /** How many bytes an answer has at least. */
    static final long LENGTH = 100_000_000L;

    private static final String ROW = "{\"id\":\"A-1001\",\"remark\":\"请在上午送到\",\"pieces\":17,\"price\":21.50},";

    private LargeStreams() {}

    /** Prints the port and waits. */
    public static void main(String[] args) throws Exception {
        byte[] rows = ROW.repeat(100).getBytes(StandardCharsets.UTF_8);
        String text = ROW.repeat(100);
        try (TestWebapp app = new TestWebapp()
                .open()
                .serve("/stream", (request, response) -> {
                    response.setContentType("application/json");
                    write(response.getOutputStream(), rows);
                })
                .serve("/writer", (request, response) -> {
                    response.setContentType("application/json");
                    response.getWriter().print("[");
                    for (long sent = 0; sent < LENGTH; sent += rows.length) {
                        response.getWriter().print(text);
                    }
                    response.getWriter().print("0]");
                })
                .serve("/string", (request, response) -> {
                    response.setContentType("application/json");
                    response.getOutputStream().print("not json ");
                    write(response.getOutputStream(), rows);
                })
                .serve("/pass", (request, response) -> {
                    response.setContentType("application/octet-stream");
                    write(response.getOutputStream(), rows);
                })
                .start()) {
            System.out.println(app.port());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static void write(OutputStream out, byte[] rows) throws IOException {
        out.write('[');
        for (long sent = 0; sent < LENGTH; sent += rows.length) {
            out.write(rows);
        }
        out.write("0]".getBytes(StandardCharsets.US_ASCII));
    }
}
