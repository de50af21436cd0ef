package dev.signet.testing;

import java.io.IOException;

/** One connection to a server, whatever version of HTTP it speaks. */
public interface HttpConnection extends AutoCloseable {

    /** Opens connections. */
    @FunctionalInterface
    interface Opener {
        /** Connects to a port of this machine. */
        HttpConnection open(int port) throws IOException;
    }

    /** Sends a request without a body and reads its answer. */
    default RawAnswer get(String path, String... headers) throws IOException {
        return send("GET", path, null, headers);
    }

    /** Sends a request, with or without a body, and reads its answer; a header is spelled {@code Name: value}. */
    RawAnswer send(String method, String path, byte[] body, String... headers) throws IOException;

    /** Whether no other answer can follow this one. */
    boolean isLast(RawAnswer answer);

    @Override
    void close() throws IOException;
}
