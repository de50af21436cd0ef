package dev.signet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What may be read of the libraries of a webapp, in numbers that a test can reach. */
class LibraryTest {

    private static ByteArrayInputStream jar(int bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CheckedWebapp.zip(out, Map.of("META-INF/services/com.acme.Any", new byte[bytes]));
        return new ByteArrayInputStream(out.toByteArray());
    }

    @Test
    void readWhenAllTogetherAreTooLargeThenTheLastIsRefused() throws Exception {
        Library.Rest rest = new Library.Rest(1_000, 10);
        assertEquals(Set.of("com.acme.Any"), Library.read(jar(600), rest).services());
        assertEquals(
                "is too large",
                assertThrows(IOException.class, () -> Library.read(jar(600), rest))
                        .getMessage());
        Library.Rest more = new Library.Rest(10_000, 10);
        Library.read(jar(600), more);
        assertEquals(Set.of("com.acme.Any"), Library.read(jar(600), more).services());
    }
}
