package dev.signet.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Fuzz target: the check of spliced bodies; says the same as Jackson, and the same however the bytes arrive. */
public final class ScannerFuzz {

    private static final JsonFactory JACKSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(65_536)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private ScannerFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        boolean whole = scan(input, Math.max(1, input.length));
        for (int piece : new int[] {1, 2, 3, 7}) {
            if (scan(input, piece) != whole) {
                throw new IllegalStateException("another verdict in pieces of " + piece);
            }
        }
        if (jackson(input) != whole) {
            throw new IllegalStateException("Jackson says " + !whole);
        }
    }

    private static boolean scan(byte[] input, int piece) {
        JsonScanner scanner = new JsonScanner();
        boolean fine = true;
        for (int from = 0; from < input.length; from += piece) {
            fine = scanner.feed(input, from, Math.min(from + piece, input.length));
        }
        return fine && scanner.isComplete();
    }

    private static boolean jackson(byte[] input) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(input)).toString();
            if (text.startsWith("\ufeff")) {
                return false; // Jackson drops a byte order mark, RFC 8259 §8.1 has none
            }
            try (JsonParser parser = JACKSON.createParser(text)) {
                if (parser.nextToken() == null) {
                    return false;
                }
                parser.skipChildren();
                return parser.nextToken() == null;
            }
        } catch (IOException e) {
            return false;
        }
    }
}
