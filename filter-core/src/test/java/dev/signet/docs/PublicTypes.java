package dev.signet.docs;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * What the modules for Spring Boot offer to an application, read from their sources, because they are built behind this one: public
 * types, and of each its public constructors and methods.
 */
final class PublicTypes {

    private static final List<Path> SOURCES =
            List.of(Path.of("spring-boot", "src", "main", "java"), Path.of("spring-boot-test", "src", "main", "java"));

    private PublicTypes() {}

    /** From the name of each type to its members, like {@code String value()}. */
    static Map<String, Set<String>> ofSpringBoot() throws IOException {
        Map<String, Set<String>> types = new TreeMap<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources()));
            for (CompilationUnitTree unit : task.parse()) {
                for (Tree declared : unit.getTypeDecls()) {
                    if (declared instanceof ClassTree type && isPublic(type.getModifiers())) {
                        types.put(unit.getPackageName() + "." + type.getSimpleName(), members(type));
                    }
                }
            }
        }
        return types;
    }

    private static List<Path> sources() throws IOException {
        Set<Path> sources = new TreeSet<>();
        for (Path folder : SOURCES) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        return List.copyOf(sources);
    }

    private static boolean isPublic(ModifiersTree modifiers) {
        return modifiers.getFlags().contains(Modifier.PUBLIC);
    }

    /** Without those of a type above, which stands here itself. */
    private static Set<String> members(ClassTree type) {
        Set<String> members = new TreeSet<>();
        type.getImplementsClause().forEach(above -> members.add("is a " + above));
        boolean isClass = type.getKind() == Tree.Kind.CLASS;
        for (Tree member : type.getMembers()) {
            if (member instanceof MethodTree method
                    && (!isClass || isPublic(method.getModifiers()))
                    && method.getModifiers().getAnnotations().stream()
                            .noneMatch(
                                    each -> each.getAnnotationType().toString().equals("Override"))) {
                members.add(signature(type, method));
            }
        }
        return members;
    }

    private static String signature(ClassTree type, MethodTree method) {
        String parameters = method.getParameters().stream()
                .map(parameter -> parameter.toString().replaceFirst(" \\w+$", "")) // its type keeps no dots of varargs
                .collect(Collectors.joining(", ", "(", ")"));
        String belongs = method.getModifiers().getFlags().contains(Modifier.STATIC) ? "static " : "";
        String value = method.getDefaultValue() == null ? "" : " default " + method.getDefaultValue();
        return method.getReturnType() == null
                ? type.getSimpleName() + parameters
                : belongs + method.getReturnType() + " " + method.getName() + parameters + value;
    }
}
