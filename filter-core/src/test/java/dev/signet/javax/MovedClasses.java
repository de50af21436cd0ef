package dev.signet.javax;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/** The compiled tests as if their imports said {@code javax}, moved once for all tests of this JVM. */
final class MovedClasses {

    private static final Path TESTS = Path.of("target", "test-classes");
    private static final Path MOVED = Path.of("target", "javax-test-classes");

    private static boolean isMoved;

    private MovedClasses() {}

    /** The folder that has them. */
    static synchronized Path folder() {
        if (!isMoved) {
            try (Stream<Path> files = Files.walk(TESTS)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    move(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            isMoved = true;
        }
        return MOVED;
    }

    private static void move(Path file) throws IOException {
        Path target = MOVED.resolve(TESTS.relativize(file));
        Files.createDirectories(target.getParent());
        byte[] bytes = Files.readAllBytes(file);
        if (file.toString().endsWith(".class")) {
            ClassWriter writer = new ClassWriter(0);
            new ClassReader(bytes).accept(new ClassRemapper(writer, new ToJavax()), 0);
            bytes = writer.toByteArray();
        }
        Files.write(target, bytes);
    }

    /** What the module's pom moves in the jar. */
    private static final class ToJavax extends Remapper {

        private static final List<String> MOVED_PACKAGES =
                List.of("jakarta/servlet/", "jakarta/validation/", "jakarta/ws/rs/");

        ToJavax() {
            super(Opcodes.ASM9);
        }

        @Override
        public String map(String name) {
            return MOVED_PACKAGES.stream().anyMatch(name::startsWith) ? "javax" + name.substring(7) : name;
        }

        @Override
        public Object mapValue(Object value) {
            if (!(value instanceof String text)) {
                return super.mapValue(value);
            }
            String path = text.replace('.', '/');
            return map(path).equals(path) ? text : "javax" + text.substring(7);
        }
    }
}
