package dev.signet.cli;

import dev.signet.descriptor.Descriptor;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * The files of a webapp that does not run: a {@code web.xml}, a {@code WEB-INF} folder, a folder with one in it, or a war.
 * Nothing is unpacked, and nothing is read but what is asked for.
 */
final class WebappFiles implements AutoCloseable {

    private static final String WEB_INF = "WEB-INF/";
    private static final String WEB_XML = "web.xml";
    private static final String LIBRARIES = "lib/";
    private static final String SERVICES = "classes/META-INF/services/";

    /** What lies below {@code WEB-INF/}. */
    private interface Content extends Closeable {

        /** Opens a file, or answers null where there is none. */
        @Nullable
        InputStream open(String name) throws IOException;

        /** The names of the files directly in a folder. */
        List<String> list(String folder) throws IOException;
    }

    private final Path typed;
    private final Content content;
    private final Path base;
    private final Descriptor descriptor;
    private final Set<String> services = new TreeSet<>();
    private final List<String> unread = new ArrayList<>();
    private final Library.Rest rest = Library.Rest.ofWebapp();

    private WebappFiles(Path typed, Content content, Path base) throws IOException, CommandException {
        this.typed = typed;
        this.content = content;
        this.base = base;
        Descriptor read = descriptor(WEB_XML, content.open(WEB_XML));
        for (String library : content.list(LIBRARIES)) {
            read = withLibrary(read, library);
        }
        services.addAll(content.list(SERVICES));
        this.descriptor = read;
    }

    static WebappFiles open(Path typed) throws CommandException {
        try {
            return Files.isDirectory(typed)
                    ? ofFolder(typed, Files.exists(typed.resolve(WEB_XML)) ? typed : typed.resolve("WEB-INF"))
                    : isArchive(typed) ? ofWar(typed) : ofFile(typed);
        } catch (IOException e) {
            throw CommandException.failed(typed + ": cannot be read; is the path right, and may this user read it?");
        }
    }

    private static boolean isArchive(Path typed) throws IOException {
        try (InputStream in = Files.newInputStream(typed)) {
            return in.read() == 'P' && in.read() == 'K';
        }
    }

    private static WebappFiles ofFolder(Path typed, Path webInf) throws IOException, CommandException {
        return new WebappFiles(typed, new Folder(webInf, null), webInf);
    }

    private static WebappFiles ofFile(Path file) throws IOException, CommandException {
        Path folder = folder(file);
        return new WebappFiles(file, new Folder(folder, file), folder);
    }

    private static WebappFiles ofWar(Path file) throws IOException, CommandException {
        War war = new War(new ZipFile(file.toFile(), Library.NAMES));
        try {
            return new WebappFiles(file, war, folder(file));
        } catch (IOException | CommandException e) {
            war.close();
            throw e;
        }
    }

    private static Path folder(Path file) {
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent();
        return folder == null ? absolute : folder;
    }

    private Descriptor descriptor(String name, @Nullable InputStream opened) throws CommandException {
        try (InputStream in = opened) {
            if (in == null) {
                throw CommandException.failed(typed + ": has no WEB-INF/web.xml; filters that are registered in code or"
                        + " by annotations cannot be seen here");
            }
            return Descriptor.read(in);
        } catch (IOException e) {
            throw CommandException.failed(typed + ": " + name + " cannot be read: " + e.getMessage());
        } catch (XMLStreamException e) {
            throw CommandException.failed(typed + ": " + name + " is not a valid descriptor"
                    + (e.getLocation() == null
                            ? ""
                            : " at line " + e.getLocation().getLineNumber()));
        }
    }

    private Descriptor withLibrary(Descriptor read, String name) {
        if (!name.endsWith(".jar")) {
            return read;
        }
        try (InputStream in = content.open(LIBRARIES + name)) {
            Library library = Library.read(in == null ? InputStream.nullInputStream() : in, rest);
            services.addAll(library.services());
            Descriptor fragment = library.fragment();
            return fragment == null || read.complete() ? read : read.with(fragment);
        } catch (IOException | XMLStreamException e) {
            unread.add("the library " + name + ", which cannot be read");
            return read;
        }
    }

    Path typed() {
        return typed;
    }

    /** Of web.xml and of what libraries add to it. */
    Descriptor descriptor() {
        return descriptor;
    }

    /** Libraries that could not be looked at. */
    List<String> unread() {
        return unread;
    }

    /** Types of which there are services. */
    Set<String> services() {
        return services;
    }

    /** Where relative paths begin. */
    Path base() {
        return base;
    }

    /** Opens a path below {@code /WEB-INF/}, or answers null where there is no such file. */
    @Nullable
    InputStream openWebInf(String path) {
        try {
            return content.open(path.substring(1 + WEB_INF.length()));
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public void close() throws CommandException {
        try {
            content.close();
        } catch (IOException e) {
            throw CommandException.failed(typed + ": cannot be closed");
        }
    }

    /**
     * A folder of the file system.
     *
     * @param root of it
     * @param webXml the descriptor where that was typed, whatever its name
     */
    private record Folder(Path root, @Nullable Path webXml) implements Content {

        @Override
        public @Nullable InputStream open(String name) throws IOException {
            if (webXml != null && name.equals(WEB_XML)) {
                return Files.newInputStream(webXml);
            }
            Path file = root.resolve(name).normalize();
            return file.startsWith(root.normalize()) && Files.isRegularFile(file) ? Files.newInputStream(file) : null;
        }

        @Override
        public List<String> list(String folder) throws IOException {
            Path path = root.resolve(folder);
            if (!Files.isDirectory(path)) {
                return List.of();
            }
            try (Stream<Path> files = Files.list(path)) {
                return files.filter(Files::isRegularFile)
                        .map(file -> file.getFileName().toString())
                        .sorted()
                        .toList();
            }
        }

        @Override
        public void close() {
            // each file is closed by whoever reads it
        }
    }

    /** A war, of which entries are read by their names. */
    private record War(ZipFile zip) implements Content {

        @Override
        public @Nullable InputStream open(String name) throws IOException {
            ZipEntry entry = zip.getEntry(WEB_INF + name);
            return entry == null || entry.isDirectory() ? null : zip.getInputStream(entry);
        }

        @Override
        public List<String> list(String folder) {
            String prefix = WEB_INF + folder;
            return zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith(prefix) && name.indexOf('/', prefix.length()) < 0)
                    .map(name -> name.substring(prefix.length()))
                    .filter(name -> !name.isEmpty())
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }
}
