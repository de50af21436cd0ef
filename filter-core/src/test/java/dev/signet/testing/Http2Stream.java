package dev.signet.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One request over HTTP/2, and what has come of its answer; made by {@link Http2Client#begin}. */
public final class Http2Stream {

    private static final int WHOLE = -1;

    private final Http2Client client;
    private final int number;
    private final boolean head;
    private final List<Map<String, List<String>>> blocks = new ArrayList<>();
    private final List<Integer> interim = new ArrayList<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private Consumer<byte[]> reader = body::writeBytes;
    private boolean ended;
    private int reset = WHOLE;

    Http2Stream(Http2Client client, int number, boolean head) {
        this.client = client;
        this.number = number;
        this.head = head;
    }

    /** Hands on what comes from now on instead of keeping it; for bodies that are longer than memory. */
    public void readBy(Consumer<byte[]> other) {
        reader = other;
    }

    /** Ends the request, which is open, by fields behind its body. */
    public void sendTrailers(String... fields) throws IOException {
        client.trailers(number, fields);
    }

    /** Reads until this answer has ended. */
    public RawAnswer end() throws IOException {
        while (!ended && reset == WHOLE) {
            client.advance();
        }
        if (blocks.isEmpty()) {
            throw new IOException("reset before any head: " + reset);
        }
        Map<String, List<String>> first = blocks.get(0);
        int status = Integer.parseInt(first.get(":status").get(0));
        boolean hasNone = head || status == 304;
        return new RawAnswer(
                status,
                first,
                body.toByteArray(),
                reset == WHOLE && (hasNone || isOfItsLength(first.get("content-length"))));
    }

    /** Reads until the body has this in it. */
    public void await(String text) throws IOException {
        while (!body.toString(StandardCharsets.UTF_8).contains(text)) {
            if (ended || reset != WHOLE) {
                throw new IOException("ended before " + text + " came: " + body.toString(StandardCharsets.UTF_8));
            }
            client.advance();
        }
    }

    /** Reads until this many bytes of the body have come. */
    public void await(int bytes) throws IOException {
        while (body.size() < bytes && !ended && reset == WHOLE) {
            client.advance();
        }
    }

    /** The head of the answer, with its status as {@code :status}; empty until it has come. */
    public Map<String, List<String>> headers() {
        return blocks.isEmpty() ? Map.of() : blocks.get(0);
    }

    /** What of the body has come. */
    public byte[] body() {
        return body.toByteArray();
    }

    /** The same as text. */
    public String text() {
        return body.toString(StandardCharsets.UTF_8);
    }

    /** Leaves, while the connection stays. */
    public void cancel() throws IOException {
        client.cancel(number);
    }

    /** Lets the server send more. */
    public void grant(int bytes) throws IOException {
        client.grant(number, bytes);
    }

    /** The statuses that came before that of the answer. */
    public List<Integer> interim() {
        return interim;
    }

    /** What came behind the body; empty for nothing. */
    public Map<String, List<String>> trailers() {
        return blocks.size() > 1 ? blocks.get(1) : Map.of();
    }

    /** The error code of the reset, or -1 for none. */
    public int reset() {
        return reset;
    }

    private boolean isOfItsLength(List<String> length) {
        return length == null || Integer.parseInt(length.get(0)) == body.size();
    }

    void beginHeaders() {
        blocks.add(new LinkedHashMap<>());
    }

    void header(String name, String value) {
        blocks.get(blocks.size() - 1)
                .computeIfAbsent(name.toLowerCase(java.util.Locale.ROOT), known -> new ArrayList<>())
                .add(value);
    }

    void endHeaders(boolean last) {
        List<String> status = blocks.get(blocks.size() - 1).get(":status");
        if (status != null && status.get(0).startsWith("1")) {
            interim.add(Integer.parseInt(status.get(0)));
            blocks.remove(blocks.size() - 1);
        }
        ended |= last;
    }

    void data(byte[] bytes, int flags) {
        reader.accept(bytes);
        ended |= (flags & Http2Client.END_STREAM) != 0;
    }

    /** The server gives up; behind the end it only says that it does not want the rest of a request. */
    void reset(int code) {
        if (!ended) {
            reset = code;
        }
    }
}
