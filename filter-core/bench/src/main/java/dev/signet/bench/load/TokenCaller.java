package dev.signet.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Asks for tokens over one connection that is kept, from an address of its own. */
final class TokenCaller implements AutoCloseable {

    private final Socket socket = new Socket();
    private final byte[] buffer = new byte[16 * 1024];
    private final Exchange exchange = new Exchange();

    TokenCaller(String from, int port) throws IOException {
        socket.setTcpNoDelay(true);
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /** Whether there was a token in the answer. */
    boolean ask(String id, String secret) throws IOException {
        String body = "{\"appKey\":\"" + id + "\",\"appSecret\":\"" + secret + "\"}";
        String request =
                "POST /api/token HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        exchange.begin();
        StringBuilder text = new StringBuilder();
        boolean whole = false;
        while (!whole) {
            int read = socket.getInputStream().read(buffer);
            if (read < 0) {
                throw new EOFException("the server has closed the connection");
            }
            text.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
            whole = exchange.feed(ByteBuffer.wrap(buffer, 0, read));
        }
        return text.indexOf("{\"code\":1,") > 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
