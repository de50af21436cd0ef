package dev.signet.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads answers from one connection, however they are cut: enough of HTTP/1.1 to see where each of them ends. */
final class Exchange {

    private enum State {
        HEAD,
        BODY,
        SIZE,
        CHUNK,
        CHUNK_END,
        TRAILER,
        DONE
    }

    private final StringBuilder line = new StringBuilder();
    private State state = State.HEAD;
    private long left;
    private boolean chunked;
    private boolean ok;
    private long length;

    /** Begins the next answer. */
    void begin() {
        state = State.HEAD;
        line.setLength(0);
        left = 0;
        chunked = false;
        ok = false;
        length = 0;
    }

    /** Whether the answer had status 200. */
    boolean isOk() {
        return ok;
    }

    /** The length of the body so far. */
    long length() {
        return length;
    }

    /** Takes bytes; returns whether the answer is whole. */
    boolean feed(ByteBuffer bytes) {
        while (bytes.hasRemaining() && state != State.DONE) {
            if (state == State.BODY || state == State.CHUNK) {
                int taken = (int) Math.min(left, bytes.remaining());
                bytes.position(bytes.position() + taken);
                left -= taken;
                length += taken;
                if (left == 0) {
                    state = state == State.BODY ? State.DONE : State.CHUNK_END;
                }
            } else {
                char c = (char) bytes.get();
                if (c == '\n') {
                    line();
                    line.setLength(0);
                } else if (c != '\r') {
                    line.append(c);
                }
            }
        }
        return state == State.DONE;
    }

    private void line() {
        switch (state) {
            case HEAD -> head();
            case SIZE -> {
                left = Long.parseLong(line, 0, line.length(), 16);
                state = left == 0 ? State.TRAILER : State.CHUNK;
            }
            case CHUNK_END -> state = State.SIZE;
            case TRAILER -> state = line.isEmpty() ? State.DONE : State.TRAILER;
            default -> throw new IllegalStateException(state.name());
        }
    }

    private void head() {
        if (line.isEmpty()) {
            state = chunked ? State.SIZE : left == 0 ? State.DONE : State.BODY;
        } else if (line.charAt(0) == 'H') {
            ok |= line.indexOf(" 200") > 0;
        } else if (begins("content-length:")) {
            left = Long.parseLong(line.substring(15).strip());
        } else if (begins("transfer-encoding:")) {
            chunked = true;
        }
    }

    private boolean begins(String name) {
        return line.length() > name.length() && line.substring(0, name.length()).equalsIgnoreCase(name);
    }

    /** A request over a connection that is kept. */
    static byte[] request(String path, String token) {
        return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n"
                        + (token == null ? "" : "Authorization: Bearer " + token + "\r\n") + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
