package dev.signet.cli;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Changes a file so that nobody ever reads half of it: the new content is written beside it, with mode, owner and group of the
 * old, and then takes its name. Of several who change it at once, each sees what the one before has left: they lock the file
 * that has the name, and look again where it has lost that name while they waited. Symbolic links are followed and stay.
 */
final class FileEdit {

    private static final int MOST_LINKS = 40;
    /** What is larger is not read by the webapp either. */
    private static final long LARGEST = 16L << 20;
    /** A lock is for other processes; this is for other threads. */
    private static final Object THREADS = new Object();

    /** What becomes of a content. */
    @FunctionalInterface
    interface Change {

        /**
         * Makes the new content; nobody else changes the file before this returns.
         *
         * @param content what is there, or null where there is no file
         * @return the new content, or null where nothing has to be written
         */
        byte @Nullable [] of(byte @Nullable [] content) throws CommandException;
    }

    private final Path named;
    private final Path file;

    private FileEdit(Path named, Path file) {
        this.named = named;
        this.file = file;
    }

    /** Changes a file, or makes it where the change makes something of nothing; for its owner alone then. */
    static void change(Path named, Change change) throws CommandException {
        try {
            FileEdit edit = new FileEdit(named, target(named));
            synchronized (THREADS) {
                boolean done = false;
                while (!done) {
                    done = Files.exists(edit.file) ? edit.replace(change) : edit.create(change);
                }
            }
        } catch (NoSuchFileException e) {
            throw CommandException.failed(named + ": the folder of this file does not exist; create it first");
        } catch (AccessDeniedException e) {
            throw CommandException.failed(
                    named + ": cannot be written by this user, or its folder cannot (the new file is"
                            + " made beside the old one); nothing has been changed. Run this as the owner of the file,"
                            + " who has to be allowed to write it (chmod u+w)");
        } catch (IOException e) {
            throw CommandException.failed(
                    named + ": cannot be written (" + e.getMessage() + "); nothing has been changed");
        }
    }

    /** Whether its mode lets everybody read it. */
    static boolean isReadByAll(Path file) {
        try {
            return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException e) {
            return false; // without such modes nobody can tell
        }
    }

    private static Path target(Path named) throws IOException {
        Path file = named.toAbsolutePath();
        for (int i = 0; Files.isSymbolicLink(file); i++) {
            if (i == MOST_LINKS) {
                throw new IOException("its symbolic links form a loop");
            }
            file = file.resolveSibling(Files.readSymbolicLink(file));
        }
        return file;
    }

    /** False where somebody else was there in between. */
    private boolean replace(Change change) throws IOException, CommandException {
        if (!Files.isRegularFile(file)) {
            throw CommandException.failed(named + ": is not a file");
        }
        Identity found = identity();
        if (found == null) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, READ, WRITE);
                FileLock lock = channel.lock()) {
            if (!lock.isValid() || !found.equals(identity())) {
                return false;
            }
            byte[] content = change.of(content(channel));
            if (content != null) {
                Path beside = beside("signet-new");
                Files.deleteIfExists(beside); // of one that was killed; nobody else is here
                boolean moved = false;
                try {
                    write(beside, content);
                    keepOwner(beside);
                    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
                    moved = true;
                } finally {
                    if (!moved) { // else the name is the next one's by now, who has locked the new file
                        Files.deleteIfExists(beside);
                    }
                }
                settle();
            }
            return true;
        }
    }

    /** By the channel that is locked: on POSIX, who closes another one of the same file gives the lock away. */
    private byte[] content(FileChannel channel) throws IOException {
        ByteBuffer content = ByteBuffer.allocate((int) Math.min(channel.size(), LARGEST + 1));
        while (content.hasRemaining() && channel.read(content) >= 0) {
            // on to the end
        }
        if (content.position() > LARGEST) {
            throw new IOException("it is larger than 16 MiB");
        }
        return Arrays.copyOf(content.array(), content.position());
    }

    /** The same file, and the same state of it: a number that was given back is soon another file's. */
    private record Identity(@Nullable Object key, FileTime changed) {}

    private @Nullable Identity identity() throws IOException {
        try {
            BasicFileAttributes known = Files.readAttributes(file, BasicFileAttributes.class);
            boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
            return new Identity(
                    known.fileKey(),
                    unix ? (FileTime) Files.getAttribute(file, "unix:ctime") : known.lastModifiedTime());
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** False where there is a file by now. */
    private boolean create(Change change) throws IOException, CommandException {
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new NoSuchFileException(file.toString());
        }
        byte[] content = change.of(null);
        if (content == null) {
            return true;
        }
        Path beside = beside(UUID.randomUUID() + ".signet-new");
        try {
            write(beside, content);
            Files.createLink(file, beside); // unlike a rename, it takes nobody's place
        } catch (FileAlreadyExistsException e) {
            throw CommandException.failed(named + ": somebody else has just created this file; nothing has been"
                    + " changed, and a secret that was printed is not valid. Run the command again");
        } finally {
            Files.deleteIfExists(beside);
        }
        settle();
        return true;
    }

    private Path beside(String ending) {
        return file.resolveSibling("." + file.getFileName() + "." + ending);
    }

    private static void write(Path beside, byte[] content) throws IOException {
        boolean posix = beside.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] owners = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try (FileChannel channel = FileChannel.open(beside, Set.of(CREATE_NEW, WRITE), owners)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private void keepOwner(Path beside) throws IOException, CommandException {
        // whoever may write to the folder could put a link in its place meanwhile
        PosixFileAttributeView view =
                Files.getFileAttributeView(beside, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null) {
            return;
        }
        PosixFileAttributes old = Files.readAttributes(file, PosixFileAttributes.class);
        PosixFileAttributes mine = view.readAttributes();
        try {
            if (!mine.owner().equals(old.owner())) {
                view.setOwner(old.owner());
            }
            if (!mine.group().equals(old.group())) {
                view.setGroup(old.group());
            }
        } catch (IOException e) {
            throw CommandException.failed(named + ": the new file could not be given to "
                    + old.owner().getName() + ":" + old.group().getName()
                    + ", whose the old one is; nothing has been changed. Run this as that user");
        }
        view.setPermissions(old.permissions());
    }

    /** So that the new name outlives a power cut. */
    private void settle() {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel folder = FileChannel.open(file.resolveSibling("."), READ)) {
                folder.force(true);
            } catch (IOException e) {
                // the change has been made; some folders and file systems do not let themselves be asked for more
            }
        }
    }
}
