package dev.signet.issue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a heap dump, which people send to each other, has of a request for a token that is over. */
class HeapTest {

    @TempDir
    private Path folder;

    @Test
    void heapWhenRequestsAreOverThenNoSecretAndNoTokenIsInIt() throws Exception {
        Path dump = folder.resolve("dump.hprof");
        int exit = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HeapProbe.class.getName(),
                        dump.toString())
                .inheritIO()
                .start()
                .waitFor();
        assertEquals(0, exit);
        String heap = Files.readString(dump, StandardCharsets.ISO_8859_1);
        List<Integer> found = IntStream.rangeClosed(0, 3)
                .filter(seed -> holds(heap, new String(HeapProbe.secret(seed), StandardCharsets.ISO_8859_1)))
                .boxed()
                .toList();
        assertEquals(List.of(0), found, "the one that was kept, and of JSON, form and answer none");
    }

    /** As bytes, or as characters of two bytes. */
    private static boolean holds(String heap, String secret) {
        return heap.contains(secret) || heap.contains(String.join("\0", secret.split("")));
    }
}
