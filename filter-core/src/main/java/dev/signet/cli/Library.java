package dev.signet.cli;

import dev.signet.descriptor.Descriptor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * A jar of a webapp, as far as it says something of filters or plug-ins. It may lie in a war, so that it is read from its
 * beginning to its end; whoever packed it decides how much that is, up to a limit for each, and one for all together.
 *
 * @param fragment what it adds to web.xml, or null
 * @param services types of which it has services
 */
record Library(@Nullable Descriptor fragment, Set<String> services) {

    /** Of entries that do not say theirs, such as those of archives that were packed on a Chinese Windows; ours are ASCII. */
    static final Charset NAMES = StandardCharsets.ISO_8859_1;

    private static final String FRAGMENT = "META-INF/web-fragment.xml";
    private static final String SERVICES = "META-INF/services/";
    private static final long MOST_BYTES = 512L << 20;
    private static final int MOST_ENTRIES = 100_000;

    /** How much may still be read of the libraries of one webapp. */
    static final class Rest {

        private long bytes;
        private int entries;

        Rest(long bytes, int entries) {
            this.bytes = bytes;
            this.entries = entries;
        }

        /** Of one that is not looked at yet. */
        static Rest ofWebapp() {
            return new Rest(2L << 30, 250_000);
        }
    }

    /**
     * Reads one.
     *
     * @param rest what is read is taken from that
     * @throws IOException when it cannot be read, or is larger than anybody's
     */
    static Library read(InputStream in, Rest rest) throws IOException, XMLStreamException {
        Descriptor fragment = null;
        Set<String> services = new TreeSet<>();
        long mostBytes = Math.min(MOST_BYTES, rest.bytes);
        int mostEntries = Math.min(MOST_ENTRIES, rest.entries);
        long bytes = 0;
        int entries = 0;
        ZipInputStream zip = new ZipInputStream(in, NAMES);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            String name = entry.getName();
            if (name.startsWith(SERVICES)) {
                services.add(name.substring(SERVICES.length()));
            }
            ByteArrayOutputStream kept = new ByteArrayOutputStream();
            long length = inflate(zip, mostBytes - bytes, name.equals(FRAGMENT) ? kept : null);
            bytes += length;
            rest.bytes -= length;
            rest.entries--;
            if (bytes >= mostBytes || ++entries > mostEntries) {
                throw new IOException("is too large");
            }
            if (name.equals(FRAGMENT)) {
                fragment = Descriptor.read(new ByteArrayInputStream(kept.toByteArray()));
            }
        }
        return new Library(fragment, services);
    }

    private static long inflate(InputStream in, long most, @Nullable ByteArrayOutputStream kept) throws IOException {
        byte[] part = new byte[8192];
        long length = 0;
        for (int read = in.read(part); read >= 0; read = in.read(part)) {
            length += read;
            if (length > most || kept != null && length > 16 << 20) {
                throw new IOException("is too large");
            }
            if (kept != null) {
                kept.write(part, 0, read);
            }
        }
        return length;
    }
}
