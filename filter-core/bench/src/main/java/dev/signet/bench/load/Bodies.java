package dev.signet.bench.load;

import dev.signet.bench.scan.Shapes;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The answers of the application: JSON of the shape of an order list, of a given length. */
final class Bodies {

    /** What serialisers hand to a stream at once. */
    static final int CHUNK = 8192;

    private static final String ROW =
            "{\"id\":10027,\"item\":\"不锈钢六角螺丝 M8\",\"amount\":120,\"price\":19.90,\"paid\":true},";
    private static final Map<Integer, byte[]> MADE = new ConcurrentHashMap<>();
    private static final Map<String, byte[]> SHAPED = new ConcurrentHashMap<>();

    private Bodies() {}

    /** The bytes of an answer of about this length; the array itself. */
    static byte[] of(int length) {
        return MADE.computeIfAbsent(length, Bodies::made);
    }

    /** The bytes of an answer of a kind of text and a length, like {@code cyrillic/10240}; the array itself. */
    static byte[] of(String shapeAndLength) {
        return SHAPED.computeIfAbsent(shapeAndLength, asked -> {
            int slash = asked.indexOf('/');
            return Shapes.body(asked.substring(0, slash), Integer.parseInt(asked.substring(slash + 1)));
        });
    }

    private static byte[] made(int length) {
        int row = ROW.getBytes(StandardCharsets.UTF_8).length;
        StringBuilder json = new StringBuilder("[").append(ROW.repeat(Math.max(1, length / row - 1)));
        int missing = length - json.toString().getBytes(StandardCharsets.UTF_8).length - 3;
        return json.append('"')
                .append("x".repeat(Math.max(0, missing)))
                .append("\"]")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }
}
