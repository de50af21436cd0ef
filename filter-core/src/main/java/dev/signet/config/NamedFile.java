package dev.signet.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A file that a parameter names: of the webapp when it begins with {@code /WEB-INF/}, else of the file system. */
final class NamedFile {

    private static final int LARGEST = 16 << 20;

    private NamedFile() {}

    static byte[] read(String path, Function<String, @Nullable InputStream> webapp, Path base) throws IOException {
        try (InputStream in = open(path, webapp, base)) {
            byte[] content = in.readNBytes(LARGEST + 1);
            if (content.length > LARGEST) {
                throw new IOException(path + " is larger than 16 MiB");
            }
            return content;
        }
    }

    private static InputStream open(String path, Function<String, @Nullable InputStream> webapp, Path base)
            throws IOException {
        if (path.startsWith("/WEB-INF/")) {
            InputStream in = webapp.apply(path);
            if (in == null) {
                throw new IOException(path + " is not in this webapp");
            }
            return in;
        }
        try {
            return Files.newInputStream(base.resolve(path));
        } catch (InvalidPathException e) {
            throw new IOException("not a path of this file system", e);
        }
    }
}
