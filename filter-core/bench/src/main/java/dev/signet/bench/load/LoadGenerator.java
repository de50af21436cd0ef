package dev.signet.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** Keeps a number of connections busy from one thread, each with its next request as soon as it has its answer. */
final class LoadGenerator {

    /** What came back. */
    record Load(int requests, double seconds) {
        double perSecond() {
            return requests / seconds;
        }
    }

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);
    private final int port;
    private final byte[][] requests;
    private int next;

    LoadGenerator(int port, byte[][] requests) {
        this.port = port;
        this.requests = requests;
    }

    /** Plays for a time, and to the end of what is then under way. */
    Load play(int connections, double seconds) throws IOException {
        List<SocketChannel> channels = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                SocketChannel channel = SocketChannel.open(address());
                channels.add(channel);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, new Exchange());
            }
            return drive(selector, channels, seconds);
        } finally {
            for (SocketChannel channel : channels) {
                channel.close();
            }
        }
    }

    private Load drive(Selector selector, List<SocketChannel> channels, double seconds) throws IOException {
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        int busy = channels.size();
        int done = 0;
        for (SelectionKey key : selector.keys()) {
            send(key);
        }
        while (busy > 0) {
            selector.select(10_000);
            if (selector.selectedKeys().isEmpty()) {
                throw new IOException("no answer within 10 seconds");
            }
            for (Iterator<SelectionKey> ready = selector.selectedKeys().iterator(); ready.hasNext(); ) {
                SelectionKey key = ready.next();
                ready.remove();
                if (answered(key)) {
                    done++;
                    if (System.nanoTime() < end) {
                        send(key);
                    } else {
                        busy--;
                    }
                }
            }
        }
        return new Load(done, (System.nanoTime() - start) / 1e9);
    }

    private void send(SelectionKey key) throws IOException {
        ((Exchange) key.attachment()).begin();
        ByteBuffer request = ByteBuffer.wrap(requests[next++ % requests.length]);
        while (request.hasRemaining()) {
            ((SocketChannel) key.channel()).write(request); // a few hundred bytes fit into any socket's buffer
        }
    }

    private boolean answered(SelectionKey key) throws IOException {
        buffer.clear();
        if (((SocketChannel) key.channel()).read(buffer) < 0) {
            throw new EOFException("the server has closed the connection");
        }
        Exchange exchange = (Exchange) key.attachment();
        boolean whole = exchange.feed(buffer.flip());
        if (whole && !exchange.isOk()) {
            throw new IOException("the answer is not 200");
        }
        return whole;
    }

    /** The median time to the first byte of an answer, in microseconds, one request at a time. */
    double firstByteMicros(int times) throws IOException {
        double[] micros = new double[times];
        try (SocketChannel channel = SocketChannel.open(address())) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            for (int i = 0; i < times; i++) {
                micros[i] = one(channel).firstByteMicros();
            }
        }
        Arrays.sort(micros);
        return micros[times / 2];
    }

    /** One whole answer. */
    record Single(double firstByteMicros, double seconds, long length) {}

    /** Plays one request on a connection of its own. */
    Single single() throws IOException {
        try (SocketChannel channel = SocketChannel.open(address())) {
            return one(channel);
        }
    }

    private Single one(SocketChannel channel) throws IOException {
        Exchange exchange = new Exchange();
        exchange.begin();
        long start = System.nanoTime();
        channel.write(ByteBuffer.wrap(requests[next++ % requests.length]));
        double first = 0;
        while (true) {
            buffer.clear();
            if (channel.read(buffer) < 0) {
                throw new EOFException("the server has closed the connection");
            }
            if (first == 0) {
                first = (System.nanoTime() - start) / 1e3;
            }
            if (exchange.feed(buffer.flip())) {
                if (!exchange.isOk()) {
                    throw new IOException("the answer is not 200");
                }
                return new Single(first, (System.nanoTime() - start) / 1e9, exchange.length());
            }
        }
    }

    private InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
