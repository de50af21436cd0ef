package dev.signet.differential;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A connection of HTTP/1.1 that is kept alive as long as the server keeps it. */
final class WireClient implements StageClient {

    private final int port;
    private final int patienceMillis;
    private Socket socket;
    private InputStream in;
    private byte[] request;
    private boolean fresh;
    private boolean isHead;

    WireClient(int port, int patienceMillis) {
        this.port = port;
        this.patienceMillis = patienceMillis;
    }

    @Override
    public void begin(String method, String path, List<String> headers) throws IOException {
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        isHead = method.equals("HEAD");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        request = head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
        send();
    }

    private void send() throws IOException {
        fresh = socket == null;
        if (fresh) {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(patienceMillis);
            in = new BufferedInputStream(socket.getInputStream());
        }
        try {
            socket.getOutputStream().write(request);
        } catch (IOException e) {
            if (fresh) {
                throw e;
            }
            close(); // the container hung up after the answer before
            send();
        }
    }

    @Override
    public WireAnswer end() throws IOException {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int status = 0;
        WireAnswer.End end;
        boolean keep = false;
        try {
            status = status(line());
            while (status >= 100 && status < 200) { // an interim answer
                readHeaders(new LinkedHashMap<>());
                status = status(line());
            }
            readHeaders(headers);
            end = readBody(status, headers, body);
            keep = end == WireAnswer.End.WHOLE
                    && !headers.getOrDefault("connection", List.of("")).get(0).equalsIgnoreCase("close")
                    && (headers.containsKey("content-length")
                            || headers.containsKey("transfer-encoding")
                            || status == 204
                            || status == 304);
        } catch (SocketTimeoutException e) {
            end = WireAnswer.End.HUNG;
        } catch (IOException e) {
            if (status == 0 && !fresh) {
                close(); // the container hung up after the answer before
                send();
                return end();
            }
            end = WireAnswer.End.CUT;
        }
        if (!keep) {
            close();
        }
        return WireAnswer.withoutContainers(status, headers, body.toByteArray(), end);
    }

    private static int status(String line) throws IOException {
        String[] words = line.split(" ", 3);
        try {
            return Integer.parseInt(words[1]);
        } catch (ArrayIndexOutOfBoundsException | NumberFormatException e) {
            throw new IOException("no status line: " + line, e);
        }
    }

    private void readHeaders(Map<String, List<String>> headers) throws IOException {
        readFields(line(), "", headers);
    }

    private void readFields(String first, String kind, Map<String, List<String>> fields) throws IOException {
        for (String field = first; !field.isEmpty(); field = line()) {
            int colon = Math.max(0, field.indexOf(':'));
            String name = kind + field.substring(0, colon).toLowerCase(Locale.ROOT);
            fields.computeIfAbsent(name, any -> new ArrayList<>())
                    .add(field.substring(colon + 1).strip());
        }
    }

    private WireAnswer.End readBody(int status, Map<String, List<String>> headers, ByteArrayOutputStream body)
            throws IOException {
        if (status == 204 || status == 304 || isHead) {
            return WireAnswer.End.WHOLE;
        }
        if (headers.containsKey("transfer-encoding")) {
            while (true) {
                int length;
                try {
                    length = Integer.parseInt(line().strip(), 16);
                } catch (NumberFormatException e) {
                    return WireAnswer.End.CUT;
                }
                if (!copy(length, body)) {
                    return WireAnswer.End.CUT;
                }
                String rest = line();
                if (length == 0) {
                    readFields(rest, "trailer ", headers);
                    return WireAnswer.End.WHOLE;
                }
            }
        }
        if (headers.containsKey("content-length")) {
            int length = Integer.parseInt(headers.get("content-length").get(0));
            return copy(length, body) ? WireAnswer.End.WHOLE : WireAnswer.End.CUT;
        }
        copy(Integer.MAX_VALUE, body); // up to the end of the connection
        return WireAnswer.End.UNFRAMED;
    }

    private boolean copy(int length, ByteArrayOutputStream body) throws IOException {
        byte[] piece = new byte[8192];
        int left = length;
        while (left > 0) {
            int count = in.read(piece, 0, Math.min(left, piece.length));
            if (count < 0) {
                return false;
            }
            body.write(piece, 0, count);
            left -= count;
        }
        return true;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException();
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
