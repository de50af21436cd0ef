package dev.signet.differential;

import java.io.IOException;
import java.util.List;

/**
 * Sends requests to one server, one after the other. Unlike a {@link dev.signet.testing.HttpConnection} it takes whatever
 * a server does as an answer, and does not wait for long.
 */
interface StageClient extends AutoCloseable {

    /** Opens one for a version of HTTP. */
    @FunctionalInterface
    interface Opener {
        /** For a port of this machine, and for so many milliseconds without a byte. */
        StageClient open(int port, int patienceMillis);
    }

    /** Whether the bare containers can be asked for what a program does. */
    default boolean plays(Program program) {
        return true;
    }

    /** Sends a request and leaves its answer on the wire. */
    void begin(String method, String path, List<String> headers) throws IOException;

    /** Reads the answer of the request that was begun. */
    WireAnswer end() throws IOException;

    /** Hangs up; the next request has a connection of its own. */
    @Override
    void close() throws IOException;
}
