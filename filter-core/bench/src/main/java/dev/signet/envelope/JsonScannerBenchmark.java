package dev.signet.envelope;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.text.JsonScanner;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The check of a spliced body beside Jackson's non-blocking parser, which answers the same question. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class JsonScannerBenchmark {

    /** What a body is made of: a small answer, rows of a table, Chinese text, numbers, an indented document. */
    @Param({"small", "rows", "chinese", "numbers", "indented"})
    public String shape;

    private byte[] body = {};
    private final JsonFactory factory = new JsonFactory();

    /** Made when JMH starts. */
    public JsonScannerBenchmark() {}

    /** Makes the body. */
    @Setup
    public void prepare() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        body = switch (shape) {
            case "small" -> mapper.writeValueAsBytes(row(mapper, 1, "ok"));
            case "rows" -> mapper.writeValueAsBytes(rows(mapper, 100, "a customer's remark of usual length"));
            case "chinese" -> mapper.writeValueAsBytes(rows(mapper, 100, "请在工作日上午九点之前送到二号仓库"));
            case "numbers" -> mapper.writeValueAsBytes(numbers(mapper));
            default ->
                mapper.writerWithDefaultPrettyPrinter()
                        .writeValueAsBytes(rows(mapper, 100, "a customer's remark of usual length"));
        };
    }

    private static ArrayNode rows(ObjectMapper mapper, int count, String remark) {
        ArrayNode rows = mapper.createArrayNode();
        for (int i = 0; i < count; i++) {
            rows.add(row(mapper, i, remark));
        }
        return rows;
    }

    private static ObjectNode row(ObjectMapper mapper, int number, String remark) {
        return mapper.createObjectNode()
                .put("id", "A-" + (1000 + number))
                .put("pieces", number * 7)
                .put("price", new BigDecimal("21.50"))
                .put("open", number % 2 == 0)
                .put("remark", remark)
                .putNull("parent");
    }

    private static ArrayNode numbers(ObjectMapper mapper) {
        ArrayNode numbers = mapper.createArrayNode();
        for (int i = 0; i < 1000; i++) {
            numbers.add(i * 1013).add(i / 7.0);
        }
        return numbers;
    }

    /** Ours. */
    @Benchmark
    public boolean signet() {
        JsonScanner scanner = new JsonScanner();
        return scanner.feed(body, 0, body.length) && scanner.isComplete();
    }

    /** Jackson's. */
    @Benchmark
    public boolean jackson() throws IOException {
        try (JsonParser parser = factory.createNonBlockingByteArrayParser()) {
            ByteArrayFeeder feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
            feeder.feedInput(body, 0, body.length);
            feeder.endOfInput();
            JsonToken token = parser.nextToken();
            while (token != null && token != JsonToken.NOT_AVAILABLE) {
                token = parser.nextToken();
            }
            return token == null;
        }
    }
}
