package dev.signet.testing;

import io.undertow.protocols.http2.HpackDecoder;
import io.undertow.protocols.http2.HpackException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One connection over which frames of HTTP/2 (RFC 9113) are written, without TLS and by prior knowledge, so that a test
 * sees how a stream ends. For one thread.
 */
public final class Http2Client implements HttpConnection {

    static final int END_STREAM = 0x1;

    private static final int DATA = 0x0;
    private static final int HEADERS = 0x1;
    private static final int RST_STREAM = 0x3;
    private static final int SETTINGS = 0x4;
    private static final int PING = 0x6;
    private static final int GOAWAY = 0x7;
    private static final int WINDOW_UPDATE = 0x8;
    private static final int CONTINUATION = 0x9;

    private static final int ACK = 0x1;
    private static final int END_HEADERS = 0x4;
    private static final int PADDED = 0x8;
    private static final int PRIORITY = 0x20;

    private static final int AUTHORITY = 1; // names in the table of RFC 7541, appendix A
    private static final int METHOD = 2;
    private static final int PATH = 4;
    private static final int SCHEME = 6;

    private static final int CANCEL = 0x8;
    private static final int LARGEST_WINDOW = Integer.MAX_VALUE;
    private static final int FIRST_WINDOW = 65_535; // of the connection, and of what a server takes
    private static final int LARGEST_FRAME = 16_384;

    private final Socket socket;
    private final DataInputStream in;
    private final HpackDecoder headers = new HpackDecoder();
    private final Map<Integer, Http2Stream> streams = new HashMap<>();
    private final ByteArrayOutputStream block = new ByteArrayOutputStream(); // of headers that are not at their end
    private boolean blockEnds; // its stream
    private int next = 1;
    private boolean goneAway;

    /** Connects to a port of this machine. */
    public Http2Client(int port) throws IOException {
        this(port, LARGEST_WINDOW);
    }

    /** Connects and lets the server send no more than this on each stream. */
    public Http2Client(int port, int window) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        // no push, and the window of each stream
        frame(
                SETTINGS,
                0,
                0,
                ByteBuffer.allocate(12)
                        .putShort((short) 2)
                        .putInt(0)
                        .putShort((short) 4)
                        .putInt(window)
                        .array());
        frame(WINDOW_UPDATE, 0, 0, number(LARGEST_WINDOW - FIRST_WINDOW));
    }

    /** How long a silence lasts until it is an exception. */
    public void waitAtMost(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    @Override
    public RawAnswer send(String method, String path, byte[] body, String... fields) throws IOException {
        return begin(method, path, body, fields).end();
    }

    @Override
    public boolean isLast(RawAnswer answer) {
        return goneAway;
    }

    /** Sends a request, and leaves its answer on the wire; with an empty body the request stays open. */
    public Http2Stream begin(String method, String path, byte[] body, String... fields) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        literal(head, METHOD, method);
        literal(head, SCHEME, "http");
        literal(head, AUTHORITY, "localhost"); // as over HTTP/1.1, whatever the port
        literal(head, PATH, path);
        literals(head, fields);
        if (head.size() > LARGEST_FRAME || body != null && body.length > FIRST_WINDOW) {
            throw new IllegalArgumentException("more than a server takes at once");
        }
        Http2Stream stream = new Http2Stream(this, next, method.equals("HEAD"));
        streams.put(next, stream);
        frame(HEADERS, body == null ? END_HEADERS | END_STREAM : END_HEADERS, next, head.toByteArray());
        for (int at = 0; body != null && at < body.length; at += LARGEST_FRAME) {
            int length = Math.min(LARGEST_FRAME, body.length - at);
            byte[] piece = new byte[length];
            System.arraycopy(body, at, piece, 0, length);
            frame(DATA, at + length == body.length ? END_STREAM : 0, next, piece);
        }
        next += 2;
        return stream;
    }

    private void literals(ByteArrayOutputStream block, String... fields) {
        for (String field : fields) {
            int colon = field.indexOf(':', 1); // one that begins with a colon is a pseudo-header
            literal(
                    block,
                    field.substring(0, colon).toLowerCase(Locale.ROOT),
                    field.substring(colon + 1).strip());
        }
    }

    /** Ends a request that is open by fields behind its body. */
    void trailers(int stream, String... fields) throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        literals(block, fields);
        frame(HEADERS, END_HEADERS | END_STREAM, stream, block.toByteArray());
    }

    /** Tells the server that nobody waits for an answer any more. */
    void cancel(int stream) throws IOException {
        frame(RST_STREAM, 0, stream, number(CANCEL));
    }

    /** Lets the server send more on a stream. */
    void grant(int stream, int bytes) throws IOException {
        frame(WINDOW_UPDATE, 0, stream, number(bytes));
    }

    /** Reads the next frame, of whichever stream. */
    void advance() throws IOException {
        int start = in.readInt();
        int flags = in.readUnsignedByte();
        int number = in.readInt() & LARGEST_WINDOW;
        byte[] payload = new byte[start >>> 8];
        in.readFully(payload);
        Http2Stream stream = streams.get(number);
        switch (start & 0xff) {
            case DATA -> known(stream, number).data(bare(payload, flags), flags);
            case HEADERS, CONTINUATION -> {
                block.writeBytes((start & 0xff) == HEADERS ? bare(payload, flags) : payload);
                blockEnds |= (start & 0xff) == HEADERS && (flags & END_STREAM) != 0;
                if ((flags & END_HEADERS) != 0) {
                    decode(known(stream, number));
                }
            }
            case RST_STREAM ->
                known(stream, number).reset(ByteBuffer.wrap(payload).getInt());
            case SETTINGS -> {
                if ((flags & ACK) == 0) {
                    frame(SETTINGS, ACK, 0, new byte[0]);
                }
            }
            case PING -> {
                if ((flags & ACK) == 0) {
                    frame(PING, ACK, 0, payload);
                }
            }
            case GOAWAY -> goneAway = true;
            default -> {} // what a client may ignore
        }
    }

    private static Http2Stream known(Http2Stream stream, int number) throws IOException {
        if (stream == null) {
            throw new IOException("a frame of a stream that nobody began: " + number);
        }
        return stream;
    }

    private void decode(Http2Stream stream) throws IOException {
        stream.beginHeaders();
        headers.setHeaderEmitter((name, value, never) -> stream.header(name.toString(), value));
        try {
            headers.decode(ByteBuffer.wrap(block.toByteArray()), false);
        } catch (HpackException e) {
            throw new IOException(e);
        }
        block.reset();
        stream.endHeaders(blockEnds);
        blockEnds = false;
    }

    /** Without padding and priority. */
    private static byte[] bare(byte[] payload, int flags) {
        int from = ((flags & PADDED) != 0 ? 1 : 0) + ((flags & PRIORITY) != 0 ? 5 : 0);
        int padding = (flags & PADDED) != 0 ? payload[0] & 0xff : 0;
        byte[] bare = new byte[payload.length - from - padding];
        System.arraycopy(payload, from, bare, 0, bare.length);
        return bare;
    }

    /** A header field that is put into no table (RFC 7541 §6.2.2). */
    private static void literal(ByteArrayOutputStream head, String name, String value) {
        head.write(0);
        string(head, name);
        string(head, value);
    }

    /** The same with a name of the fixed table; Tomcat takes no colon in one that is spelled. */
    private static void literal(ByteArrayOutputStream head, int name, String value) {
        head.write(name);
        string(head, value);
    }

    private static void string(ByteArrayOutputStream head, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < 127) {
            head.write(bytes.length);
        } else {
            head.write(127);
            int rest = bytes.length - 127;
            for (; rest >= 128; rest >>>= 7) {
                head.write(rest & 127 | 128);
            }
            head.write(rest);
        }
        head.writeBytes(bytes);
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    private void frame(int type, int flags, int stream, byte[] payload) throws IOException {
        socket.getOutputStream()
                .write(ByteBuffer.allocate(9 + payload.length)
                        .putInt(payload.length << 8 | type)
                        .put((byte) flags)
                        .putInt(stream)
                        .put(payload)
                        .array());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
