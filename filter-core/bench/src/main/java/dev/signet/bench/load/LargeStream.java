package dev.signet.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** 100 MB through a server whose heap is 64 MB; of some answers the one in the middle, by its first byte. */
final class LargeStream {

    private static final int LENGTH = 100 * 1024 * 1024;
    private static final int TIMES = 15;

    private LargeStream() {}

    static String table() throws IOException {
        StringBuilder out = new StringBuilder(String.format("%n**100 MB streamed, server with -Xmx64m**%n%n"
                + "| variant | first byte | whole | peak heap, garbage included |%n|---|--:|--:|--:|%n"));
        for (VariantServer.Kind kind : new VariantServer.Kind[] {
            VariantServer.Kind.BARE,
            VariantServer.Kind.FLOOR,
            VariantServer.Kind.ENVELOPE,
            VariantServer.Kind.TOKEN,
            VariantServer.Kind.CACHING
        }) {
            out.append(row(kind));
        }
        return out.toString();
    }

    private static String row(VariantServer.Kind kind) throws IOException {
        byte[][] small = {Exchange.request("/endless/100000", Tokens.token(0))};
        byte[][] large = {Exchange.request("/endless/" + LENGTH, Tokens.token(0))};
        try (ServerProcess server = new ServerProcess(kind, "-Xmx64m")) {
            new LoadGenerator(server.port(), small).firstByteMicros(200); // classes are loaded by then
            try {
                LoadGenerator generator = new LoadGenerator(server.port(), large);
                List<LoadGenerator.Single> answers = new ArrayList<>();
                for (int i = 0; i < TIMES; i++) {
                    answers.add(generator.single());
                }
                answers.sort(Comparator.comparingDouble(LoadGenerator.Single::firstByteMicros));
                LoadGenerator.Single single = answers.get(TIMES / 2);
                return String.format(
                        Locale.ROOT,
                        "| %s | %.1f ms | %.2f s, %,d bytes | %d MB |%n",
                        title(kind),
                        single.firstByteMicros() / 1000,
                        single.seconds(),
                        single.length(),
                        server.usage().peakHeapBytes() >> 20);
            } catch (IOException e) {
                return "| " + title(kind) + " | – | dies: " + e.getMessage() + " | – |\n";
            }
        }
    }

    private static String title(VariantServer.Kind kind) {
        for (Variant variant : Variant.values()) {
            if (variant.kind == kind) {
                return variant.title;
            }
        }
        throw new IllegalArgumentException(kind.name());
    }
}
