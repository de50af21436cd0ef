package dev.signet.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One connection to a server, over which requests are written byte for byte. */
public final class RawClient implements HttpConnection {

    private final Socket socket;
    private final InputStream in;

    /** Connects to a port of this machine. */
    public RawClient(int port) throws IOException {
        this(port, 0);
    }

    /** Connects with a receive buffer that is so small that the server has to wait for this client. */
    public RawClient(int port, int receiveBuffer) throws IOException {
        socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout(10_000);
        in = new BufferedInputStream(socket.getInputStream());
    }

    @Override
    public RawAnswer send(String method, String path, byte[] body, String... headers) throws IOException {
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        if (body != null) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        head.append("\r\n");
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
        if (body != null) {
            whole.writeBytes(body); // in one piece: a server may hang up on a body that comes after its answer
        }
        whole.writeTo(socket.getOutputStream());
        socket.getOutputStream().flush();
        return read(method.equals("HEAD"));
    }

    @Override
    public boolean isLast(RawAnswer answer) {
        return !answer.whole() || "close".equalsIgnoreCase(answer.header("Connection"));
    }

    /** Sends what is already spelled as a request and reads its answer. */
    public RawAnswer send(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        socket.getOutputStream().flush();
        return read(new String(request, 0, 5, StandardCharsets.ISO_8859_1).equals("HEAD "));
    }

    /** Sends a request without a body and leaves its answer on the wire. */
    public void begin(String path, String... headers) throws IOException {
        StringBuilder head = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        socket.getOutputStream().write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** Reads the answer of a request that was begun. */
    public RawAnswer end() throws IOException {
        return read(false);
    }

    /**
     * The end of a body that is too large to be kept.
     *
     * @param length how many bytes there were
     * @param text the last of them
     * @param whole whether the body ended as its framing promised
     */
    public record Tail(long length, String text, boolean whole) {}

    /** Reads the answer of a request that was begun, in chunks, and keeps the last bytes only. */
    public Tail skipBody(int kept) throws IOException {
        String header = line();
        while (!header.isEmpty()) {
            header = line();
        }
        long length = 0;
        byte[] last = {};
        for (String size = line(); !size.isEmpty(); size = line()) {
            byte[] chunk = in.readNBytes(Integer.parseInt(size, 16));
            if (chunk.length == 0) {
                return new Tail(length, new String(last, StandardCharsets.UTF_8), true);
            }
            length += chunk.length;
            byte[] joined = Arrays.copyOf(last, last.length + chunk.length);
            System.arraycopy(chunk, 0, joined, last.length, chunk.length);
            last = Arrays.copyOfRange(joined, Math.max(0, joined.length - kept), joined.length);
            line();
        }
        return new Tail(length, new String(last, StandardCharsets.UTF_8), false);
    }

    private RawAnswer read(boolean headOnly) throws IOException {
        String line = line();
        if (line.isEmpty()) {
            throw new EOFException("no answer");
        }
        String[] words = line.split(" ", 3);
        if (words.length < 2) {
            throw "HTTP/1.1".startsWith(line)
                    ? new EOFException("half a status line")
                    : new IOException("not a status line: " + line + " and "
                            + new String(in.readNBytes(Math.min(200, in.available())), StandardCharsets.ISO_8859_1));
        }
        int status = Integer.parseInt(words[1]);
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            headers.computeIfAbsent(header.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(header.substring(colon + 1).strip());
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        boolean whole = true;
        if (!headOnly && status != 204 && status != 304 && status >= 200) {
            if (headers.containsKey("content-length")) {
                int length = Integer.parseInt(headers.get("content-length").get(0));
                byte[] bytes = in.readNBytes(length);
                body.write(bytes);
                whole = bytes.length == length;
            } else if (headers.containsKey("transfer-encoding")) {
                whole = chunks(body);
            } else {
                body.write(in.readAllBytes());
            }
        }
        return new RawAnswer(status, headers, body.toByteArray(), whole);
    }

    private boolean chunks(ByteArrayOutputStream body) throws IOException {
        while (true) {
            String size = line();
            if (size.isEmpty()) {
                return false; // the server cut the connection
            }
            int length = Integer.parseInt(size, 16);
            byte[] bytes = in.readNBytes(length);
            body.write(bytes);
            if (bytes.length < length) {
                return false;
            }
            if (length == 0) {
                String trailer = line();
                while (!trailer.isEmpty()) {
                    trailer = line();
                }
                return true;
            }
            line();
        }
    }

    /** The next line as it stands on the wire; empty where the connection has ended. */
    public String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
